// The conversations of a site, listed and searched, and answers that may fit.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, escalated, say, startEdge } from "./harness.mjs";

let edge, amy;
before(async () => {
  edge = await startEdge();
  amy = await edge.signIn("amy@shop.example");
});
after(() => edge?.stop());

const post = (path, body, { cookie = amy, origin = edge.desk } = {}) =>
  ask(edge.desk, "POST", `/api/v1/${path}`, { headers: { cookie, ...(origin ? { origin } : {}) }, body });

async function eventually(look) {
  // What was said last reaches the list within ten seconds (CV5).
  for (let times = 0; times < 300; times += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it never came");
}

test("LS1 agents of the site find a conversation by words of any language, and agents of another site do not", async () => {
  const visitor = await escalated(edge);
  await say(visitor.socket, "我想退掉那台冰箱");
  const search = async (text, who) => (await post("conversations/search", { text }, who)).body.rows;
  const [row] = await eventually(async () => (await search("冰箱")).length > 0 && search("冰箱"));
  assert.deepEqual([row.conversation, row.state, row.preview, row.is_imported], [visitor.conversation, "open", "我想退掉那台冰箱", false]);
  assert.equal((await search(visitor.conversation.slice(0, 8))).length, 1);
  assert.equal((await search("洗衣机")).length, 0);
  assert.equal((await search("", { cookie: await edge.signIn("amy@other.example", undefined, "other") })).length, 0);
  assert.equal((await post("conversations/search", { text: "" }, { cookie: "" })).status, 401);
  assert.equal((await post("conversations/search", { text: "" }, { origin: "https://elsewhere.example" })).status, 403);
  assert.equal((await post("conversations/search", { text: 1 })).status, 400);
});

test("LS2 a site whose model cannot be read says so, and only its agents are told anything", async () => {
  const query = { text: "where is my parcel", locale: "en" };
  assert.equal((await post("suggestions", query, { cookie: "" })).status, 401);
  assert.equal((await post("suggestions", query)).status, 404, "the test's site has no model");
  assert.equal((await post("suggestions", { ...query, text: "x".repeat(5_000) })).status, 400);
});
