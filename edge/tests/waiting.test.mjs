// What those who wait are told, and what is promised to them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answered, ask, escalated, hello, id, say, startEdge } from "./harness.mjs";

let edge;
let amy;
before(async () => {
  edge = await startEdge();
  amy = await edge.signIn("amy@shop.example");
});
after(() => edge?.stop());

const routing = "/api/v1/operator/sites/shop/routing";
const policy = async () => (await ask(edge.desk, "GET", routing, { headers: edge.operator })).body.policy;
const publish = (body) => ask(edge.desk, "PUT", routing, { headers: edge.operator, body });
const outlook = (conversation, token) =>
  ask(edge.chat, "GET", `/api/v1/sites/shop/conversations/${conversation}/outlook`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
/// The desk hears of a conversation a moment after its visitor.
const told = async ({ conversation, token }) => {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await outlook(conversation, token);
    if (answer.status === 200) return answer.body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("the desk never heard of it");
};
const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

test("QU1 QU2 who waits learns their place and when somebody comes; nobody else does", async () => {
  const first = await escalated(edge);
  const second = await escalated(edge);
  await told(second);
  assert.deepEqual(await told(first), { ahead: 0, wait_s: null, is_staffed: false, opens_at: null });
  assert.equal((await told(second)).ahead, 1);
  assert.equal((await outlook(first.conversation, second.token)).status, 404, "another visitor's");
  assert.equal((await outlook(id(), first.token)).status, 404);
  assert.equal((await outlook(first.conversation)).status, 401);
  assert.equal((await ask(edge.desk, "GET", `/api/v1/sites/shop/conversations/${first.conversation}/outlook`)).status, 404);
  // The visitor's hour begins anew in two hours of UTC, whatever the time is.
  const hour = (new Date().getUTCHours() + 2) % 24;
  const open = [`${String(hour).padStart(2, "0")}:00-${String(hour).padStart(2, "0")}:30`];
  const hours = { zone: "UTC", week: days.map((day) => ({ day, open })), holidays: [] };
  assert.equal((await publish({ ...(await policy()), hours })).status, 200);
  const opens = new Date((await told(first)).opens_at);
  assert.deepEqual([opens.getUTCHours(), opens.getUTCMinutes(), opens.getUTCSeconds()], [hour, 0, 0]);
  const { desk } = await answered(edge, first.conversation, amy);
  assert.deepEqual({ ...(await told(first)), opens_at: null }, { ahead: null, wait_s: null, is_staffed: true, opens_at: null });
  desk.close();
});

test("hours and promises that cannot be meant are refused with what to mend", async () => {
  const now = await policy();
  const hours = (zone, open) => ({ zone, week: [{ day: "monday", open: [open] }], holidays: [] });
  for (const [wrong, message] of [
    [{ hours: hours("Mars/Base", "09:00-18:00") }, /no time zone/],
    [{ hours: hours("UTC", "9-18") }, /no opening hours/],
    [{ hours: null, sla: [promise({ is_within_hours: true })] }, /needs hours/],
    [{ sla: [promise({ first_response_s: 0 })] }, /1 second to 90 days/],
  ]) {
    const answer = await publish({ ...now, ...wrong });
    assert.equal(answer.status, 400, JSON.stringify(answer.body));
    assert.match(answer.body.message, message);
  }
});

test("SL1 CV13 an agent sees by when a customer is to be answered, and where they can be called back", async () => {
  assert.equal((await publish({ ...(await policy()), hours: null, sla: [promise({ first_response_s: 300 })] })).status, 200);
  const visitor = await escalated(edge);
  await say(visitor.socket, "call me back on +49 171 2345678, please");
  const desk = await edge.agentSocket(amy);
  desk.send(hello());
  const listed = (frame) => frame.items?.find((item) => item.summary.conversation === visitor.conversation && item.summary.reach.phone);
  const { sla, summary } = listed(await desk.until(listed, "the queue"));
  assert.equal(summary.reach.phone, "+491712345678");
  assert.equal(sla.target, "first_response");
  assert.equal(sla.due_at - summary.queued_at, 300_000);
  assert.equal(sla.warn_at - summary.queued_at, 225_000);
  desk.close();
});

function promise(of) {
  return {
    skill: null, channel: null, tier: null, first_response_s: null, next_response_s: null, resolution_s: null,
    warn_permille: null, is_within_hours: false, ...of,
  };
}
