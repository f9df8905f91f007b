// The guide's program, loaded by the worker once there are flows to lead through.
import init, { Guide } from "wasm-glue";

const program = init({ module_or_path: WASM_URL });
program.catch(() => {}); // Told by makeGuide.

/** Of a bundle's text, for somebody whose day it is now. */
export async function makeGuide(bundle) {
  await program;
  const now = new Date();
  return new Guide(bundle, Math.floor((now - now.getTimezoneOffset() * 60_000) / 86_400_000));
}
