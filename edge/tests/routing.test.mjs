// The desk's policy, why an agent was asked, and messages of a signed channel.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answered, ask, escalated, id, say, startEdge } from "./harness.mjs";
import { socialBridge } from "./social.mjs";

let edge;
let amy;
let bridge;
before(async () => {
  edge = await startEdge();
  amy = await edge.signIn("amy@shop.example");
  bridge = await socialBridge(edge);
});
after(() => edge?.stop());

const path = "/api/v1/operator/sites/shop/routing";
const report = async () => (await ask(edge.desk, "GET", path, { headers: edge.operator })).body;
const publish = (policy, headers = edge.operator) => ask(edge.desk, "PUT", path, { headers, body: policy });

test("a policy is published, told with what holds now, and a wrong one is refused with what to mend", async () => {
  const { policy } = await report();
  assert.equal(policy.rule, "index");
  const wrong = await publish({ ...policy, chat: { ...policy.chat, target_s: 0 } });
  assert.equal(wrong.status, 400);
  assert.match(wrong.body.message, /target_s is 1 second to a day/);
  assert.equal((await publish({ rule: "index" })).status, 400, "half a policy");
  assert.equal((await publish(policy, {})).status, 401);
  assert.equal((await ask(edge.chat, "GET", path, { headers: edge.operator })).status, 404, "the desk host's alone");
  const experiment = { against: "round_robin", since: Date.now() - 90_000, period_s: 60 };
  assert.equal((await publish({ ...policy, experiment })).status, 200);
  const told = await report();
  assert.equal(told.rule, "round_robin", "the second period");
  assert.deepEqual(told.policy.experiment, experiment);
  assert.equal((await publish(policy)).status, 200);
  assert.deepEqual((await report()).waits.of, [], "counting begins anew");
});

test("R5 the agents of the site read why somebody was asked, others do not", async () => {
  const visitor = await escalated(edge);
  await answered(edge, visitor.conversation, amy);
  const why = (cookie) => ask(edge.desk, "GET", `/api/v1/conversations/${visitor.conversation}/why`, { headers: { cookie } });
  const { status, body } = await why(amy);
  assert.equal(status, 200);
  assert.equal(body.length, 1);
  assert.equal(body[0].rule, "index");
  assert.ok(body[0].candidates[0].fitness_permille > 0);
  assert.deepEqual((await why(await edge.signIn("amy@other.example", undefined, "other"))).body, []);
  assert.equal((await why("")).status, 401);
  const { waits } = await report();
  assert.equal(waits.of.find((of) => of.rule === "index" && of.channel === "chat").answered, 1);
});

test("CV11 a signed message of a social network reaches an agent, and the reply goes back", async () => {
  const sent = await bridge.send({ thread: "t1", message: "m1", from: "@lin", text: "is the fridge in stock?" });
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  const { conversation } = sent.body;
  assert.deepEqual((await bridge.send({ thread: "t1", message: "m1", from: "@lin", text: "is the fridge in stock?" })).body, { conversation });
  const { socket, desk } = await answered(edge, conversation, amy);
  assert.ok(desk.frames.some((frame) => frame.offers?.some((offer) => offer.summary.channel === "social")));
  await say(socket, "it is");
  await bridge.send({ thread: "t1", message: "m2", from: "@lin", text: "great" });
  await socket.until((frame) => frame.entries?.some((entry) => entry.body.text === "great"), "the second message");
  const said = await bridge.read(conversation);
  const texts = said.body.entries.filter((entry) => entry.body.kind === "text").map((entry) => [entry.author.kind, entry.body.text]);
  assert.deepEqual(texts, [["visitor", "is the fridge in stock?"], ["agent", "it is"], ["visitor", "great"]]);
});

test("a message that is unsigned, stale, altered or another site's is refused; so are names and texts of no sane length", async () => {
  const message = { thread: "t2", message: "m1", from: "@lin", text: "hello", locale: "en" };
  assert.equal((await bridge.raw(message, { signature: "" })).status, 401);
  assert.equal((await bridge.raw(message, { at: Date.now() / 1000 - 400 })).status, 401);
  assert.equal((await bridge.raw(message, { sent: { ...message, text: "goodbye" } })).status, 401);
  assert.equal((await bridge.raw(message, { site: "other" })).status, 401);
  assert.equal((await bridge.send({ ...message, thread: "x".repeat(201) })).status, 400);
  assert.equal((await bridge.send({ ...message, text: "x".repeat(4_001) })).status, 400);
  assert.equal((await bridge.send({ ...message, text: "x".repeat(20_000) })).status, 413);
  const web = await escalated(edge);
  assert.equal((await bridge.read(web.conversation)).status, 404, "a bridge does not read what came by the widget");
  assert.equal((await ask(edge.desk, "GET", "/api/v1/operator/sites/nowhere/channels/social", { headers: edge.operator })).status, 404);
});

test("a flood in one thread is told to come later", async () => {
  const sent = [];
  for (let n = 0; n < 140; n += 1) sent.push(bridge.send({ thread: "flood", message: `m${n}`, from: "@lin", text: "now!" }));
  const answers = await Promise.all(sent);
  const refused = answers.filter((answer) => answer.status === 429);
  assert.ok(refused.length > 0 && refused.length < 60, `${refused.length} refused`);
  assert.ok(refused.every((answer) => answer.headers["retry-after"] === "1"));
  assert.ok(answers.every((answer) => [200, 429].includes(answer.status)));
});

test("CV9 CV10 DK7 a conversation is passed on to a colleague, and put aside", async () => {
  const ben = await edge.signIn("ben@shop.example");
  const visitor = await escalated(edge);
  const first = await answered(edge, visitor.conversation, amy);
  const team = (frame) => frame.kind === "team" && frame.agents.find((agent) => agent.name === "ben");
  const second = await edge.agentSocket(ben);
  second.send({ kind: "hello", protocol: 1, build: "test" });
  second.send({ kind: "set_presence", presence: "online" });
  const colleague = team(await first.desk.until(team, "ben among the team"));
  first.socket.send({ kind: "transfer", id: id(), to: { kind: "agent", agent: colleague.id } });
  const offer = (frame) => frame.offers?.find((it) => it.summary.conversation === visitor.conversation);
  const offered = offer(await second.until(offer, "the offer"));
  second.send({ kind: "accept", offer: offered.id });
  const socket = await edge.agentSocket(ben, `conversations/${visitor.conversation}/socket`);
  socket.send({ kind: "hello", protocol: 1, build: "test", resume: 0 });
  await socket.until((frame) => frame.assigned?.name === "ben", "ben's assignment");
  socket.send({ kind: "snooze", id: id(), until: Date.now() + 1_500 });
  await socket.until((frame) => frame.kind === "state" && frame.state === "snoozed", "snoozed");
  await socket.until((frame) => frame.kind === "state" && frame.state === "open", "awake");
  await second.until((frame) => offer(frame) && offer(frame).id !== offered.id, "offered to who put it aside");
});
