// The worker's entry.
import init, { Lab } from "wasm-glue";
import { serve } from "./serve.js";

const program = init({ module_or_path: WASM_URL });
const handle = serve(program.then(() => new Lab()), (text) => postMessage(text));

onmessage = (event) => handle(event.data);
