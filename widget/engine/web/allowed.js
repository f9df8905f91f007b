// Whether this browser and its line should load the full engine: 3.5 MB, and a program that needs SIMD.

/** The smallest module with an instruction of 128 bits: a function that gives i8x16.splat(0). */
const SIMD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];

export function full(navigator) {
  const { saveData, effectiveType } = navigator.connection ?? {};
  return !saveData && !/2g$/.test(effectiveType ?? "") && WebAssembly.validate(new Uint8Array(SIMD));
}
