// The message loop with engines made here, then the two built programs as the browser's worker would run them.
// FRONTDESK_DIST is a built tree; without it only the loop is tried.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { full as isAllowed } from "../web/allowed.js";
import { serve } from "../web/serve.js";

globalThis.location ??= { href: "https://chat.example/w/shop" };
const { FRONTDESK_DIST } = process.env;

/** A loop over these engines, with every answer in `said`. */
function start(makeLite, full) {
  const said = [];
  return { said, handle: serve({ makeLite, full }, (message) => said.push(message)) };
}

/** Serves these bytes by address (or one for all), or this status. */
function answerFetch(files, status = 200) {
  const asked = [];
  globalThis.fetch = async (url) => {
    asked.push(url);
    const bytes = files instanceof Uint8Array ? files : files?.[url];
    return bytes && status === 200 ? new Response(bytes) : new Response(null, { status: bytes ? status : 404 });
  };
  return asked;
}

/** A cache over a map, in place of the browser's. */
function useCache(kept) {
  const cache = {
    match: async (url) => kept.get(new URL(url, location.href).href)?.clone(),
    put: async (url, response) => kept.set(new URL(url, location.href).href, response),
    delete: async (request) => kept.delete(request.url ?? new URL(request, location.href).href),
    keys: async () => [...kept.keys()].map((url) => ({ url })),
  };
  globalThis.caches = { open: async () => cache, delete: async () => true };
}

const until = async (condition) => {
  for (let turn = 0; turn < 1000 && !condition(); turn += 1) await new Promise((next) => setTimeout(next, 1));
  assert.ok(condition());
};

const small = {
  make: async (bytes) => {
    if (bytes[0] !== 1) throw "the pack is damaged (checksum): load it again";
    return { intents: () => "a\nb\nc", predict: (text) => [text.length > 3 ? 2 : 1, 0.25, 1, 0.5, 0, 0.25, 2, 0.125], wants_person: (text) => text === "person", free() {} };
  },
  good: new Uint8Array([1]),
  bad: new Uint8Array([2]),
};

/** A full engine that answers with its second intent, or dies. */
function fullOf({ predict = () => [1, 0, 1, 0.75] } = {}) {
  const program = {
    makeEncoder: async (bytes) => {
      if (bytes[0] !== 3) throw "the encoder's file is damaged (checksum): load it again";
      return "encoder";
    },
    makeEngine: (pack, sense, encoder) => {
      assert.deepEqual([pack[0], sense[0], encoder], [1, 4, "encoder"]);
      return { intents: () => "a\nb", predict, language: (text) => (text === "hola" ? "Spanish\n西班牙语" : ""), free() {} };
    },
  };
  return { load: async () => program, weights: "/a/encoder.bin" };
}

const files = { "/p": small.good, "/s": new Uint8Array([4]), "/a/encoder.bin": new Uint8Array([3]) };

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
      engine: "lite",
      outcome: "answer",
      ranked: [["b", 0.5], ["a", 0.25], ["c", 0.125]],
      guesses: [{ intent: "b", confidence_permille: 500 }, { intent: "a", confidence_permille: 250 }, { intent: "c", confidence_permille: 125 }],
      out_of_scope: 0.25,
      wants_person: false,
      language_en: "",
      language_zh: "",
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
  globalThis.fetch = async () => {
    throw new TypeError("offline");
  };
  await handle({ kind: "load", pack: "/p" });
  await handle({ kind: "predict", id: 1, text: "x" });
  assert.deepEqual(said.map((message) => [message.kind, message.reason]), [
    ["failed", "/p could not be loaded (404)"],
    ["failed", "the pack is damaged (checksum): load it again"],
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

  const old = "https://chat.example/old";
  const kept = new Map([[old, new Response(small.good)]]);
  useCache(kept);
  await start(small.make).handle({ kind: "load", pack: "/p" });
  await until(() => !kept.has(old));
  assert.deepEqual([...kept.keys()], ["https://chat.example/p"]);
  const asked = answerFetch(null, 500);
  const again = start(small.make);
  await again.handle({ kind: "load", pack: "/p" });
  assert.deepEqual([again.said, asked], [[{ kind: "ready" }], []]);

  kept.set("https://chat.example/p", new Response(small.bad));
  answerFetch(small.good);
  const mended = start(small.make);
  await mended.handle({ kind: "load", pack: "/p" });
  assert.deepEqual(mended.said, [{ kind: "ready" }]);
  delete globalThis.caches;
});

