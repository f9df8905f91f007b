// The message loop with a lab made here, then the built program as the browser's worker would run it.
// FRONTDESK_DIST is a built tree; without it only the loop is tried.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";

import { serve } from "../web/serve.js";

const { FRONTDESK_DIST } = process.env;
// Open channels keep Node running.
const channels = [];
globalThis.MessageChannel = class extends MessageChannel {
  constructor() {
    super();
    channels.push(this);
  }
};
after(() => channels.forEach(({ port1 }) => port1.close()));

const tick = () => new Promise((next) => setTimeout(next, 1));
const until = async (condition) => {
  for (let turn = 0; turn < 60_000 && !condition(); turn += 1) await tick();
  assert.ok(condition());
};

/** No weights can be had. */
const none = Promise.reject(new Error("no weights"));
none.catch(() => {});

/** A lab that answers with what it was asked, and works so many times after "work". */
function echo(times) {
  let left = 0;
  return {
    met: [],
    meet(bytes) {
      this.met.push(bytes[0]);
    },
    miss() {
      this.met.push("missed");
    },
    ask: (message) => {
      if (message === "throw") throw new Error("it died");
      if (message === "work") left = times;
      if (message === "stop") left = 0;
      return message === "work" ? [] : [message];
    },
    is_busy: () => left > 0,
    work: () => ((left -= 1) ? undefined : "worked"),
  };
}

test("messages that come before the lab wait for it in their order", async () => {
  const said = [];
  let made;
  const handle = serve(new Promise((make) => (made = make)), none, (text) => said.push(text));
  handle("a");
  handle("b");
  await tick();
  assert.deepEqual(said, []);
  made(echo(0));
  await tick();
  handle("c");
  assert.deepEqual(said, ["a", "b", "c"]);
});

test("work goes on between messages and is stopped by one", async () => {
  const said = [];
  const handle = serve(Promise.resolve(echo(50)), none, (text) => said.push(text));
  await tick();
  handle("work");
  handle("a");
  assert.deepEqual(said, ["a"], "an answer does not wait for the work");
  await until(() => said.includes("worked"));
  handle("work");
  await tick();
  handle("stop");
  const count = said.length;
  for (let turn = 0; turn < 20; turn += 1) await tick();
  assert.equal(said.length, count);
});

test("the lab is told of the encoder, or that there is none", async () => {
  const [with_it, without] = [echo(0), echo(0)];
  serve(Promise.resolve(with_it), Promise.resolve(new Uint8Array([7])), () => {});
  serve(Promise.resolve(without), none, () => {});
  await until(() => with_it.met.length && without.met.length);
  assert.deepEqual([with_it.met, without.met], [[7], ["missed"]]);
});

test("a lab that dies, and one that cannot be made, throw where the page hears it", async () => {
  const thrown = [];
  const before = globalThis.setTimeout;
  const listeners = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", (error) => thrown.push(error.message));
  try {
    const handle = serve(Promise.resolve(echo(0)), none, () => {});
    await tick();
    handle("throw");
    handle("throw");
    serve(Promise.reject(new Error("no program")), none, () => {});
    await until(() => thrown.length === 2);
    assert.deepEqual(thrown, ["it died", "no program"]);
  } finally {
    process.removeAllListeners("uncaughtException");
    for (const listener of listeners) process.on("uncaughtException", listener);
    assert.equal(globalThis.setTimeout, before);
  }
});

test("the built program opens, changes, trains and tries a playbook", { skip: !FRONTDESK_DIST }, async (t) => {
  const manifest = JSON.parse(await readFile(`${FRONTDESK_DIST}/manifest.json`, "utf8"));
  const file = (name) => `${FRONTDESK_DIST}/desk${manifest[name]}`;
  const waiting = [];
  let progress = () => {};
  globalThis.postMessage = (text) => {
    const { id, answer } = JSON.parse(text);
    if (answer.kind === "progress") progress(answer);
    else waiting[id]?.(answer);
  };
  globalThis.onmessage = null;
  globalThis.location ??= { href: "https://desk.example/console" };
  globalThis.fetch = async (url) => {
    const type = String(url).endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(await readFile(`${FRONTDESK_DIST}/desk${url}`), { headers: { "content-type": type } });
  };
  await import(pathToFileURL(file("lab.js")));
  let last = 0;
  const ask = (request) => {
    last += 1;
    const answer = new Promise((tell) => (waiting[last] = tell));
    globalThis.onmessage({ data: JSON.stringify({ id: last, request }) });
    return answer;
  };
  const timed = async (name, request) => {
    const start = performance.now();
    const answer = await ask(request);
    t.diagnostic(`${name}: ${Math.round(performance.now() - start)} ms`);
    return answer;
  };

  const text = await readFile(new URL("../../../demo/sites/motors/playbook.yaml", import.meta.url), "utf8");
  const opened = await timed("open", { kind: "open", text });
  assert.equal(opened.view.errors, 0);
  const op = { op: "set_title", intent: "car_noise", locale: "en", text: "A noise" };
  const edited = await timed("edit", { kind: "edit", op, joins: false });
  assert.equal(edited.text, text.replace('  - id: car_noise\n    title: { en: "My car makes a noise", zh: "车辆异响" }\n    skill', '  - id: car_noise\n    title: { en: "A noise", zh: "车辆异响" }\n    skill'));

  progress = () => {
    progress = () => {};
    ask({ kind: "stop" });
  };
  assert.equal((await ask({ kind: "train" })).kind, "stopped");

  const trained = await timed("train", { kind: "train" });
  assert.deepEqual([trained.kind, trained.report.by_meaning], ["trained", true]);
  const tried = await timed("try", { kind: "try", text: "高速上八十码的时候有嗡嗡声", locale: "zh" });
  assert.deepEqual([tried.tried.decision, tried.tried.guesses[0].intent, tried.tried.flow], ["answer", "car_noise", "car_noise"]);
  assert.ok(tried.tried.slots.some(({ slot }) => slot === "speed"));
});
