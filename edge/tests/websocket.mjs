// A WebSocket client that sends what it is told to, well-formed or not, with any header: browsers and libraries are too polite.
import { randomBytes } from "node:crypto";
import { request } from "node:http";

const TEXT = 1;
const CLOSE = 8;
const PING = 9;

/// Opens `path` on `origin` with these headers. Resolves to a socket, or to `{ status, body }` where the handshake is refused.
export const open = (origin, path, headers = {}) =>
  new Promise((resolve, reject) => {
    const { host, port } = new URL(origin);
    const key = randomBytes(16).toString("base64");
    const upgrade = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13", "sec-websocket-key": key };
    const sent = request({ host: "127.0.0.1", port, path, headers: { host, ...upgrade, ...headers } });
    sent.once("error", reject);
    sent.once("response", (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, body: Buffer.concat(parts).toString() }));
    });
    sent.once("upgrade", (answer, stream, head) => resolve(new Socket(answer, stream, head)));
    sent.end();
  });

class Socket {
  constructor(answer, stream, head) {
    this.status = answer.statusCode;
    this.protocol = answer.headers["sec-websocket-protocol"];
    this.frames = [];
    this.closed = null;
    this.waiting = new Set();
    this.stream = stream;
    this.buffer = head;
    stream.on("data", (bytes) => {
      this.buffer = Buffer.concat([this.buffer, bytes]);
      this.read();
    });
    const end = () => this.end({ code: 1006, reason: "" });
    stream.on("close", end).on("error", end);
    this.read();
  }

  read() {
    while (this.buffer.length >= 2) {
      const opcode = this.buffer[0] & 15;
      let length = this.buffer[1] & 127;
      let at = 2;
      if (length === 126) {
        if (this.buffer.length < 4) return;
        length = this.buffer.readUInt16BE(2);
        at = 4;
      } else if (length === 127) {
        if (this.buffer.length < 10) return;
        length = Number(this.buffer.readBigUInt64BE(2));
        at = 10;
      }
      if (this.buffer.length < at + length) return;
      const payload = this.buffer.subarray(at, at + length);
      this.buffer = this.buffer.subarray(at + length);
      if (opcode === CLOSE) {
        this.end({ code: length >= 2 ? payload.readUInt16BE(0) : 1005, reason: payload.subarray(2).toString() });
        this.write(CLOSE, payload);
        this.stream.end();
      } else if (opcode === TEXT) {
        const text = payload.toString();
        const frame = text.startsWith("{") ? JSON.parse(text) : text;
        if (this.onFrame) this.onFrame(frame);
        else this.frames.push(frame);
      }
      this.wake();
    }
  }

  end(how) {
    const wasOpen = this.closed === null;
    this.closed ??= how;
    if (wasOpen) this.onClose?.();
    this.wake();
  }

  wake() {
    for (const check of this.waiting) check();
  }

  write(opcode, payload) {
    if (this.stream.destroyed) return;
    const mask = randomBytes(4);
    const length = payload.length;
    const head =
      length < 126 ? Buffer.from([0x80 | opcode, 0x80 | length]) : length < 65536 ? Buffer.alloc(4) : Buffer.alloc(10);
    if (length >= 126) {
      head[0] = 0x80 | opcode;
      head[1] = 0x80 | (length < 65536 ? 126 : 127);
      if (length < 65536) head.writeUInt16BE(length, 2);
      else head.writeBigUInt64BE(BigInt(length), 2);
    }
    const masked = Buffer.from(payload);
    for (let i = 0; i < masked.length; i += 1) masked[i] ^= mask[i % 4];
    this.stream.write(Buffer.concat([head, mask, masked]));
  }

  /// Sends a frame: an object as JSON, a text as it is, bytes as a binary frame.
  send(frame) {
    if (Buffer.isBuffer(frame)) this.write(2, frame);
    else this.write(TEXT, Buffer.from(typeof frame === "string" ? frame : JSON.stringify(frame)));
  }

  ping() {
    this.write(PING, Buffer.alloc(0));
  }

  close() {
    this.write(CLOSE, Buffer.from([0x03, 0xe8]));
  }

  /// The first frame, past or future, that fits. Where `onFrame` is set, frames go there and are not kept.
  until(fits, what = "a frame", patience = 15_000) {
    return this.wait(() => this.frames.find(fits), what, false, patience);
  }

  /// The first frame of this kind.
  kind(kind) {
    return this.until((frame) => frame.kind === kind, kind);
  }

  /// How it was closed.
  ended() {
    return this.wait(() => this.closed, "the close", true);
  }

  wait(find, what, isClose = false, patience = 15_000) {
    return new Promise((resolve, reject) => {
      const done = (settle, value) => {
        clearTimeout(timer);
        this.waiting.delete(check);
        settle(value);
      };
      const timer = setTimeout(() => done(reject, new Error(`no ${what}; came: ${JSON.stringify(this.frames)} ${JSON.stringify(this.closed)}`)), patience);
      const check = () => {
        const found = find();
        if (found) done(resolve, found);
        else if (this.closed && !isClose) done(reject, new Error(`closed ${JSON.stringify(this.closed)} before ${what}`));
      };
      this.waiting.add(check);
      check();
    });
  }
}
