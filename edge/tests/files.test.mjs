// What browsers are told: files, types, caching, compression, policies.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { brotliDecompressSync } from "node:zlib";
import { ask, startEdge } from "./harness.mjs";

let edge;
before(async () => (edge = await startEdge()));
after(() => edge?.stop());

const get = (origin, path, headers = {}) => ask(origin, "GET", path, { headers });
const policy = (answer) => Object.fromEntries(answer.headers["content-security-policy"].split("; ").map((it) => [it.split(" ")[0], it]));

test("only pages of the owner's domains may frame the widget, and none the desk", async () => {
  for (const site of ["shop", "other"]) {
    const document = await get(edge.chat, `/w/${site}`);
    assert.equal(document.status, 200);
    assert.equal(document.headers["content-type"], "text/html; charset=utf-8");
    assert.equal(policy(document)["frame-ancestors"], `frame-ancestors ${site}.localhost:${edge.demoPort}`);
    assert.equal(document.headers["x-frame-options"], undefined);
  }
  const desk = await get(edge.desk, "/");
  assert.equal(policy(desk)["frame-ancestors"], "frame-ancestors 'none'");
  assert.equal(desk.headers["x-frame-options"], "DENY");
  assert.equal(desk.headers["cross-origin-opener-policy"], "same-origin");
});

test("no policy allows inline code, and every answer says what it is", async () => {
  for (const [origin, path] of [[edge.chat, "/w/shop"], [edge.desk, "/"], [edge.chat, "/v1/loader.js"], [edge.chat, "/nothing"], [edge.chat, "/api/v1/sites/shop/bundle.json"]]) {
    const answer = await get(origin, path);
    assert.doesNotMatch(answer.headers["content-security-policy"], /'unsafe-|\*/, path);
    assert.equal(answer.headers["x-content-type-options"], "nosniff", path);
    assert.match(answer.headers["permissions-policy"], /camera=\(\)/, path);
    assert.equal(answer.headers["referrer-policy"], "same-origin", path);
  }
});

test("hashed files are immutable, compressed at build time, and the same when uncompressed", async () => {
  const document = await get(edge.chat, "/w/shop");
  const hashed = document.body.match(/\/a\/[\w.-]+\.(?:js|css)/g) ?? [];
  assert.ok(hashed.length > 0, document.body);
  for (const path of hashed) {
    const plain = await get(edge.chat, path);
    assert.equal(plain.headers["cache-control"], "public, max-age=31536000, immutable");
    assert.match(plain.headers["content-type"], path.endsWith(".css") ? /^text\/css/ : /^text\/javascript/);
    const small = await get(edge.chat, path, { "accept-encoding": "gzip, br" });
    assert.equal(small.headers["content-encoding"], "br", path);
    assert.match(small.headers.vary, /accept-encoding/i);
    assert.ok(small.raw.length < plain.raw.length, path);
    assert.deepEqual(brotliDecompressSync(small.raw), plain.raw);
  }
});

test("the loader has a short life, any page may load it, and it is not sent again unchanged", async () => {
  const loader = await get(edge.chat, "/v1/loader.js");
  assert.equal(loader.headers["cache-control"], "public, max-age=300");
  assert.equal(loader.headers["cross-origin-resource-policy"], "cross-origin");
  const again = await get(edge.chat, "/v1/loader.js", { "if-none-match": loader.headers.etag });
  assert.deepEqual([again.status, again.raw.length], [304, 0]);
});

test("no path leads out of the files", async () => {
  for (const path of ["/a/..%2f..%2fedge%2findex.js", "/a/../../edge/index.js", "/v1/loader.js.br", "/a/", "/v1/.env", "/index.html"]) {
    assert.equal((await get(edge.chat, path)).status, 404, path);
  }
});

test("the bundle holds nothing private, has a tag, and names a pack that never changes", async () => {
  const bundle = await get(edge.chat, "/api/v1/sites/shop/bundle.json");
  assert.equal(bundle.body.site, "shop");
  assert.doesNotMatch(bundle.raw.toString(), /allowed_domains|intent_skills|skills/);
  const again = await get(edge.chat, "/api/v1/sites/shop/bundle.json", { "if-none-match": bundle.headers.etag });
  assert.deepEqual([again.status, again.raw.length], [304, 0]);
  const pack = await get(edge.chat, `/api/v1/sites/shop/pack/${bundle.body.pack}`);
  assert.equal(pack.raw.toString(), "a pack".repeat(1000));
  assert.match(pack.headers["cache-control"], /immutable/);
  const small = await get(edge.chat, `/api/v1/sites/shop/pack/${bundle.body.pack}`, { "accept-encoding": "br" });
  assert.equal(small.headers["content-encoding"], "br");
  assert.deepEqual(brotliDecompressSync(small.raw), pack.raw);
  assert.equal((await get(edge.chat, "/api/v1/sites/shop/pack/ffffffffffffffff")).status, 404);
});

test("a site that was never published answers 404 with a sentence", async () => {
  for (const path of ["/w/nowhere", "/api/v1/sites/nowhere/bundle.json", "/w/No%20where"]) {
    const answer = await get(edge.chat, path);
    assert.equal(answer.status, 404, path);
    assert.ok(answer.body.message.length > 20, path);
  }
});

test("publishing again replaces the content, and what does not fit together is refused", async () => {
  const next = edge.publication("other", ["elsewhere.example"]);
  next.public.pack = "00000000000000bb";
  next.pack = Buffer.alloc(900_000, 7).toString("base64");
  next.public.sense = "00000000000000cc";
  next.sense = Buffer.from("a sense").toString("base64");
  await edge.put("other", next);
  assert.match(policy(await get(edge.chat, "/w/other"))["frame-ancestors"], /elsewhere\.example$/);
  assert.equal((await get(edge.chat, "/api/v1/sites/other/sense/00000000000000cc")).raw.toString(), "a sense");
  assert.equal((await get(edge.chat, "/api/v1/sites/other/pack/00000000000000bb")).raw.length, 900_000);
  assert.equal((await get(edge.chat, "/api/v1/sites/other/pack/00000000000000aa")).status, 404);
  const publish = (body) => ask(edge.desk, "PUT", "/api/v1/operator/sites/other", { headers: edge.operator, body });
  assert.equal((await publish(edge.publication("shop", []))).status, 400);
  assert.equal((await publish({ ...next, private: { ...next.private, content: "ff" } })).status, 400);
  assert.equal((await publish({ ...next, public: { ...next.public, format: "x" } })).status, 400);
  assert.equal((await publish({ ...next, sense: undefined })).status, 400);
  assert.equal((await publish("{")).status, 400);
  assert.match(policy(await get(edge.chat, "/w/other"))["frame-ancestors"], /elsewhere\.example$/);
});

test("outcomes are taken from our own page, counted once per batch, and never too long", async () => {
  const send = (body, origin = edge.chat) => ask(edge.chat, "POST", "/api/v1/sites/shop/facts", { headers: { origin }, body });
  const batch = { batch: "0".repeat(32), outcomes: [{ intent: "delivery", outcome: "answered", locale: "en" }] };
  assert.equal((await send(batch)).status, 200);
  assert.equal((await send(batch)).status, 200);
  assert.equal((await send(batch, edge.shop)).status, 403);
  assert.equal((await send({ ...batch, outcomes: Array(101).fill(batch.outcomes[0]) })).status, 400);
  assert.equal((await send("x".repeat(20_000))).status, 413);
});
