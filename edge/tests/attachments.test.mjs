// Files beside messages, over real sockets and a real disk.
import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, test } from "node:test";
import { answered, ask, escalated, hello, id, startEdge } from "./harness.mjs";
import { PDF, jpeg, pdf, png } from "./samples.mjs";

let edge;
before(async () => (edge = await startEdge()));
after(() => edge?.stop());

const path = (conversation, file, site) =>
  site ? `/api/v1/sites/${site}/conversations/${conversation}/attachments/${file}` : `/api/v1/conversations/${conversation}/attachments/${file}`;
const named = (name) => ({ "frontdesk-file-name": encodeURIComponent(name) });

/// Sends bytes as the visitor.
const put = (visitor, file, bytes, { name = "photo.png", token = visitor.token, origin = edge.chat, headers = {} } = {}) =>
  raw(edge.chat, "PUT", path(visitor.conversation, file, "shop"), bytes, {
    ...(origin ? { origin } : {}), ...(token ? { authorization: `Bearer ${token}` } : {}), "content-type": "text/html", ...named(name), ...headers,
  });
const get = (visitor, file, token = visitor.token, site = "shop") =>
  ask(edge.chat, "GET", path(visitor.conversation, file, site), { headers: token ? { authorization: `Bearer ${token}` } : {} });

/// A request whose body is what it is; `ask` would call it JSON.
const raw = (origin, method, path, bytes, headers) =>
  new Promise((resolve, reject) => {
    const { host, port } = new URL(origin);
    const sent = request({ host: "127.0.0.1", port, method, path, headers: { host, "content-length": bytes.length, ...headers } }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => {
        const text = Buffer.concat(parts).toString();
        resolve({ status: answer.statusCode, headers: answer.headers, body: text.startsWith("{") ? JSON.parse(text) : text });
      });
    });
    sent.once("error", reject);
    sent.end(bytes);
  });

const send = async (socket, files, text = "") => {
  const message = id();
  socket.send({ kind: "send", id: message, text, files });
  return socket.until((frame) => (frame.kind === "ack" || frame.kind === "refused") && frame.id === message, "an answer");
};

test("a visitor sends a picture, the agent sees it and answers with a PDF, and both outlive kill -9", async () => {
  const visitor = await escalated(edge);
  const cookie = await edge.signIn("amy@shop.example");
  const agent = await answered(edge, visitor.conversation, cookie);
  const [picture, contract] = [id(), id()];
  const bytes = png(64, 48, { bytes: 2_500_000 });
  const taken = await put(visitor, picture, bytes, { name: "../收据.html" });
  assert.equal(taken.status, 200, JSON.stringify(taken.body));
  assert.deepEqual(taken.body, { id: picture, media: "png", bytes: bytes.length, width: 64, height: 48, name: "收据.html.png" });
  assert.equal((await put(visitor, picture, Buffer.from("anything"))).status, 200, "AT1: a repeated upload changes nothing");
  assert.equal((await send(visitor.socket, [picture])).kind, "ack");
  const entry = await agent.socket.until((frame) => frame.entries?.some((it) => it.body.files), "the picture's entry");
  assert.equal(entry.entries.at(-1).body.files[0].id, picture);

  const agentHeaders = { origin: edge.desk, cookie, ...named("合同.pdf") };
  const stored = await raw(edge.desk, "PUT", path(visitor.conversation, contract), PDF, agentHeaders);
  assert.equal(stored.status, 200, JSON.stringify(stored.body));
  assert.equal((await get(visitor, contract)).status, 404, "AT4: not before it is sent");
  assert.equal((await send(agent.socket, [contract], "here")).kind, "ack");

  await edge.kill9();
  await edge.start();
  const back = await get(visitor, contract);
  assert.equal(back.status, 200);
  assert.deepEqual(back.raw, PDF);
  const seen = await ask(edge.desk, "GET", path(visitor.conversation, picture), { headers: { cookie } });
  assert.equal(seen.status, 200);
  assert.ok(seen.raw.equals(bytes), "every byte in its order, over three parts");
});

