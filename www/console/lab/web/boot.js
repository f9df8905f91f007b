// The worker's entry.
import init, { Lab } from "wasm-glue";
import { serve } from "./serve.js";

const program = init({ module_or_path: WASM_URL });
const weights = fetch(WEIGHTS_URL).then(async (response) => {
  if (!response.ok) throw new Error(`${WEIGHTS_URL} could not be loaded (${response.status})`);
  return new Uint8Array(await response.arrayBuffer());
});
const handle = serve(program.then(() => new Lab()), weights, (text) => postMessage(text));

onmessage = (event) => handle(event.data);