test("the lite engine answers until the full one is there, and what was fetched is kept", async () => {
  const kept = new Map();
  useCache(kept);
  let open;
  const gate = new Promise((resolve) => (open = resolve));
  const full = fullOf();
  const asked = answerFetch(files);
  const { said, handle } = start(small.make, { ...full, load: () => gate.then(full.load) });
  await handle({ kind: "load", pack: "/p", sense: "/s" });
  await handle({ kind: "predict", id: 1, text: "x" });
  assert.deepEqual([said[0].kind, said[1].engine, asked], ["ready", "lite", ["/p"]]);
  open();
  await until(() => said.length === 3);
  assert.deepEqual(said[2], { kind: "full" });
  await handle({ kind: "predict", id: 2, text: "x" });
  assert.deepEqual([said[3].engine, said[3].ranked], ["full", [["b", 0.75]]]);
  await handle({ kind: "predict", id: 3, text: "hola" });
  assert.deepEqual([said[4].language_en, said[4].language_zh, said[4].wants_person], ["Spanish", "西班牙语", false], "the full engine knows more");
  await handle({ kind: "predict", id: 4, text: "person" });
  assert.deepEqual([said[5].engine, said[5].language_en, said[5].wants_person], ["full", "", true], "the lite engine is still asked");
  assert.equal(kept.size, 3);

  const again = start(small.make, full);
  answerFetch({}, 500);
  await again.handle({ kind: "load", pack: "/p", sense: "/s" });
  await until(() => again.said.length === 2);
  assert.deepEqual(again.said.map((message) => message.kind), ["ready", "full"]);
  delete globalThis.caches;
});

test("a full engine that cannot be had, or dies, leaves the lite one", async () => {
  for (const lost of ["/s", "/a/encoder.bin"]) {
    answerFetch({ ...files, [lost]: small.bad });
    const full = fullOf();
    const { said, handle } = start(small.make, { ...full, load: async () => ({ ...(await full.load()), makeEngine: () => { throw "no"; } }) });
    await handle({ kind: "load", pack: "/p", sense: "/s" });
    await new Promise((next) => setTimeout(next, 20));
    await handle({ kind: "predict", id: 1, text: "x" });
    assert.deepEqual(said.map((message) => message.engine ?? message.kind), ["ready", "lite"], lost);
  }
  answerFetch(files);
  let calls = 0;
  const dying = () => {
    calls += 1;
    throw new WebAssembly.RuntimeError("unreachable");
  };
  const { said, handle } = start(small.make, fullOf({ predict: dying }));
  await handle({ kind: "load", pack: "/p", sense: "/s" });
  await until(() => said.length === 2);
  await handle({ kind: "predict", id: 1, text: "x" });
  await handle({ kind: "predict", id: 2, text: "x" });
  assert.deepEqual([said.map((message) => message.engine ?? message.kind), calls], [["ready", "full", "lite", "lite"], 1]);
});

test("a full engine of an older pack does not take over from a newer one", async () => {
  answerFetch({ ...files, "/q": small.good });
  let open;
  const gate = new Promise((resolve) => (open = resolve));
  const full = fullOf();
  const { said, handle } = start(small.make, { ...full, load: () => gate.then(full.load) });
  await handle({ kind: "load", pack: "/p", sense: "/s" });
  await handle({ kind: "load", pack: "/q" });
  open();
  await new Promise((next) => setTimeout(next, 20));
  await handle({ kind: "predict", id: 1, text: "x" });
  assert.deepEqual(said.map((message) => message.engine ?? message.kind), ["ready", "ready", "lite"]);
});

test("neither Save-Data, nor a very slow line, nor a browser without SIMD loads the full engine", () => {
  assert.equal(isAllowed({}), true);
  assert.equal(isAllowed({ connection: { effectiveType: "3g" } }), true);
  assert.equal(isAllowed({ connection: { saveData: true } }), false);
  assert.equal(isAllowed({ connection: { effectiveType: "slow-2g" } }), false);
  const { validate } = WebAssembly;
  WebAssembly.validate = () => false;
  assert.equal(isAllowed({}), false);
  WebAssembly.validate = validate;
});

test("what is not a message is passed over", async () => {
  const { said, handle } = start(small.make);
  for (const message of [undefined, null, 5, {}, { kind: "sing" }]) await handle(message);
  assert.deepEqual(said, []);
});

const ASKED = [["How do I set a screen-time limit?", "screen_time"], ["怎样备份手机数据", "backup_data"], ["怎樣備份手機數據", "backup_data"], ["ＷＩＦＩ 连不上", "wifi_problem"]];

