// People under load: agents who take what they are offered and answer it, and visitors who ask.
import { hello, id, sleep } from "./harness.mjs";

/// An agent at work. `serve(summary, profile)` says for how many milliseconds; what happened is in `served`.
export class Agent {
  constructor(edge, { cookie, profile, serve, think = 30 }) {
    Object.assign(this, { edge, cookie, profile, serve, think });
    // The desk lists a conversation for a moment after it was resolved.
    this.taken = new Set();
    this.most = 0;
    this.served = [];
    this.offered = new Set();
    this.problems = [];
  }

  async start() {
    this.desk = await this.edge.agentSocket(this.cookie);
    this.desk.send(hello());
    const welcome = await this.desk.kind("welcome");
    this.me = welcome.me;
    this.desk.onFrame = (frame) => this.read(frame);
    this.desk.send({ kind: "set_presence", presence: "online" });
    return this;
  }

  read(frame) {
    if (frame.kind === "offers") {
      for (const offer of frame.offers) {
        if (this.offered.has(offer.id)) continue;
        this.offered.add(offer.id);
        this.accept(offer).catch((error) => this.problems.push(error));
      }
    }
    if (frame.kind === "mine") {
      const mine = frame.conversations.filter((summary) => summary.assigned === null || summary.assigned.agent === this.me.id);
      this.most = Math.max(this.most, mine.length);
      for (const summary of mine) this.take(summary);
    }
  }

  async accept(offer) {
    await sleep(this.think);
    this.desk.send({ kind: "accept", offer: offer.id });
  }

  take(summary) {
    if (this.taken.has(summary.conversation)) return;
    this.taken.add(summary.conversation);
    this.answer(summary).catch((error) => this.problems.push(error));
  }

  async answer(summary) {
    const began = Date.now();
    const socket = await this.edge.agentSocket(this.cookie, `conversations/${summary.conversation}/socket`);
    socket.send(hello());
    await socket.until((frame) => frame.assigned?.agent === this.me.id, `my assignment of ${summary.conversation}`, 60_000);
    const text = `how can I help, ${summary.conversation}?`;
    const sent = id();
    socket.send({ kind: "send", id: sent, text });
    await socket.until((frame) => frame.kind === "ack" && frame.id === sent, "ack", 60_000);
    await sleep(this.serve(summary, this.profile));
    const resolve = id();
    socket.send({ kind: "resolve", id: resolve });
    await socket.until((frame) => (frame.kind === "ack" || frame.kind === "refused") && frame.id === resolve, "resolution", 60_000);
    socket.close();
    this.served.push({ conversation: summary.conversation, summary, began });
  }

  stop() {
    this.desk.onFrame = undefined;
    this.desk.close();
  }
}

/// A visitor of the widget who asks for a person with this skill and reads the answer.
export async function webContact(edge, site, skill) {
  const { token } = await edge.visitor(site);
  const conversation = id();
  const socket = await edge.socket(token, conversation, { site });
  socket.send(hello());
  await socket.until((frame) => frame.kind === "welcome", "welcome", 60_000);
  const escalate = {
    kind: "escalate",
    id: id(),
    escalation: {
      reason: "asked", locale: "en", prediction: null, skill, priority: "medium", card: null,
      transcript: [{ id: id(), at: Date.now(), from_visitor: true, text: `I need help with ${skill}`, intent: null }],
    },
  };
  socket.send(escalate);
  await socket.until((frame) => frame.kind === "ack" && frame.id === escalate.id, "ack", 60_000);
  return { conversation, socket };
}
