// Story 5: an agent's browser is closed. The conversation goes to somebody else, at the place it had.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { stage, until } from "./story.mjs";

/// `limits::AGENT_GRACE`, and what a slow machine takes to notice and to draw.
const GRACE_MS = 20_000;
const SLACK_MS = 10_000;

let scene;
before(async () => (scene = await stage()));
after(() => scene?.end());

const waiting = async (text) => {
  const customer = await scene.customer();
  await customer.open();
  await customer.say(text);
  await customer.callPerson();
  return customer;
};

test("when an agent closes the browser another is offered the conversation within the grace time, before those who came later", async () => {
  const [mei, sam] = await Promise.all([
    scene.agent("mei@lumen.example", { capacity: 1 }),
    scene.agent("sam@lumen.example", { presence: "Busy", capacity: 1 }),
  ]);
  const first = await waiting("the first who came");
  await mei.accept("the first who came");
  await mei.say("I look into it.");
  await first.line("I look into it.").waitFor();
  const second = await waiting("the second who came");
  await sam.list("Waiting");
  const rows = sam.queue.getByRole("button");
  await rows.filter({ hasText: "the second who came" }).waitFor();
  assert.equal(await rows.count(), 1, "only the second waits");

  const closed = Date.now();
  await mei.context.close();
  // A customer writes on meanwhile, and is not moved back for it.
  await first.say("are you still there?");
  await rows.filter({ hasText: "are you still there?" }).waitFor();
  const took = Date.now() - closed;
  assert.ok(took < GRACE_MS + SLACK_MS, `queued again after ${took} ms`);
  assert.ok(took > GRACE_MS / 2, `a short absence costs nothing, but this one took ${took} ms only`);
  const queue = await until(async () => {
    const shown = await rows.allInnerTexts();
    return shown.length === 2 && shown;
  }, "both wait");
  assert.match(queue[0], /are you still there\?/, "at its old place, before the one who came later");
  assert.match(queue[1], /the second who came/);
  await first.line("Lin Mei had to leave. You keep your place").waitFor();

  // With room for one, it is the first who is offered.
  await sam.setPresence("Online");
  await sam.offers.getByRole("article").first().waitFor();
  assert.equal(await sam.offers.getByRole("article").count(), 1);
  await sam.accept("are you still there?");
  const said = await until(async () => {
    const texts = (await sam.said()).filter((text) => !/person|don't know/.test(text)).slice(-2);
    return texts.length === 2 && texts;
  }, "the thread is read");
  assert.deepEqual(said, ["I look into it.", "are you still there?"]);
  await sam.say("Sam here, I go on.");
  await first.line("Sam here, I go on.").waitFor();
  await first.line("Sam Okafor has joined").waitFor();
  assert.equal(await second.line("has joined").count(), 0, "the second still waits");
});

test("a free colleague is offered it at once when the grace is over", async () => {
  const wang = await scene.agent("wang@lumen.example", { capacity: 1 });
  const customer = await waiting("my phone is purple now");
  // The one who waited before goes first to whoever is free.
  await wang.accept("the second who came");
  await wang.button("Resolve").click();
  await wang.accept("my phone is purple now");
  const mei = await scene.agent("mei@lumen.example", { capacity: 1 });
  const closed = Date.now();
  await wang.context.close();
  await mei.offer("my phone is purple now").waitFor();
  const took = Date.now() - closed;
  assert.ok(took < GRACE_MS + SLACK_MS, `offered after ${took} ms`);
  await mei.accept("my phone is purple now");
  await customer.line("Lin Mei has joined").waitFor();
});
