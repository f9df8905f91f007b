// What supervisors see and do, and that nobody else can.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PASSWORD, answered, ask, escalated, startEdge } from "./harness.mjs";

let edge;
const cookies = {};
before(async () => {
  edge = await startEdge();
  const bea = { email: "bea@shop.example", password: PASSWORD, name: "bea", skills: [], capacity: 1, role: "supervisor" };
  await edge.put("shop/agents", [...edge.staff("shop"), bea]);
  for (const name of ["amy", "ben", "bea"]) cookies[name] = await edge.signIn(`${name}@shop.example`);
});
after(() => edge?.stop());

const call = (who, method, path, body, origin = edge.desk) =>
  ask(edge.desk, method, `/api/v1/desk/floor${path}`, { headers: { cookie: cookies[who] ?? "", ...(origin ? { origin } : {}) }, body });

/// An agent at the desk, not online.
async function atDesk(name) {
  const desk = await edge.agentSocket(cookies[name]);
  desk.send({ kind: "hello", protocol: 1, build: "test" });
  const { me } = await desk.kind("welcome");
  return { desk, me };
}

test("SV1 only a supervisor sees the floor, gives conversations and sets a presence, and from the desk's own page alone", async () => {
  const { me } = await atDesk("ben");
  const wish = { conversation: "0".repeat(32), agent: me.id, reason: "expert" };
  for (const [method, path, body] of [["GET", ""], ["POST", "/assignments", wish], ["PUT", `/agents/${me.id}/presence`, { presence: "busy" }]]) {
    const refused = await call("amy", method, path, body);
    assert.deepEqual([refused.status, refused.body.code], [403, "not_supervisor"], path);
    assert.match(refused.body.message, /Only supervisors/);
    assert.equal((await call("nobody", method, path, body)).status, 401);
  }
  assert.equal((await call("bea", "POST", "/assignments", wish, "https://elsewhere.example")).status, 403);
  assert.equal((await ask(edge.chat, "GET", "/api/v1/desk/floor", { headers: { cookie: cookies.bea } })).status, 404);
  const unknown = await call("bea", "POST", "/assignments", wish);
  assert.deepEqual([unknown.status, unknown.body.code], [409, "nothing_to_answer"]);
});

test("SV2 SV4 SV5 a supervisor takes a conversation from one agent, gives it to another, and sets a presence; all are told", async () => {
  const visitor = await escalated(edge);
  const amy = await answered(edge, visitor.conversation, cookies.amy);
  const ben = await atDesk("ben");
  const floor = (await call("bea", "GET", "")).body;
  const on = floor.agents.find((agent) => agent.name === "amy");
  assert.equal(on.conversations[0].conversation, visitor.conversation);
  assert.equal(JSON.stringify(floor).includes("parcel"), false, "no text");

  const wish = { conversation: visitor.conversation, agent: ben.me.id, reason: "balance" };
  for (let again = 0; again < 2; again += 1) assert.equal((await call("bea", "POST", "/assignments", wish)).status, 200);
  const gave = await ben.desk.kind("supervised");
  assert.deepEqual([gave.by, gave.deed], ["bea", { kind: "gave", conversation: visitor.conversation, reason: "balance" }]);
  const took = await amy.desk.kind("supervised");
  assert.deepEqual(took.deed, { kind: "took", conversation: visitor.conversation, to: "ben" });
  await visitor.socket.until((frame) => frame.kind === "state" && frame.assigned?.name === "ben", "ben answers");
  const id = "f".repeat(32);
  amy.socket.send({ kind: "send", id, text: "still me?" });
  await amy.socket.until((frame) => frame.kind === "refused" && frame.id === id && frame.reason === "not_yours", "refused");
  const why = await ask(edge.desk, "GET", `/api/v1/conversations/${visitor.conversation}/why`, { headers: { cookie: cookies.ben } });
  assert.deepEqual([why.body.length, why.body[1].chosen_by.reason, why.body[1].chosen_by.from], [2, "balance", on.id]);
  assert.equal(ben.desk.frames.filter((frame) => frame.kind === "supervised").length, 1, "once");

  assert.equal((await call("bea", "PUT", `/agents/${ben.me.id}/presence`, { presence: "busy" })).status, 200);
  await ben.desk.until((frame) => frame.kind === "supervised" && frame.deed.kind === "set_presence" && frame.deed.presence === "busy", "told");
  await ben.desk.until((frame) => frame.kind === "me" && frame.presence === "busy", "busy");
});
