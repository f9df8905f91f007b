// A page in the background gives its socket back and misses nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { stage, until } from "./story.mjs";

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
  const customer = await scene.customer();
  const open = new Set();
  customer.page.on("websocket", (socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
  });
  await customer.page.clock.install();
  await customer.open();
  await customer.say("is anybody there");
  await customer.callPerson();
  const agent = await scene.agent("sam@lumen.example");
  await agent.accept("is anybody there");
  await agent.say("first");
  await customer.line("first").waitFor();
  assert.equal(open.size, 1);

  await look(customer, true);
  await customer.page.clock.fastForward(50_000);
  assert.equal(open.size, 1, "a glance elsewhere costs nothing");
  await customer.page.clock.fastForward(15_000);
  await until(() => open.size === 0, "the socket is closed");
  await agent.say("second");
  await agent.line("second").waitFor();

  await look(customer, false);
  await customer.line("second").waitFor();
  assert.deepEqual((await customer.said()).slice(-2), ["first", "second"]);
  assert.equal(open.size, 1);
});
