// Visitors who ask and agents who answer, for as long as the soak lasts.
import { id, sleep } from "../tests/harness.mjs";
import { Thread } from "./thread.mjs";

const between = (low, high) => low + Math.random() * (high - low);

/// Conversations one after the other until `isOver()`; each is kept in `all`.
export async function visit(edge, { all, faults, isOver }) {
  await sleep(between(0, 10_000));
  while (!isOver()) {
    const { token } = await patiently(() => edge.visitor("shop"));
    const conversation = id();
    const thread = new Thread(() => edge.socket(token, conversation), faults);
    const talk = { conversation, token, thread, said: 0 };
    all.push(talk);
    const escalation = {
      reason: "asked", locale: "en", prediction: null, skill: null, priority: "medium", card: null,
      transcript: [{ id: id(), at: Date.now(), from_visitor: true, text: "hello", intent: null }],
    };
    await thread.post({ kind: "escalate", escalation });
    const messages = Math.floor(between(4, 10));
    for (let n = 0; n < messages; n += 1) {
      await sleep(between(2_000, 6_000));
      talk.said += 1;
      const text = n === messages - 1 || isOver() ? "that was all" : `visitor ${talk.said}`;
      await thread.post({ kind: "send", text }, talk.said);
      if (text === "that was all") break;
    }
    await thread.until(() => thread.state === "resolved", 120_000);
    await sleep(between(1_000, 4_000));
    thread.close();
  }
}

/// Takes what is offered, answers each message, and resolves when the visitor says that was all.
export class Agent {
  constructor(edge, cookie, faults) {
    Object.assign(this, { edge, cookie, faults });
    this.threads = new Map();
    this.offered = new Set();
    this.isOpen = true;
    this.loop = this.live();
  }

  async live() {
    while (this.isOpen) {
      try {
        const desk = await this.edge.agentSocket(this.cookie);
        if (desk.status === 101) await this.serve(desk);
      } catch {
        // Down for a moment.
      }
      if (this.isOpen) await sleep(between(100, 500));
    }
  }

  serve(desk) {
    return new Promise((resolve) => {
      this.desk = desk;
      for (const frame of desk.frames.splice(0)) this.read(frame);
      desk.onFrame = (frame) => this.read(frame);
      desk.onClose = resolve;
      if (desk.closed) resolve();
      desk.send({ kind: "hello", protocol: 1, build: "soak" });
      desk.send({ kind: "set_presence", presence: "online" });
    });
  }

  read(frame) {
    if (frame.kind === "welcome") this.me = frame.me;
    if (frame.kind === "offers") {
      for (const offer of frame.offers.filter((it) => !this.offered.has(it.id))) {
        this.offered.add(offer.id);
        this.desk.send({ kind: "accept", offer: offer.id });
      }
    }
    if (frame.kind === "mine") {
      for (const summary of frame.conversations) this.take(summary.conversation);
    }
  }

  take(conversation) {
    if (this.threads.has(conversation)) return;
    const answered = new Set();
    let count = 0;
    const thread = new Thread(() => this.edge.agentSocket(this.cookie, `conversations/${conversation}/socket`), this.faults, () => reply());
    const reply = () => {
      if (!thread.assigned || thread.assigned.agent !== this.me?.id) return;
      for (const entry of thread.seen.values()) {
        if (entry.author.kind !== "visitor" || answered.has(entry.id)) continue;
        answered.add(entry.id);
        if (entry.body.text === "that was all") thread.post({ kind: "resolve" });
        else thread.post({ kind: "send", text: `agent ${(count += 1)}` }, count);
      }
    };
    thread.waiters.add(reply);
    this.threads.set(conversation, thread);
  }

  close() {
    this.isOpen = false;
    this.desk?.close();
    for (const thread of this.threads.values()) thread.close();
  }
}

/// Tries until it works: the process may be down.
export async function patiently(act) {
  for (;;) {
    try {
      return await act();
    } catch {
      await sleep(300);
    }
  }
}