test("the built programs answer from the shop's files, and agree with the training side to 1e-4", { skip: !FRONTDESK_DIST }, async () => {
  const program = async (name) => {
    const folder = `${FRONTDESK_DIST}/.work/${name}`;
    const glue = await import(pathToFileURL(`${folder}/${name}.js`));
    const wasm = await readFile(`${folder}/optimised.wasm`).catch(() => readFile(`${folder}/${name}_bg.wasm`));
    await glue.default({ module_or_path: wasm });
    return glue;
  };
  const [lite, full] = [await program("engine"), await program("full")];
  const site = `${FRONTDESK_DIST}/content/shop`;
  const weights = await readFile(new URL("../../../shared/intent/weights/encoder.bin", import.meta.url));
  const shop = { "/p": await readFile(`${site}/model.pack`), "/s": await readFile(`${site}/model.sense`), "/w": weights };
  answerFetch(shop);
  const { said, handle } = start(async (pack) => new lite.Engine(pack), {
    load: async () => ({ makeEncoder: async (bytes) => new full.Encoder(bytes), makeEngine: (...parts) => new full.Engine(...parts) }),
    weights: "/w",
  });
  await handle({ kind: "load", pack: "/p", sense: "/s" });
  for (const [text, intent] of ASKED) {
    await handle({ kind: "predict", id: text, text });
    assert.deepEqual([said.at(-1).engine, said.at(-1).id, said.at(-1).ranked[0][0]], ["lite", text, intent]);
  }
  await until(() => said.some((message) => message.kind === "full"));
  for (const [text, intent] of [...ASKED, ["my delivery still has not turned up", "track_order"], ["包裹一直没有送来", "track_order"]]) {
    await handle({ kind: "predict", id: text, text });
    assert.deepEqual([said.at(-1).engine, said.at(-1).ranked[0][0]], ["full", intent], text);
    assert.equal(said.at(-1).ranked.length, 5);
  }

  const reference = JSON.parse(await readFile(new URL("../../../shared/intent/weights/reference.json", import.meta.url)));
  const encoder = new full.Encoder(weights);
  reference.texts.forEach((text, row) => {
    const found = encoder.encode(text.normalize("NFKC"));
    found.forEach((number, place) => assert.ok(Math.abs(number - reference.vectors[row][place]) < 1e-4, text));
  });

  const damaged = Uint8Array.from(shop["/p"]);
  damaged[500] ^= 4;
  answerFetch(damaged);
  await handle({ kind: "load", pack: "/q" });
  assert.deepEqual(said.at(-1), { kind: "failed", reason: "the pack is damaged (checksum): load it again" });
});

/// A guide that says what it was asked, or dies.
const guideOf = (kept) => ({
  makeGuide: async (bundle) => {
    if (bundle === "bad") throw "the file is damaged";
    return {
      start: (...given) => `${bundle} start ${given}`,
      step: (text) => {
        if (text === "trap") throw new WebAssembly.RuntimeError("unreachable");
        return text === "none" ? undefined : `${bundle} step ${text}`;
      },
      free: () => kept.push(bundle),
    };
  },
});

test("the guide is made of the bundle that a run begins with, and its calls are answered in order", async () => {
  const freed = [];
  let loads = 0;
  const said = [];
  const handle = serve({ makeLite: small.make, guide: async () => (loads += 1) && guideOf(freed) }, (message) => said.push(message));
  const call = (run, call, text, bundle) => handle({ kind: "guide", run, call, text, more: "en", bundle });
  call(1, "start", "return", "one");
  call(1, "step", "none");
  call(1, "step", "yes");
  await call(2, "start", "repair", "two");
  const turn = (run, turn) => ({ kind: "guided", run, turn });
  assert.deepEqual(said, [turn(1, "one start return,en"), turn(1, undefined), turn(1, "one step yes"), turn(2, "two start repair,en")]);
  assert.deepEqual([freed, loads], [["one"], 2]);
});

test("a guide that cannot be had, is called before it is there, or died is told as no turn", async () => {
  const said = [];
  let has = false;
  const guide = async () => {
    if (!has) throw new TypeError("offline");
    return guideOf([]);
  };
  const handle = serve({ makeLite: small.make, guide }, (message) => said.push(message));
  await handle({ kind: "guide", run: 1, call: "start", text: "return", bundle: "one" });
  has = true;
  await handle({ kind: "guide", run: 1, call: "step", text: "yes" });
  await handle({ kind: "guide", run: 2, call: "start", text: "return", bundle: "bad" });
  await handle({ kind: "guide", run: 3, call: "start", text: "return", bundle: "one" });
  await handle({ kind: "guide", run: 3, call: "step", text: "trap" });
  await handle({ kind: "guide", run: 3, call: "step", text: "yes" });
  assert.deepEqual(said.map(({ run, turn }) => [run, turn !== undefined]), [[1, false], [1, false], [2, false], [3, true], [3, false], [3, false]]);
});
