// Who may do what, where: tokens, sessions, origins, hosts, sites.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createHmac } from "node:crypto";
import { answered, ask, escalated, hello, id, say, startEdge } from "./harness.mjs";

let edge;
before(async () => (edge = await startEdge()));
after(() => edge?.stop());

const epoch = (at) => Math.floor(at / (60 * 24 * 60 * 60 * 1000));
/// A token as the edge signs it, of any time.
const token = (secret, site, visitor, expires, at = Date.now()) => {
  const body = `1.${epoch(at)}.${site}.${visitor}.${expires}`;
  const key = createHmac("sha256", secret).update(`frontdesk visitor token/${site}/${epoch(at)}`).digest();
  return `${body}.${createHmac("sha256", key).update(body).digest("base64url")}`;
};

test("HS5 a socket without a token, with a forged, an expired or another site's is closed as forbidden before any object is touched", async () => {
  const { token: good, visitor } = await edge.visitor();
  const { token: others } = await edge.visitor("other");
  const later = Date.now() + 1000_000;
  assert.equal((await edge.socket(token(edge.masterSecret, "shop", visitor, later), id())).protocol, "frontdesk.v1", "the test signs as the edge does");
  const refused = {
    absent: undefined,
    forged: `${good.slice(0, -2)}AA`,
    "of another secret": token("x".repeat(64), "shop", visitor, later),
    expired: token(edge.masterSecret, "shop", visitor, Date.now() - 1),
    "of another site": others,
    garbage: "garbage",
  };
  for (const [what, refusedToken] of Object.entries(refused)) {
    const conversation = id();
    const socket = await edge.socket(refusedToken, conversation);
    assert.deepEqual(await socket.ended(), { code: 4400, reason: "forbidden" }, what);
    assert.equal((await edge.fault("records", { conversation })).body.count, 0, what);
  }
});

test("a page of another origin gets no socket and no token", async () => {
  const { token: good } = await edge.visitor();
  for (const origin of [edge.shop, "null", null]) {
    assert.equal((await edge.socket(good, id(), { origin })).status, 403);
    const headers = origin ? { origin } : {};
    assert.equal((await ask(edge.chat, "POST", "/api/v1/sites/shop/visitors", { headers })).status, 403);
  }
});

test("a token is renewed for the same visitor, also a while after it expired, and not with another's secret", async () => {
  const { visitor } = await edge.visitor();
  const renew = (bearer) =>
    ask(edge.chat, "POST", "/api/v1/sites/shop/visitors/renew", { headers: { origin: edge.chat, authorization: `Bearer ${bearer}` } });
  const lapsed = await renew(token(edge.masterSecret, "shop", visitor, Date.now() - 1000));
  assert.equal(lapsed.status, 200);
  assert.equal(lapsed.body.visitor, visitor);
  assert.equal((await renew(token("x".repeat(64), "shop", visitor, Date.now()))).status, 401);
  assert.equal((await renew(token(edge.masterSecret, "other", visitor, Date.now()))).status, 401);
});

test("CV1 a conversation does not exist for another visitor, nor for the same id in another site", async () => {
  const mine = await escalated(edge);
  await say(mine.socket, "mine alone");
  const stranger = await edge.visitor();
  const socket = await edge.socket(stranger.token, mine.conversation);
  socket.send(hello());
  assert.deepEqual(await socket.ended(), { code: 4400, reason: "not_found" });
  assert.equal(JSON.stringify(socket.frames).includes("mine alone"), false);
  const elsewhere = await edge.socket((await edge.visitor("other")).token, mine.conversation, { site: "other" });
  elsewhere.send(hello());
  assert.equal((await elsewhere.kind("welcome")).latest, 0);
});

test("each host refuses the other's routes, and an unknown host gets nothing", async () => {
  for (const [method, path] of [["GET", "/api/v1/session"], ["POST", "/api/v1/session"], ["GET", "/api/v1/site"], ["GET", "/api/v1/desk/socket"], ["PUT", "/api/v1/operator/sites/shop"], ["GET", `/api/v1/conversations/${id()}/customer`]]) {
    const answer = await ask(edge.chat, method, path, { headers: { ...edge.operator, origin: edge.chat } });
    assert.equal(answer.status, 404, path);
  }
  for (const [method, path] of [["GET", "/w/shop"], ["GET", "/v1/loader.js"], ["GET", "/api/v1/sites/shop/bundle.json"], ["POST", "/api/v1/sites/shop/visitors"]]) {
    assert.equal((await ask(edge.desk, method, path, { headers: { origin: edge.desk } })).status, 404, path);
  }
  assert.equal((await ask(edge.chat.replace("chat", "evil"), "GET", "/w/shop")).status, 421);
});

test("a visitor's token opens nothing at the desk", async () => {
  const { token: good } = await edge.visitor();
  const headers = { authorization: `Bearer ${good}`, cookie: `__Host-frontdesk=shop.${"0".repeat(64)}`, origin: edge.desk };
  for (const path of ["/api/v1/session", "/api/v1/site", `/api/v1/conversations/${id()}/customer`]) {
    const answer = await ask(edge.desk, "GET", path, { headers });
    assert.equal(answer.status, 401, path);
    assert.match(answer.body.message, /sign in/i);
  }
  assert.deepEqual(await (await edge.agentSocket(`__Host-frontdesk=shop.${"0".repeat(64)}`)).ended(), { code: 4400, reason: "forbidden" });
  assert.equal((await ask(edge.desk, "PUT", "/api/v1/operator/sites/shop", { headers, body: {} })).status, 401);
});

