// Past conversations that an operator imports, as the desk then shows them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answered, ask, escalated, id, startEdge } from "./harness.mjs";

let edge;
before(async () => (edge = await startEdge()));
after(() => edge?.stop());

const DAY = 24 * 60 * 60 * 1000;
const past = (visitor, changes = {}) => {
  const at = changes.arrived_at ?? Date.now() - 10 * DAY;
  return {
    id: id(), visitor, channel: "phone", locale: "en", intent: "delivery", skill: "phones", priority: "medium", tier: "standard",
    arrived_at: at, queued_at: at + 1_000, first_answered_at: at + 60_000, resolved_at: at + 300_000, agent: "amy@shop.example",
    transfers: 0, rating: 4, comment: "quick", is_abandoned: false, preview: "thank you", visitor_messages: 3, agent_messages: 2, ...changes,
  };
};
const lines = (all) => all.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
const send = (all, { site = "shop", headers = edge.operator, type = "application/x-ndjson" } = {}) => {
  const body = typeof all === "string" ? all : lines(all);
  return ask(edge.desk, "POST", `/api/v1/operator/sites/${site}/import`, { headers: { ...headers, "content-type": type }, body });
};
const total = async (site = "shop") =>
  (await ask(edge.desk, "GET", `/api/v1/operator/sites/${site}/import`, { headers: edge.operator })).body;
const customer = async (conversation, site = "shop") => {
  const cookie = await edge.signIn(`amy@${site}.example`, undefined, site);
  return ask(edge.desk, "GET", `/api/v1/conversations/${conversation}/customer`, { headers: { cookie } });
};

test("a returning customer's imported past is in their timeline, and no other site sees it", async () => {
  const { visitor, conversation } = await escalated(edge);
  const [older, newer] = [past(visitor, { arrived_at: Date.now() - 20 * DAY }), past(visitor)];
  older.comment = "P4: I paid with 4111 1111 1111 1111";
  assert.deepEqual((await send([newer, older])).body, { imported: 2, known: 0 });
  await answered(edge, conversation, await edge.signIn("amy@shop.example"));
  const card = (await customer(conversation)).body;
  assert.deepEqual(card.conversations.map((it) => it.conversation), [conversation, newer.id, older.id]);
  assert.deepEqual(card.conversations[1].imported, { channel: "phone", rating: 4, comment: "quick", is_abandoned: false });
  assert.match(card.conversations[2].imported.comment, /^P4: I paid with \D+1111$/);
  assert.equal(card.first_seen_at, older.arrived_at);
  assert.equal((await customer(newer.id, "other")).status, 404);
  assert.equal((await total("other")).conversations, 0);
});

test("the same batch again changes nothing, whatever it was", async () => {
  const batch = [past(id()), past(id(), { is_abandoned: true, agent: null, first_answered_at: null, rating: null })];
  const before = (await total()).conversations;
  assert.deepEqual((await send(batch)).body, { imported: 2, known: 0 });
  assert.deepEqual((await send([...batch, past(id())])).body, { imported: 1, known: 2 });
  assert.equal((await total()).conversations, before + 3);
});

test("of a batch with bad lines nothing is stored, and each is named with what to do", async () => {
  const before = await total();
  const bad = await send([past(id()), { ...past(id()), rating: 9 }, "not json", past(id(), { agent: "nobody@shop.example" })]);
  assert.equal(bad.status, 400);
  assert.equal(bad.body.code, "bad_lines");
  assert.match(bad.body.message, /^Nothing was stored, because of 3 lines/);
  assert.deepEqual(bad.body.lines.map((it) => it.line), [2, 3, 4]);
  assert.match(bad.body.lines[2].message, /has no agent `nobody@shop.example`; add them/);
  assert.deepEqual(await total(), before);
});

test("what is too large, of another type, without the operator's secret or for no site is refused before it is read", async () => {
  const before = await total();
  assert.equal((await send("x".repeat(1024 * 1024 + 1))).status, 413);
  assert.equal((await send("{}\n".repeat(2_001))).status, 413);
  assert.equal((await send([past(id())], { type: "application/json" })).status, 415);
  const { token } = await edge.visitor();
  for (const headers of [{}, { authorization: "Bearer wrong" }, { authorization: `Bearer ${token}` }]) {
    assert.equal((await send([past(id())], { headers })).status, 401);
  }
  assert.equal((await send([past(id())], { site: "nowhere" })).status, 404);
  assert.equal((await ask(edge.chat, "POST", "/api/v1/operator/sites/shop/import", { headers: edge.operator, body: "{}" })).status, 404);
  assert.deepEqual(await total(), before);
});

test("a month of conversations is imported fast, and live ones are served meanwhile", async () => {
  const people = Array.from({ length: 500 }, id);
  const batches = Array.from({ length: 5 }, () => Array.from({ length: 1_600 }, (_, at) => past(people[at % 500])));
  const start = performance.now();
  const sent = (async () => {
    for (const batch of batches) assert.deepEqual((await send(batch)).body, { imported: 1_600, known: 0 });
  })();
  const { visitor } = await escalated(edge);
  assert.ok(visitor);
  await sent;
  const rate = 8_000 / ((performance.now() - start) / 1000);
  console.log(`import: ${Math.round(rate)} conversations per second`);
  assert.ok(rate > 400, `${rate} conversations per second`);
});
