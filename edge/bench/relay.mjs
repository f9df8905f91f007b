// `cargo xtask bench edge`: how soon an agent reads what a customer wrote, also while a head is trained on the same process, and how
// many messages a second against a plain JavaScript Durable Object that writes the same records. Prints one object.
import { readFile } from "node:fs/promises";
import { PASSWORD, ask, escalated, hello, id, sleep, startEdge } from "../tests/harness.mjs";
import { open } from "../tests/websocket.mjs";
import { startPlain } from "./plain/start.mjs";

const CONVERSATIONS = 100;
const AGENTS = 10;
const RELAY_S = 30;
/// Sockets of the comparison: at five messages a second each, more than two cores can store.
const SENDERS = 500;
const RATE_S = 8;
/// Taken in turn, so that whatever else the machine does falls on both; the first of each warms up and is not counted.
const ROUNDS = 6;

const log = (text) => console.error(`bench: ${text}`);
const quantile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
};
const round = (value) => Math.round(value * 100) / 100;

let edge = await startEdge();
const figures = {};

log(`${CONVERSATIONS} conversations, a message a second each, for ${RELAY_S} s`);
const talks = await conversations();
Object.assign(figures, await relay(""));

log("the same again, while a head is trained");
await edge.put("other", edge.publication("other", ["other.localhost"]));
await train();
Object.assign(figures, await relay("_while_training"));
figures.training_state_after = (await training()).state;
await edge.stop();

log(`messages a second, ${SENDERS} senders`);
edge = await startEdge();
const plain = await startPlain(edge.workerd);
const senders = [];
const plainSenders = [];
for (let n = 0; n < SENDERS; n += 1) {
  senders.push((await escalated(edge)).socket);
  const socket = await open(plain.origin, `/${id()}`);
  socket.send(hello());
  plainSenders.push(socket);
}
const rates = { ours: [], theirs: [] };
for (let n = 0; n < ROUNDS; n += 1) {
  rates.theirs.push(await rate(plainSenders));
  rates.ours.push(await rate(senders));
}
for (const socket of [...senders, ...plainSenders]) socket.close();
await plain.stop();
await edge.stop();
const [ours, theirs] = [rates.ours, rates.theirs].map((rounds) => quantile(rounds.slice(1), 0.5));
log(`a second: ${rates.ours.map(round).join(", ")}; in plain JavaScript: ${rates.theirs.map(round).join(", ")}`);
Object.assign(figures, { messages_per_s: round(ours), js_messages_per_s: round(theirs), js_rate_ratio: round(ours / theirs) });

console.log(JSON.stringify(figures));
process.exit(0);

/// Each with its visitor's and its agent's socket.
async function conversations() {
  const staff = Array.from({ length: AGENTS }, (_, place) => ({
    email: `bench${place}@shop.example`, password: PASSWORD, name: `Bench ${place}`, skills: [], capacity: 20,
  }));
  await edge.put("shop/agents", staff);
  const desks = [];
  for (const { email } of staff) {
    const cookie = await edge.signIn(email, PASSWORD);
    const desk = await edge.agentSocket(cookie);
    const seen = new Set();
    const mine = new Set();
    desk.onFrame = (frame) => {
      for (const offer of frame.offers ?? []) {
        if (!seen.has(offer.id)) desk.send({ kind: "accept", offer: offer.id });
        seen.add(offer.id);
      }
      for (const summary of frame.kind === "mine" ? frame.conversations : []) mine.add(summary.conversation);
    };
    desk.send(hello());
    desk.send({ kind: "set_presence", presence: "online" });
    desks.push({ cookie, mine });
  }
  const made = [];
  for (let n = 0; n < CONVERSATIONS; n += 1) {
    const { conversation, socket } = await escalated(edge);
    let owner;
    while (!(owner = desks.find((desk) => desk.mine.has(conversation)))) await sleep(10);
    const agent = await edge.agentSocket(owner.cookie, `conversations/${conversation}/socket`);
    agent.send(hello());
    await agent.until((frame) => frame.assigned, "assignment");
    made.push({ socket, agent });
  }
  return made;
}

async function relay(suffix) {
  const times = [];
  const sent = new Map();
  for (const { agent, socket } of talks) {
    socket.onFrame = () => {};
    agent.onFrame = (frame) => {
      for (const entry of frame.entries ?? []) {
        const began = sent.get(entry.id);
        if (began !== undefined) times.push(performance.now() - began);
      }
    };
  }
  await Promise.all(
    talks.map(async ({ socket }) => {
      await sleep(Math.random() * 1_000);
      for (let n = 0; n < RELAY_S; n += 1) {
        const message = id();
        sent.set(message, performance.now());
        socket.send({ kind: "send", id: message, text: "is it in stock, and when could it be here?" });
        await sleep(1_000);
      }
    }),
  );
  await sleep(1_000);
  log(`relay${suffix}: ${times.length} of ${sent.size} arrived, p50 ${round(quantile(times, 0.5))} ms, p99 ${round(quantile(times, 0.99))} ms`);
  return { [`relay_p50_ms${suffix}`]: round(quantile(times, 0.5)), [`relay_p99_ms${suffix}`]: round(quantile(times, 0.99)), [`relay_lost${suffix}`]: sent.size - times.length };
}

async function train() {
  const playbook = await readFile(new URL("../../www/demo/sites/shop/playbook.yaml", import.meta.url), "utf8");
  const body = playbook.replace(/^site: shop$/m, "site: other");
  const headers = { ...edge.operator, "content-type": "application/yaml" };
  const answer = await ask(edge.desk, "PUT", "/api/v1/operator/sites/other/playbook", { headers, body });
  if (answer.status >= 300) throw new Error(`training was refused: ${JSON.stringify(answer.body)}`);
}

async function training() {
  return (await ask(edge.desk, "GET", "/api/v1/operator/sites/other/playbook/training", { headers: edge.operator })).body;
}

/// Acknowledged messages a second, each sender as fast as its pace allows: a frame every 200 ms.
async function rate(sockets) {
  let acknowledged = 0;
  const began = performance.now();
  const ends = began + RATE_S * 1_000;
  await Promise.all(
    sockets.map(async (socket) => {
      let waiting = 0;
      socket.onFrame = (frame) => {
        if (frame.kind === "ack" && performance.now() < ends) acknowledged += 1;
        if (frame.kind === "ack") waiting -= 1;
      };
      await sleep(Math.random() * 200);
      while (performance.now() < ends) {
        if (waiting < 8) {
          waiting += 1;
          socket.send({ kind: "send", id: id(), text: "is it in stock, and when could it be here?" });
        }
        await sleep(205);
      }
    }),
  );
  // What is still on its way belongs to this round.
  await sleep(1_000);
  return acknowledged / RATE_S;
}