test("an agent of one site reads nothing of another, and CV3 one who is not assigned only reads", async () => {
  const mine = await escalated(edge);
  const stranger = await edge.signIn("amy@other.example", undefined, "other");
  const socket = await edge.agentSocket(stranger, `conversations/${mine.conversation}/socket`);
  socket.send(hello());
  assert.deepEqual(await socket.ended(), { code: 4400, reason: "not_found" });
  assert.equal((await ask(edge.desk, "GET", `/api/v1/conversations/${mine.conversation}/customer`, { headers: { cookie: stranger } })).status, 404);
  const colleague = await edge.agentSocket(await edge.signIn("ben@shop.example"), `conversations/${mine.conversation}/socket`);
  colleague.send(hello());
  await colleague.kind("entries");
  colleague.send({ kind: "send", id: id(), text: "not mine" });
  assert.equal((await colleague.kind("refused")).reason, "not_yours");
});

test("the desk's sockets need the desk's own page and a session that was not ended", async () => {
  const cookie = await edge.signIn("amy@shop.example");
  for (const origin of [edge.chat, edge.shop, null]) assert.equal((await edge.agentSocket(cookie, "desk/socket", origin)).status, 403);
  const out = await ask(edge.desk, "DELETE", "/api/v1/session", { headers: { origin: edge.desk, cookie } });
  assert.match(out.headers["set-cookie"][0], /Max-Age=0/);
  assert.deepEqual(await (await edge.agentSocket(cookie)).ended(), { code: 4400, reason: "forbidden" });
  assert.equal((await ask(edge.desk, "GET", "/api/v1/session", { headers: { cookie } })).status, 401);
});

test("the cookie is the host's own, unreadable to scripts and never sent by other pages", async () => {
  const headers = { origin: edge.desk };
  const body = { site: "shop", email: "Ben@Shop.example ", password: "a long enough password" };
  const answer = await ask(edge.desk, "POST", "/api/v1/session", { headers, body });
  assert.match(answer.headers["set-cookie"][0], /^__Host-frontdesk=shop\.[0-9a-f]{64}; Path=\/; Secure; HttpOnly; SameSite=Strict$/);
  assert.equal(answer.body.agent.name, "ben");
  assert.equal((await ask(edge.desk, "POST", "/api/v1/session", { headers: { origin: edge.shop }, body })).status, 403);
  assert.equal((await ask(edge.desk, "POST", "/api/v1/session", { headers: { ...headers, "content-type": "text/plain" }, body })).status, 415);
});

test("guessing a password is slowed after five tries, the right one included, and a known e-mail is answered as an unknown one is", async () => {
  const attempt = (email, password) =>
    ask(edge.desk, "POST", "/api/v1/session", { headers: { origin: edge.desk }, body: { site: "other", email, password } });
  const answers = {};
  for (const email of ["ben@other.example", "nobody@other.example"]) {
    answers[email] = [];
    for (let tries = 0; tries < 6; tries += 1) answers[email].push(await attempt(email, "wrong password"));
  }
  for (const tries of Object.values(answers)) {
    assert.deepEqual(tries.map((it) => it.status), [401, 401, 401, 401, 401, 429]);
    assert.ok(Number(tries[5].headers["retry-after"]) > 20);
    assert.match(tries[5].body.message, /Wait \d+ seconds/);
  }
  assert.deepEqual(answers["ben@other.example"][0].body, answers["nobody@other.example"][0].body);
  assert.equal((await attempt("ben@other.example", "a long enough password")).status, 429);
  assert.equal((await attempt("amy@other.example", "a long enough password")).status, 200);
});

test("guessing from one address is slowed whatever e-mails are tried", async () => {
  const attempt = (number) =>
    ask(edge.desk, "POST", "/api/v1/session", {
      headers: { origin: edge.desk, "cf-connecting-ip": "203.0.113.7" },
      body: { site: "other", email: `guess${number}@other.example`, password: "wrong password" },
    });
  const seen = [];
  for (let number = 0; number < 21; number += 1) seen.push((await attempt(number)).status);
  assert.deepEqual(seen, [...Array(20).fill(401), 429]);
});

test("an agent who is removed is signed out and leaves the desk", async () => {
  const cookie = await edge.signIn("ben@shop.example");
  const desk = await edge.agentSocket(cookie);
  desk.send({ kind: "hello", protocol: 1, build: "test" });
  await desk.kind("welcome");
  await edge.put("shop/agents", edge.staff("shop").filter(({ name }) => name === "amy"));
  await desk.ended();
  assert.equal((await ask(edge.desk, "GET", "/api/v1/session", { headers: { cookie } })).status, 401);
  await edge.put("shop/agents", edge.staff("shop"));
});

test("the operator's routes want the operator's secret", async () => {
  for (const headers of [{}, { authorization: "Bearer " }, { authorization: `Bearer ${"0".repeat(64)}` }]) {
    const answer = await ask(edge.desk, "PUT", "/api/v1/operator/sites/shop/agents", { headers, body: [] });
    assert.equal(answer.status, 401);
  }
});

test("a customer's card tells an agent of the site what is known", async () => {
  const mine = await escalated(edge);
  const cookie = await edge.signIn("amy@shop.example");
  await answered(edge, mine.conversation, cookie);
  const read = () => ask(edge.desk, "GET", `/api/v1/conversations/${mine.conversation}/customer`, { headers: { cookie } });
  let card = await read();
  for (let tries = 0; card.status === 404 && tries < 100; tries += 1) card = await read();
  assert.equal(card.body.conversations[0].conversation, mine.conversation);
});
