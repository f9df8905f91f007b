// A page in the background gives its socket back and misses nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { stage, until } from "./story.mjs";

const MINUTE_MS = 300;

let scene;
before(async () => {
  scene = await stage();
});
after(() => scene?.end());

/// What the browser tells a page whose tab is left or looked at again: a headless one never leaves it.
const look = (customer, hidden) =>
  customer.inside.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

test("after a minute in the background the socket is closed, and back in front each message is there once", async () => {
  const context = await scene.browser.newContext({ locale: "en-GB" });
  // A minute passes in a third of a second; what is shorter takes its time.
  await context.addInitScript((minute) => {
    const real = window.setTimeout;
    window.setTimeout = (act, delay, ...rest) => real(act, delay >= 60_000 ? minute : delay, ...rest);
  }, MINUTE_MS);
  const customer = await scene.customer({ context });
  const open = new Set();
  customer.page.on("websocket", (socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
  });
  await customer.open();
  await customer.say("is anybody there");
  await customer.callPerson();
  const agent = await scene.agent("sam@lumen.example");
  await agent.accept("is anybody there");
  await agent.say("first");
  await customer.line("first").waitFor();
  assert.equal(open.size, 1);

  await look(customer, true);
  await look(customer, false);
  await sleep(2 * MINUTE_MS);
  assert.equal(open.size, 1, "a glance elsewhere costs nothing");
  await look(customer, true);
  await until(() => open.size === 0, "the socket is closed");
  await agent.say("second");
  await agent.line("second").waitFor();

  await look(customer, false);
  await customer.line("second").waitFor();
  assert.deepEqual((await customer.said()).slice(-2), ["first", "second"]);
  assert.equal(open.size, 1);
});
