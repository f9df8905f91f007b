import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { request } from "node:http";
import { chromium, startInstance } from "./index.mjs";

let instance;
before(async () => (instance = await startInstance()));
after(() => instance?.stop());

/// GET with a Host header of our choice: Node does not resolve `*.localhost` everywhere.
const get = (origin, path) =>
  new Promise((resolve, reject) => {
    const { port, host } = new URL(origin);
    const sent = request({ host: "127.0.0.1", port, path, headers: { host } }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts).toString() }));
    });
    sent.once("error", reject);
    sent.end();
  });

test("the shop's pages name the chat host that is running", async () => {
  const page = await get(instance.shop, "/");
  assert.equal(page.status, 200);
  assert.equal(page.headers["content-type"], "text/html; charset=utf-8");
  assert.ok(page.body.includes(`${instance.chat}/v1/loader.js`), page.body);
});

test("each demo host sees its own pages only", async () => {
  const [shop, other] = [await get(instance.shop, "/"), await get(instance.other, "/")];
  assert.equal(other.status, 200);
  assert.notEqual(shop.body, other.body);
  assert.equal((await get(instance.shop, "/../other/index.html")).body.includes(other.body), false);
  assert.equal((await get(instance.shop.replace("shop", "nobody"), "/")).status, 404);
});

test("every demo site has its pages in both languages, and a chat that those pages may frame", async () => {
  for (const site of ["shop", "bank", "motors"]) {
    for (const path of ["/", "/zh/", "/help/"]) assert.match((await get(instance[site], path)).body, new RegExp(`data-site="${site}"`), `${site}${path}`);
    assert.equal((await get(instance.chat, `/api/v1/sites/${site}/bundle.json`)).status, 200);
    const policy = (await get(instance.chat, `/w/${site}`)).headers["content-security-policy"];
    assert.ok(policy.includes(`frame-ancestors ${new URL(instance[site]).host}`), policy);
  }
});

test("the loader is served compressed to those who take it", async () => {
  const loader = await get(instance.chat, "/v1/loader.js");
  assert.equal(loader.status, 200);
  assert.match(loader.headers["content-type"], /javascript/);
});

test("an instance that was killed serves again on the same data", async () => {
  await instance.kill9();
  await assert.rejects(get(instance.shop, "/"));
  await instance.start();
  assert.equal((await get(instance.shop, "/")).status, 200);
});

test("the shop opens in a browser without an error of its own", async () => {
  const browser = await chromium();
  try {
    const page = await browser.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(instance.shop);
    assert.deepEqual(errors, []);
  } finally {
    await browser.close();
  }
});
