// The guide's program, loaded by the worker once there are flows to lead through.
import init, { Guide } from "wasm-glue";

const program = init({ module_or_path: WASM_URL });
program.catch(() => {}); // Told by makeGuide.

/** Of a bundle's text. */
export async function makeGuide(bundle) {
  await program;
  return new Guide(bundle);
}