test("AT6 files are served as what they are and as nothing else", async () => {
  const visitor = await escalated(edge);
  const [picture, document] = [id(), id()];
  // A page inside a well-formed picture.
  assert.equal((await put(visitor, picture, png(3, 4, { text: "<script>alert(1)</script>" }))).status, 200);
  assert.equal((await put(visitor, document, pdf("<script>alert(1)</script>"), { name: 'a"b.pdf' })).status, 200);
  const shown = (await get(visitor, picture)).headers;
  assert.equal(shown["content-type"], "image/png");
  assert.equal(shown["x-content-type-options"], "nosniff");
  assert.equal(shown["content-security-policy"], "sandbox; default-src 'none'; frame-ancestors 'none'");
  assert.equal(shown["cross-origin-resource-policy"], "same-origin");
  assert.match(shown["cache-control"], /^private/);
  assert.match(shown["content-disposition"], /^inline; /);
  const saved = (await get(visitor, document)).headers;
  assert.equal(saved["content-type"], "application/pdf");
  assert.match(saved["content-disposition"], /^attachment; filename="a b\.pdf"/);
});

test("AT2 what is neither a picture nor PDF by its content is refused, whatever it is called", async () => {
  const visitor = await escalated(edge);
  const strange = {
    svg: "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    html: "<!doctype html><script>alert(1)</script>",
    "HTML behind the signature of PNG": Buffer.concat([png(1, 1).subarray(0, 8), Buffer.from("<html><script>alert(1)</script>")]),
    "PNG and zip": Buffer.concat([png(1, 1), Buffer.from("PK\x03\x04 an archive")]),
    "GIF and a script": "GIF89a=1;alert(1)//;",
    "PDF with bytes before it": Buffer.concat([Buffer.from("\n"), PDF]),
    "half a PNG": png(9, 9).subarray(0, 40),
    zip: "PK\x03\x04",
    nothing: "",
  };
  for (const [what, bytes] of Object.entries(strange)) {
    const answer = await put(visitor, id(), Buffer.from(bytes));
    assert.equal(answer.status, 415, what);
    assert.equal(answer.body.code, "unfit_file", what);
    assert.match(answer.body.message, /PNG, JPEG, GIF or WebP\) or a PDF/, what);
  }
  assert.equal((await put(visitor, id(), jpeg(4032, 3024), { name: "a.svg" })).body.name, "a.svg.jpg");
  const records = (await edge.fault("records", { conversation: visitor.conversation })).body.count;
  const fresh = await escalated(edge);
  const usual = (await edge.fault("records", { conversation: fresh.conversation })).body.count;
  assert.ok(records <= usual + 1, `AT1: what was refused leaves no record: ${records}`);
});

test("CV1 a file is for those of its conversation, and a conversation for those it exists for", async () => {
  const visitor = await escalated(edge);
  const stranger = await edge.visitor();
  const file = id();
  assert.equal((await put(visitor, file, png(1, 1))).status, 200);
  assert.equal((await put(visitor, id(), png(1, 1), { token: stranger.token })).status, 404);
  assert.equal((await get(visitor, file, stranger.token)).status, 404);
  assert.equal((await get(visitor, file, null)).status, 401);
  assert.equal((await get(visitor, file, visitor.token, "other")).status, 401);
  assert.equal((await put(visitor, id(), png(1, 1), { origin: edge.shop })).status, 403);
  assert.equal((await put(visitor, id(), png(1, 1), { origin: null })).status, 403);
  assert.equal((await put({ ...stranger, conversation: id() }, id(), png(1, 1))).status, 404, "CV2: nothing before escalation");
  assert.equal((await get(visitor, id())).status, 404);
  // Another agent may read what was sent, and may not add to it; one of another site finds nothing.
  await send(visitor.socket, [file]);
  const ben = await edge.signIn("ben@shop.example");
  assert.equal((await ask(edge.desk, "GET", path(visitor.conversation, file), { headers: { cookie: ben } })).status, 200);
  const stray = await raw(edge.desk, "PUT", path(visitor.conversation, id()), PDF, { origin: edge.desk, cookie: ben });
  assert.equal(stray.status, 403);
  const other = await edge.signIn("amy@other.example", undefined, "other");
  assert.equal((await ask(edge.desk, "GET", path(visitor.conversation, file), { headers: { cookie: other } })).status, 404);
  assert.equal((await ask(edge.desk, "GET", path(visitor.conversation, file))).status, 401);
  assert.equal((await ask(edge.chat, "GET", path(visitor.conversation, file), { headers: { cookie: ben } })).status, 404, "the other host");
});

