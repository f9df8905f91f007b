// The worker's entry. Messages that come before the program is there wait in the promise.
import init, { Engine } from "wasm-glue";
import { serve } from "./serve.js";

const program = init({ module_or_path: WASM_URL });
program.catch(() => {}); // Told at the first load.

const handle = serve(async (bytes) => {
  await program;
  return new Engine(bytes);
}, postMessage);

onmessage = (event) => handle(event.data);
