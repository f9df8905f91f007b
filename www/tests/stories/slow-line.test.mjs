// Story 3: on a phone's slow line words answer first; the sentence encoder takes over behind them, in the same conversation.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { stage, until } from "./story.mjs";

/// What budget phones see of 3G (Lighthouse's "slow 4G").
const SLOW = { bitsPerSecond: 1_600_000, roundTripMs: 150 };
/// A wording that shares no telling word with the playbook's examples.
const MEANT = "my delivery still has not turned up";

let scene;
before(async () => (scene = await stage({ slow: SLOW })));
after(() => scene?.end());

const kept = (customer) =>
  customer.inside.evaluate(async () => {
    const names = await caches.keys();
    const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return lists.flat().map((request) => new URL(request.url).pathname);
  });

test("words answer while the encoder is on its way; then it takes over without a word, and is kept", async () => {
  const customer = await scene.customer();
  const encoder = customer.context.waitForEvent("requestfinished", { predicate: (request) => /encoder-/.test(request.url()), timeout: 90_000 });
  let isThere = false;
  encoder.then(() => (isThere = true));
  await customer.open();
  await customer.say("How do I set a screen-time limit?");
  await customer.saidAtLeast(2);
  assert.ok(!isThere, "the answer did not wait for the encoder");
  assert.match((await customer.said())[1], /screen time/i);

  await encoder;
  await until(async () => (await kept(customer)).filter((path) => /\/(pack|sense)\/|\/encoder-/.test(path)).length === 3, "pack, sense and encoder are kept");
  await customer.say(MEANT);
  await customer.saidAtLeast(4);
  const said = await customer.said();
  assert.equal(said[2], MEANT);
  assert.match(said[3], /order|deliver/i);

  // The next page has all of it at once.
  const before = scene.line.bytes();
  await customer.page.goto(`${scene.shop}/phones`);
  await customer.composer.waitFor();
  assert.deepEqual(await customer.said(), said);
  await customer.say("can someone else pick it up for me");
  await customer.saidAtLeast(6);
  assert.ok(scene.line.bytes() - before < 100_000, `${scene.line.bytes() - before} bytes came again`);
});