test("AT7 a file of three gigabytes is refused before it is read, or as soon as it shows, and the edge stays small", async () => {
  const visitor = await escalated(edge);
  const headers = { host: new URL(edge.chat).host, origin: edge.chat, authorization: `Bearer ${visitor.token}` };
  const started = Date.now();
  const refused = (extra, flow) =>
    new Promise((resolve, reject) => {
      let written = 0;
      const sent = request(
        { host: "127.0.0.1", port: edge.port, method: "PUT", path: path(visitor.conversation, id(), "shop"), headers: { ...headers, ...extra } },
        (answer) => {
          answer.resume();
          answer.on("end", () => resolve({ status: answer.statusCode, written }));
        },
      );
      sent.once("error", (error) => (error.code === "EPIPE" || error.code === "ECONNRESET" ? undefined : reject(error)));
      sent.setTimeout(30_000, () => reject(new Error(`no answer after ${written} bytes`)));
      const chunk = png(8, 8, { bytes: 256 * 1024 });
      const more = () => {
        while (!sent.destroyed && written < flow) {
          written += chunk.length;
          if (!sent.write(chunk)) return sent.once("drain", more);
        }
      };
      sent.flushHeaders();
      more();
    });
  const declared = await refused({ "content-length": 3 * 1024 ** 3 }, 0);
  assert.equal(declared.status, 413);
  assert.ok(Date.now() - started < 2000, "at once");
  const streamed = await refused({ "transfer-encoding": "chunked" }, 3 * 1024 ** 3);
  assert.equal(streamed.status, 413);
  assert.ok(streamed.written < 64 * 1024 ** 2, `${streamed.written} bytes were taken off our hands`);
  assert.ok(Date.now() - started < 20_000);
  assert.equal((await put(visitor, id(), png(5, 5))).status, 200, "and the next one is welcome");
});

test("AT7 a flood of files is asked to slow down", async () => {
  const visitor = await escalated(edge);
  const answers = [];
  for (let number = 0; number < 30; number += 1) answers.push(await put(visitor, id(), png(1, 1)));
  const late = answers.find((answer) => answer.status === 429);
  assert.ok(late, "one of thirty at once is too many");
  assert.ok(Number(late.headers["retry-after"]) >= 1);
  assert.ok(answers.filter((answer) => answer.status === 200).length >= 20);
});

test("AT4 an unknown or foreign file is not sent, and a full disk leaves nothing half", async () => {
  const [visitor, other] = [await escalated(edge), await escalated(edge)];
  const file = id();
  assert.equal((await put(other, file, png(1, 1))).status, 200);
  assert.equal((await send(visitor.socket, [file])).reason, "no_file");
  assert.equal((await send(visitor.socket, [])).reason, "empty");
  await edge.fault("full", { conversation: visitor.conversation, commits: 1 });
  const unlucky = id();
  assert.equal((await put(visitor, unlucky, png(1, 1))).status, 503);
  assert.equal((await put(visitor, unlucky, png(1, 1))).status, 200, "the same one again");
  const socket = await edge.socket(visitor.token, visitor.conversation);
  socket.send(hello());
  await socket.kind("welcome");
  assert.equal((await send(socket, [unlucky])).kind, "ack");
});
