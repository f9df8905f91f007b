// Runs the built program as the browser's worker would: `node --test widget/engine/tests/smoke.test.mjs`.
// ENGINE_GLUE is the folder that wasm-bindgen wrote (--target web --out-name engine), PACK a pack of the shop.
// Without them only the message loop is tried, with an engine made here.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { serve } from "../web/serve.js";

const { ENGINE_GLUE, PACK } = process.env;

/** A loop over `make`, with every answer in `said`. */
function start(make) {
  const said = [];
  return { said, handle: serve(make, (message) => said.push(message)) };
}

/** Serves these bytes, or this status, for the next requests. */
function answerFetch(bytes, status = 200) {
  const asked = [];
  globalThis.fetch = async (url) => {
    asked.push(url);
    return new Response(status === 200 ? bytes : null, { status });
  };
  return asked;
}

const small = {
  make: async (bytes) => {
    if (bytes[0] !== 1) throw "the pack is damaged (checksum): load it again";
    return { intents: () => "a\nb\nc", predict: (text) => [text.length > 3 ? 2 : 1, 0.25, 1, 0.5, 0, 0.25, 2, 0.125], free() {} };
  },
  good: new Uint8Array([1]),
  bad: new Uint8Array([2]),
};

test("a question asked while the pack is on its way is answered once it is there", async () => {
  answerFetch(small.good);
  const { said, handle } = start(small.make);
  handle({ kind: "load", pack: "/p" });
  await handle({ kind: "predict", id: 7, text: "ＡＢ" });
  assert.deepEqual(said, [
    { kind: "ready" },
    {
      kind: "prediction",
      id: 7,
      outcome: "answer",
      ranked: [["b", 0.5], ["a", 0.25], ["c", 0.125]],
      guesses: [{ intent: "b", confidence_permille: 500 }, { intent: "a", confidence_permille: 250 }, { intent: "c", confidence_permille: 125 }],
      out_of_scope: 0.25,
    },
  ]);
  await handle({ kind: "predict", id: 8, text: "abcd" });
  assert.equal(said[2].outcome, "ask");
  assert.deepEqual(said[2].guesses.map((guess) => guess.intent), ["b", "a"]);
});

test("a pack that cannot be had, is damaged or is another one fails with a reason", async () => {
  const { said, handle } = start(small.make);
  answerFetch(null, 404);
  await handle({ kind: "load", pack: "/p" });
  answerFetch(small.bad);
  await handle({ kind: "load", pack: "/p" });
  answerFetch(small.good);
  await handle({ kind: "load", pack: "/p", sha256: "00" });
  globalThis.fetch = async () => {
    throw new TypeError("offline");
  };
  await handle({ kind: "load", pack: "/p" });
  await handle({ kind: "predict", id: 1, text: "x" });
  assert.deepEqual(said.map((message) => [message.kind, message.reason]), [
    ["failed", "the pack could not be loaded (404)"],
    ["failed", "the pack is damaged (checksum): load it again"],
    ["failed", "the pack is not the one that was published"],
    ["failed", "offline"],
    ["failed", "offline"],
  ]);
});

test("a program that dies in a prediction is told and not called again", async () => {
  answerFetch(small.good);
  let calls = 0;
  const predict = () => {
    calls += 1;
    throw new WebAssembly.RuntimeError("unreachable");
  };
  const { said, handle } = start(async () => ({ intents: () => "a", predict, free() {} }));
  await handle({ kind: "load", pack: "/p" });
  await handle({ kind: "predict", id: 1, text: "x" });
  await handle({ kind: "predict", id: 2, text: "x" });
  assert.deepEqual(said.map((message) => message.kind), ["ready", "failed", "failed"]);
  assert.equal(calls, 1);
});

test("storage that throws does not matter, and a kept pack needs no network", async () => {
  globalThis.caches = { open: async () => { throw new DOMException("denied", "SecurityError"); } };
  answerFetch(small.good);
  const first = start(small.make);
  await first.handle({ kind: "load", pack: "/p" });
  assert.deepEqual(first.said, [{ kind: "ready" }]);

  const kept = new Map([["/old", new Response(small.good)]]);
  const cache = { match: async (url) => kept.get(url)?.clone(), put: async (url, response) => kept.set(url, response), delete: async (url) => kept.delete(url), keys: async () => [...kept.keys()] };
  globalThis.caches = { open: async () => cache };
  await start(small.make).handle({ kind: "load", pack: "/p" });
  assert.deepEqual([...kept.keys()], ["/p"]);
  const asked = answerFetch(null, 500);
  const again = start(small.make);
  await again.handle({ kind: "load", pack: "/p" });
  assert.deepEqual([again.said, asked], [[{ kind: "ready" }], []]);

  kept.set("/p", new Response(small.bad));
  answerFetch(small.good);
  const mended = start(small.make);
  await mended.handle({ kind: "load", pack: "/p" });
  assert.deepEqual(mended.said, [{ kind: "ready" }]);
  delete globalThis.caches;
});

test("what is not a message is passed over", async () => {
  const { said, handle } = start(small.make);
  for (const message of [undefined, null, 5, {}, { kind: "sing" }]) await handle(message);
  assert.deepEqual(said, []);
});

test("the built program answers from a real pack", { skip: !ENGINE_GLUE || !PACK }, async () => {
  const glue = await import(pathToFileURL(`${ENGINE_GLUE}/engine.js`));
  await glue.default({ module_or_path: await readFile(`${ENGINE_GLUE}/engine_bg.wasm`) });
  const pack = await readFile(PACK);
  answerFetch(pack);
  const began = performance.now();
  const { said, handle } = start(async (bytes) => new glue.Engine(bytes));
  await handle({ kind: "load", pack: "/p", sha256: createHash("sha256").update(pack).digest("hex") });
  const loaded = performance.now();
  assert.deepEqual(said, [{ kind: "ready" }]);
  for (const [text, intent] of [["How do I set a screen-time limit?", "screen_time"], ["怎样备份手机数据", "backup_data"], ["怎樣備份手機數據", "backup_data"], ["ＷＩＦＩ 连不上", "wifi_problem"]]) {
    await handle({ kind: "predict", id: text, text });
    assert.deepEqual([said.at(-1).id, said.at(-1).ranked[0][0]], [text, intent]);
    assert.equal(said.at(-1).ranked.length, 5);
  }
  const asked = performance.now();
  const engine = new glue.Engine(pack);
  for (let i = 0; i < 2000; i += 1) engine.predict(i % 2 ? "where is my parcel, it should be here by now" : "怎样备份手机数据到电脑");
  console.log(`loaded in ${(loaded - began).toFixed(1)} ms, ${((performance.now() - asked) / 2000).toFixed(3)} ms a question`);

  const damaged = Uint8Array.from(pack);
  damaged[500] ^= 4;
  answerFetch(damaged);
  await handle({ kind: "load", pack: "/q" });
  assert.deepEqual(said.at(-1), { kind: "failed", reason: "the pack is damaged (checksum): load it again" });
});
