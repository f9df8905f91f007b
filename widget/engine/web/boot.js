// The worker's entry. Messages that come before the program is there wait in the promise.
import init, { Engine } from "wasm-glue";
import { full } from "./allowed.js";
import { serve } from "./serve.js";

const program = init({ module_or_path: WASM_URL });
program.catch(() => {}); // Told at the first load.

async function makeLite(pack) {
  await program;
  return new Engine(pack);
}

const guide = () => import(GUIDE_URL);
const handle = serve({ makeLite, full: full(navigator) && { load: () => import(FULL_URL), weights: WEIGHTS_URL }, guide }, postMessage);

onmessage = (event) => handle(event.data);
