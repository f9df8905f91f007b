// The least a Durable Object can do for a message: the same three records in one transaction, an ack, and a line to the others.
import { DurableObject } from "cloudflare:workers";

export class Plain extends DurableObject {
  constructor(state, env) {
    super(state, env);
    state.storage.sql.exec("CREATE TABLE IF NOT EXISTS records (key TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID");
    this.seq = 0;
  }

  fetch() {
    const [client, server] = Object.values(new WebSocketPair());
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client, headers: { "sec-websocket-protocol": "frontdesk.v1" } });
  }

  webSocketMessage(socket, text) {
    const frame = JSON.parse(text);
    if (frame.kind !== "send") return;
    const seq = (this.seq += 1);
    const at = Date.now();
    const entry = { seq, id: frame.id, at, author: { kind: "visitor" }, body: { kind: "text", text: frame.text } };
    const head = { version: seq, state: "open", queued_at: at, last_activity_at: at, preview: frame.text, messages: seq, visitor_seen: seq, agent_seen: 0, facts: seq };
    const facts = { first: seq, facts: [{ at, conversation: this.ctx.id.name, what: { kind: "visitor_wrote" } }] };
    const put = (key, body) =>
      this.ctx.storage.sql.exec("INSERT INTO records (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body", key, JSON.stringify(body));
    const number = String(seq).padStart(20, "0");
    this.ctx.storage.transactionSync(() => {
      put(`log/${number}`, entry);
      put(`facts/${number}`, facts);
      put("head", head);
    });
    socket.send(JSON.stringify({ kind: "ack", id: frame.id, seq }));
    const entries = JSON.stringify({ kind: "entries", entries: [entry] });
    for (const other of this.ctx.getWebSockets()) other.send(entries);
  }
}

export default {
  fetch(request, env) {
    if (request.headers.get("upgrade") !== "websocket") return new Response("ready");
    return env.PLAIN.getByName(new URL(request.url).pathname).fetch(request);
  },
};
