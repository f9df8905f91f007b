// The full engine's program, loaded behind the lite one's.
import init, { Encoder, Engine } from "wasm-glue";

const program = init({ module_or_path: WASM_URL });
program.catch(() => {}); // Told by makeEncoder.

/** Of the weights' bytes; the models of all sites and versions share it. */
export async function makeEncoder(weights) {
  await program;
  return new Encoder(weights);
}

export function makeEngine(pack, sense, encoder) {
  return new Engine(pack, sense, encoder);
}
