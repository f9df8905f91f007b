// Time per query and memory in one Chromium, one thread: the full engine, then MiniLM int8 on onnxruntime-web; and how long a customer
// on a slow line waits for the first answer. node browser.mjs KEPT MINILM.onnx
//
// Memory is the program's linear memory, which never shrinks: after loading, and after QUESTIONS_BEFORE_MEMORY questions.
// KEPT is the folder that `intent keep` filled: a model of BANKING77's ten-shot rows, questions, and what the native engine said.
// MiniLM gets ids of no meaning, as many as its own tokenizer makes of such questions (PIECES_PER_WORD); tokenizing is not counted.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { chromium } from "../harness/index.mjs";
import { stage } from "../../www/tests/stories/story.mjs";

const [kept, minilm] = process.argv.slice(2);
const { FRONTDESK_DIST, FRONTDESK_PEERS } = process.env;
/** Measured on BANKING77's test questions with MiniLM's vocabulary; two more mark begin and end. */
const PIECES_PER_WORD = 1.19;
const QUESTIONS_BEFORE_MEMORY = 100;
const SLOW = { bitsPerSecond: 1_600_000, roundTripMs: 150 };
const TYPES = { js: "text/javascript", mjs: "text/javascript", wasm: "application/wasm", html: "text/html", json: "application/json" };

const full = `${FRONTDESK_DIST}/.work/full`;
const files = {
  "/": null,
  "/full.js": `${full}/full.js`,
  "/full_bg.wasm": `${full}/optimised.wasm`,
  "/encoder.bin": new URL("../../shared/intent/weights/encoder.bin", import.meta.url),
  "/model.pack": `${kept}/model.pack`,
  "/model.sense": `${kept}/model.sense`,
  "/asked.json": `${kept}/asked.json`,
  "/minilm.onnx": minilm,
};

const server = createServer(async (request, response) => {
  const path = new URL(request.url, "http://localhost").pathname;
  const file = path.startsWith("/ort/") ? `${FRONTDESK_PEERS}/onnxruntime-web/dist/${path.slice(5).replaceAll("..", "")}` : files[path];
  // Isolation gives the clock 5 µs in place of 100.
  const headers = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
  if (file === undefined) return response.writeHead(404).end();
  const bytes = file ? await readFile(file) : Buffer.from("<!doctype html><title>bench</title>");
  response.writeHead(200, { ...headers, "content-type": TYPES[path.split(".").at(-1)] ?? (path === "/" ? "text/html" : "application/octet-stream") });
  response.end(bytes);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const browser = await chromium();
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/`);
const measured = await page.evaluate(async ([piecesPerWord, questionsBeforeMemory]) => {
  const bytes = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer());
  const asked = await (await fetch("/asked.json")).json();
  const spread = (times) => {
    const sorted = times.toSorted((left, right) => left - right);
    return [sorted[Math.floor(sorted.length / 2)], sorted[Math.floor(sorted.length * 0.95)]];
  };

  // onnxruntime-web shows its memory to nobody, so whoever makes one is remembered.
  const memories = [];
  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct(Memory, given) {
      const made = new Memory(...given);
      memories.push(made);
      return made;
    },
  });
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate(...given);
    const exported = Object.values((made.instance ?? made).exports).filter((value) => value?.buffer !== undefined && value.grow !== undefined && value.length === undefined);
    memories.push(...exported);
    return made;
  };
  const megabytes = (all) => [...new Set(all)].reduce((sum, memory) => sum + memory.buffer.byteLength, 0) / 1e6;

  const glue = await import("/full.js");
  const program = await glue.default({ module_or_path: "/full_bg.wasm" });
  const weights = await bytes("/encoder.bin");
  let began = performance.now();
  const encoder = new glue.Encoder(weights);
  const engine = new glue.Engine(await bytes("/model.pack"), await bytes("/model.sense"), encoder);
  const loadMs = performance.now() - began;
  const memory = Object.values(program).filter((value) => value instanceof Object && value.buffer?.byteLength && value.grow);
  const engineLoaded = megabytes(memory);
  let engineAsked = engineLoaded;
  const folded = asked.map(({ text }) => text.normalize("NFKC").toLowerCase());
  let apart = 0;
  for (const [place, { row }] of asked.entries()) {
    const found = engine.predict(folded[place]);
    // The same intents with the same confidence, whatever the order of equals.
    for (let at = 2; at < row.length; at += 2) {
      for (let other = 2; other < row.length; other += 2) if (found[at] === row[other]) apart = Math.max(apart, Math.abs(found[at + 1] - row[other + 1]));
    }
    apart = Math.max(apart, Math.abs(found[1] - row[1]), found[2] === row[2] ? 0 : 1);
    if (place + 1 === questionsBeforeMemory) engineAsked = megabytes(memory);
  }
  const ours = [];
  for (let round = 0; round < 3; round += 1) {
    for (const text of folded) {
      began = performance.now();
      engine.predict(text);
      ours.push(performance.now() - began);
    }
  }

  memories.length = 0;
  const ort = await import("/ort/ort.wasm.min.mjs");
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = "/ort/";
  const session = await ort.InferenceSession.create("/minilm.onnx", { executionProviders: ["wasm"] });
  const theirs = [];
  const minilmLoaded = megabytes(memories);
  let minilmAsked = minilmLoaded;
  for (const text of folded) {
    const length = Math.round(text.split(/\s+/).length * piecesPerWord) + 2;
    const tensor = (value) => new ort.Tensor("int64", BigInt64Array.from({ length }, value), [1, length]);
    const all = { input_ids: tensor((_, at) => BigInt(2000 + at)), attention_mask: tensor(() => 1n), token_type_ids: tensor(() => 0n) };
    const inputs = Object.fromEntries(session.inputNames.map((name) => [name, all[name]]));
    began = performance.now();
    await session.run(inputs);
    theirs.push(performance.now() - began);
    if (theirs.length === questionsBeforeMemory) minilmAsked = megabytes(memories);
  }
  const [p50, p95] = spread(ours);
  const [minilm50, minilm95] = spread(theirs.slice(20));
  return {
    query_ms_p50: p50,
    query_ms_p95: p95,
    minilm_query_ms_p50: minilm50,
    minilm_query_ms_p95: minilm95,
    engine_load_ms: loadMs,
    engine_loaded_memory_mb: engineLoaded,
    engine_memory_mb: engineAsked,
    minilm_loaded_memory_mb: minilmLoaded,
    minilm_memory_mb: minilmAsked,
    wasm_native_apart: apart,
  };
}, [PIECES_PER_WORD, QUESTIONS_BEFORE_MEMORY]);
await browser.close();
server.close();

const scene = await stage({ slow: SLOW });
const waits = [];
for (let run = 0; run < 3; run += 1) {
  const customer = await scene.customer();
  const began = performance.now();
  await customer.open();
  await customer.say("How do I set a screen-time limit?");
  await customer.saidAtLeast(2);
  waits.push((performance.now() - began) / 1000);
  await customer.context.close();
}
await scene.end();
measured.first_answer_s = waits.toSorted((left, right) => left - right)[1];
console.log(JSON.stringify(Object.fromEntries(Object.entries(measured).map(([key, value]) => [key, Number(value.toPrecision(4))]))));
