// A conversation over real sockets and a real disk: what is acknowledged stays, whatever breaks.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answered, ask, escalated, escalation, hello, id, say, sleep, startEdge, texts } from "./harness.mjs";

let edge;
before(async () => (edge = await startEdge()));
after(() => edge?.stop());

const again = async ({ token, conversation }, resume = 0) => {
  const socket = await edge.socket(token, conversation);
  socket.send(hello(resume));
  await socket.kind("welcome");
  return socket;
};
const count = async (fault, conversation) => (await edge.fault(fault, { conversation })).body.count;

test("a visitor and an agent talk, typing shows, and resolving ends it", async () => {
  const visitor = await escalated(edge);
  const agent = await answered(edge, visitor.conversation, await edge.signIn("amy@shop.example"));
  await say(visitor.socket, "你好");
  await agent.socket.until((frame) => frame.entries?.some((entry) => entry.body.text === "你好"), "the visitor's message");
  agent.socket.send({ kind: "typing", typing: true });
  assert.equal((await visitor.socket.kind("typing")).typing, true);
  await say(agent.socket, "hello there");
  await visitor.socket.until((frame) => frame.entries?.some((entry) => entry.body.text === "hello there"), "the agent's message");
  agent.socket.send({ kind: "resolve", id: id() });
  await visitor.socket.until((frame) => frame.state === "resolved", "resolved");
  agent.desk.close();
});

test("MS6 a stored message costs one commit", async () => {
  const visitor = await escalated(edge);
  // The outbox notes what the desk and the directory have with commits it makes anyway: let it come to rest.
  await sleep(1500);
  const before = await count("commits", visitor.conversation);
  for (let number = 0; number < 5; number += 1) await say(visitor.socket, `message ${number}`);
  assert.equal((await count("commits", visitor.conversation)) - before, 5);
});

test("CV2 nothing is stored before escalation", async () => {
  const { token } = await edge.visitor();
  const conversation = id();
  const socket = await edge.socket(token, conversation);
  socket.send(hello());
  await socket.kind("welcome");
  socket.send({ kind: "typing", typing: true });
  socket.send({ kind: "send", id: id(), text: "too early" });
  assert.equal((await socket.kind("refused")).reason, "not_escalated");
  assert.equal(await count("records", conversation), 0);
});

test("M1 every acknowledged message outlives kill -9, once and in order, and the agent still has the conversation", async () => {
  const visitor = await escalated(edge);
  const cookie = await edge.signIn("amy@shop.example");
  const agent = await answered(edge, visitor.conversation, cookie);
  const acknowledged = [];
  const unanswered = id();
  for (let number = 0; number < 12; number += 1) {
    const [socket, text] = number % 3 ? [visitor.socket, `visitor ${number}`] : [agent.socket, `agent ${number}`];
    await say(socket, text);
    acknowledged.push(text);
  }
  visitor.socket.send({ kind: "send", id: unanswered, text: "unanswered" });
  await edge.kill9();
  await edge.start();
  const back = await again(visitor);
  await say(back, "unanswered", unanswered);
  await say(back, "unanswered", unanswered);
  const seen = texts(await again(visitor)).filter((text) => text !== "where is my parcel");
  await sleep(200);
  const fresh = await again(visitor);
  await fresh.until((frame) => frame.entries?.some((entry) => entry.id === unanswered), "the last message");
  assert.deepEqual(texts(fresh).filter((text) => text !== "where is my parcel"), [...acknowledged, "unanswered"], `${seen.length} came first`);
  const desk = await edge.agentSocket(cookie);
  desk.send({ kind: "hello", protocol: 1, build: "test" });
  await desk.until((frame) => frame.conversations?.some((summary) => summary.conversation === visitor.conversation), "mine");
  const reopened = await edge.agentSocket(cookie, `conversations/${visitor.conversation}/socket`);
  reopened.send(hello());
  await say(reopened, "still here");
  desk.close();
});

test("sockets outlive an object that lost its memory, and nothing is told twice", async () => {
  const visitor = await escalated(edge);
  const agent = await answered(edge, visitor.conversation, await edge.signIn("amy@shop.example"));
  await say(visitor.socket, "before");
  await edge.fault("forget", { conversation: visitor.conversation });
  await edge.fault("forget");
  await say(visitor.socket, "after");
  await say(agent.socket, "reply");
  await visitor.socket.until((frame) => frame.entries?.some((entry) => entry.body.text === "reply"), "the reply");
  assert.deepEqual(texts(visitor.socket).slice(-3), ["before", "after", "reply"]);
  agent.desk.send({ kind: "set_capacity", capacity: 7 });
  assert.equal((await agent.desk.until((frame) => frame.kind === "me" && frame.capacity === 7, "me")).presence, "online");
  agent.desk.close();
});

test("an idle object hibernates, is pinged without waking, and wakes with its sockets", async () => {
  const visitor = await escalated(edge);
  const before = await count("commits", visitor.conversation);
  assert.ok(before > 0);
  visitor.socket.send("ping");
  await visitor.socket.until((frame) => frame === "pong", "pong");
  // The runtime lets an object go after ten idle seconds.
  await sleep(13000);
  visitor.socket.send("ping");
  await say(visitor.socket, "good morning");
  assert.equal(await count("commits", visitor.conversation), 1, "it counts from its waking");
});

