// One conversation as a careful client holds it: what it wrote until it is acknowledged, what it read in order, through any number of crashes.
import { id, sleep } from "../tests/harness.mjs";

export class Thread {
  /// `open` makes a socket, `faults` counts what must not happen.
  constructor(open, faults, onEntry = () => {}) {
    Object.assign(this, { open, faults, onEntry });
    this.last = 0;
    this.seen = new Map();
    this.outbox = [];
    this.acked = new Map();
    this.state = null;
    this.assigned = null;
    this.isOpen = true;
    this.greeted = false;
    this.waiters = new Set();
    this.loop = this.live();
  }

  async live() {
    while (this.isOpen) {
      try {
        this.socket = await this.open();
        if (this.socket.status === 101) await this.serve(this.socket);
      } catch {
        // The process is down or was killed under us: that is what this is about.
      }
      this.greeted = false;
      if (this.isOpen) await sleep(100 + Math.random() * 400);
    }
  }

  serve(socket) {
    return new Promise((resolve) => {
      for (const frame of socket.frames.splice(0)) this.read(frame);
      socket.onFrame = (frame) => this.read(frame);
      socket.onClose = resolve;
      if (socket.closed) resolve();
      socket.send({ kind: "hello", protocol: 1, build: "soak", resume: this.last });
    });
  }

  read(frame) {
    if (frame.kind === "welcome") {
      if (frame.latest < this.last) this.faults.add("lost", `the log ends at ${frame.latest}, and ${this.last} was read`);
      this.latest = frame.latest;
      this.state = frame.state;
      this.assigned = frame.assigned;
      this.greeted = true;
      this.flush();
    } else if (frame.kind === "entries") {
      for (const entry of frame.entries) this.entry(entry);
      this.flush();
    } else if (frame.kind === "ack") {
      this.outbox = this.outbox.filter((item) => item.id !== frame.id || !this.settle(item, frame.seq));
    } else if (frame.kind === "refused") {
      this.outbox = this.outbox.filter((item) => item.id !== frame.id || !this.settle(item, null));
    } else if (frame.kind === "state") {
      this.state = frame.state;
      this.assigned = frame.assigned;
    }
    for (const waiter of [...this.waiters]) waiter();
  }

  settle(item, seq) {
    if (seq !== null) this.acked.set(item.id, { seq, number: item.number });
    item.done(seq);
    return true;
  }

  entry(entry) {
    if (entry.seq <= this.last) return this.faults.add("doubled", `entry ${entry.seq} came again`);
    if (entry.seq !== this.last + 1) this.faults.add("misordered", `entry ${entry.seq} after ${this.last}`);
    if (this.seen.has(entry.id)) this.faults.add("doubled", `the message ${entry.id} has two places`);
    this.last = entry.seq;
    this.seen.set(entry.id, entry);
    this.onEntry(entry);
  }

  /// What is not acknowledged is sent, in order, once everything that was said is known.
  flush() {
    if (!this.greeted || this.last < this.latest) return;
    for (const item of this.outbox) {
      if (item.socket === this.socket) continue;
      item.socket = this.socket;
      this.socket.send(item.frame);
    }
  }

  /// Resolves to the seq, or to null where it was refused.
  post(frame, number = null) {
    return new Promise((done) => {
      const made = { id: id(), ...frame };
      this.outbox.push({ id: made.id, frame: made, number, done });
      this.flush();
    });
  }

  /// Resolves to true once it is so, to false when the patience is over.
  until(is, patience) {
    return new Promise((resolve) => {
      const end = (value) => {
        clearTimeout(timer);
        this.waiters.delete(check);
        resolve(value);
      };
      const check = () => is() && end(true);
      const timer = setTimeout(() => end(false), patience);
      this.waiters.add(check);
      check();
    });
  }

  close() {
    this.isOpen = false;
    this.socket?.close();
  }
}