test("FR1 FR2 frames that cannot be read close their socket as bad_frame, and nobody else notices", async () => {
  const visitor = await escalated(edge);
  const bad = {
    "not JSON": "{",
    "not an object": "[]",
    "a known kind with another shape": { kind: "send", id: 7 },
    binary: Buffer.from([1, 2, 3]),
    oversized: { kind: "send", id: id(), text: "x".repeat(70_000) },
  };
  for (const [what, frame] of Object.entries(bad)) {
    const socket = await again(visitor);
    socket.send(frame);
    assert.deepEqual(await socket.ended(), { code: 4400, reason: "bad_frame" }, what);
  }
  const early = await edge.socket(visitor.token, visitor.conversation);
  early.send({ kind: "typing", typing: true });
  assert.deepEqual(await early.ended(), { code: 4400, reason: "bad_frame" }, "HS1 the first frame is hello");
  await say(visitor.socket, "unharmed");
});

test("HS2 a client of another time is told so", async () => {
  const { token } = await edge.visitor();
  for (const [protocol, reason] of [[0, "client_too_old"], [999, "server_too_old"]]) {
    const socket = await edge.socket(token, id());
    socket.send({ ...hello(), protocol });
    assert.deepEqual(await socket.ended(), { code: 4400, reason });
  }
});

test("FR3 MS2 unknown frames are skipped, repeated ones change nothing, out-of-order ones are refused politely", async () => {
  const visitor = await escalated(edge);
  visitor.socket.send({ kind: "sing", song: "la" });
  const message = id();
  const first = await say(visitor.socket, "once", message);
  visitor.socket.send({ kind: "send", id: message, text: "once" });
  await visitor.socket.wait(() => visitor.socket.frames.filter((frame) => frame.kind === "ack" && frame.id === message).length === 2, "both acks");
  assert.ok(visitor.socket.frames.filter((frame) => frame.id === message).every((frame) => frame.seq === first.seq));
  visitor.socket.send({ kind: "seen", seq: 999 });
  visitor.socket.send({ kind: "send", id: id(), text: "" });
  assert.equal((await visitor.socket.kind("refused")).reason, "empty");
  assert.equal(texts(await again(visitor)).filter((text) => text === "once").length <= 1, true);
});

test("FR4 a socket that floods is closed as too_many", async () => {
  const visitor = await escalated(edge);
  const flood = await again(visitor);
  for (let number = 0; number < 60; number += 1) flood.send({ kind: "typing", typing: number % 2 === 0 });
  assert.deepEqual(await flood.ended(), { code: 4400, reason: "too_many" });
  await say(visitor.socket, "unharmed");
});

test("a full disk is told to those who write, nothing acknowledged is lost, and it heals", async () => {
  const visitor = await escalated(edge);
  const bystander = await escalated(edge);
  await say(visitor.socket, "kept");
  await sleep(1200);
  await edge.fault("full", { conversation: visitor.conversation, commits: 1 });
  const message = id();
  visitor.socket.send({ kind: "send", id: message, text: "no room" });
  assert.deepEqual(await visitor.socket.ended(), { code: 4400, reason: "try_again" });
  assert.equal(visitor.socket.frames.some((frame) => frame.kind === "ack" && frame.id === message), false);
  await say(bystander.socket, "unharmed");
  const back = await again(visitor);
  await say(back, "no room", message);
  const fresh = await again(visitor);
  await fresh.until((frame) => frame.entries?.some((entry) => entry.id === message), "the message");
  assert.deepEqual(texts(fresh).slice(-2), ["kept", "no room"]);
});

test("a panic in a handler or an object leaves the others unharmed and nothing lost", async () => {
  const visitor = await escalated(edge);
  const other = await escalated(edge);
  await say(visitor.socket, "before");
  const panics = [
    () => ask(edge.desk, "POST", "/api/v1/test/panic", { headers: edge.operator }),
    () => edge.fault("panic", { conversation: visitor.conversation }),
    () => edge.fault("panic"),
  ];
  for (const panic of panics) {
    // Whoever asked gets an error or, if the panic took the asker's own instance with it, nothing.
    const answer = await Promise.race([panic(), sleep(3000)]);
    assert.ok(answer === undefined || answer.status >= 500, `${answer?.status}`);
    assert.equal((await ask(edge.chat, "GET", "/api/v1/sites/shop/bundle.json")).status, 200);
    await say(other.socket, "unharmed");
  }
  await say(visitor.socket, "the same socket");
  const back = await again(visitor);
  await say(back, "after");
  const fresh = await again(visitor);
  await fresh.until((frame) => frame.entries?.some((entry) => entry.body.text === "after"), "the message");
  assert.deepEqual(texts(fresh).slice(-3), ["before", "the same socket", "after"]);
});

test("CV5 what the desk was not told before kill -9 it is told after the restart, though nobody asks", async () => {
  const cookie = await edge.signIn("ben@other.example", undefined, "other");
  await edge.fault("full", { site: "other", commits: 1 });
  const visitor = await escalated(edge, "other");
  await edge.kill9();
  await edge.start();
  const agent = await answered(edge, visitor.conversation, cookie);
  await say(agent.socket, "here I am");
  agent.desk.close();
});

test("the store suite passes on the SQL of an object", async () => {
  const answer = await edge.fault("suite", { site: "nobody", conversation: id() });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
});

test("escalating twice with one id is one escalation", async () => {
  const { token } = await edge.visitor();
  const conversation = id();
  const frame = escalation();
  for (let time = 0; time < 2; time += 1) {
    const socket = await again({ token, conversation });
    socket.send(frame);
    await socket.until((it) => it.kind === "ack" && it.id === frame.id, "ack");
  }
  const fresh = await again({ token, conversation });
  await fresh.kind("entries");
  assert.equal(texts(fresh).filter((text) => text === "where is my parcel").length, 1);
});
