// The chat on owners' pages: what a page says of its customer, how it wants the chat to look, a page that pins what it loads, and
// the chat as a page of its own.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "../../../xtask/harness/index.mjs";
import { Customer, stage, until } from "./story.mjs";

let scene, manifest;
before(async () => {
  manifest = JSON.parse(await readFile(join(process.env.FRONTDESK_DIST, "manifest.json"), "utf8"));
  scene = await stage();
});
after(() => scene?.end());

test("CV16 what the page says of the customer reaches the agent as the page's claim, and the customer sees it", async () => {
  const [customer, agent] = await Promise.all([scene.customer({ path: "/phones" }), scene.agent("mei@lumen.example")]);
  await customer.page.evaluate(() => {
    Frontdesk("identify", { name: "Ada Byron", email: "ada@shop.example" });
    Frontdesk("set", { plan: "gold", long: "x".repeat(500) });
    Frontdesk("set", Object.fromEntries(Array.from({ length: 40 }, (_, place) => [`k${place}`, place])));
  });
  await customer.open();
  await customer.say("where is the parcel with my new phone");
  await customer.callPerson();
  await customer.line("Told by the page you are on").getByText("ada@shop.example").waitFor();
  await agent.accept("where is the parcel");
  const claimed = agent.details.locator(".claimed");
  await claimed.getByText("Ada Byron").waitFor();
  await agent.details.getByText("Told by the page, not verified").waitFor();
  const told = await claimed.locator("div").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  assert.equal(told.length, 21, "twenty attributes and the page");
  assert.deepEqual(told.slice(0, 3), [["name", "Ada Byron"], ["email", "ada@shop.example"], ["plan", "gold"]]);
  assert.equal(told[3][1].length, 200);
  assert.deepEqual(told.at(-1), ["page", `${scene.shop}/phones`]);
  await agent.button("Resolve").click();
  await agent.setPresence("Offline");
});

test("the page decides on dark or light and on the language, and may change both", async () => {
  const customer = await scene.customer({ colorScheme: "light" });
  await customer.page.evaluate(() => Frontdesk("colorScheme", "dark"));
  await customer.open();
  const ground = () => customer.inside.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(await ground(), "rgb(20, 24, 29)");
  await customer.page.evaluate(() => Frontdesk("colorScheme", "light"));
  await until(async () => (await ground()) === "rgb(255, 255, 255)", "it turns light");
  await customer.page.evaluate(() => Frontdesk("locale", "zh"));
  await customer.chat.getByRole("button", { name: "转人工客服" }).first().waitFor();
  await customer.page.getByRole("button", { name: "关闭聊天" }).waitFor();
  // What the customer taps counts from then on.
  await customer.button("English").click();
  await customer.chat.getByRole("button", { name: "Talk to a person" }).first().waitFor();
  await customer.page.evaluate(() => [Frontdesk("close"), Frontdesk("open")]);
  await customer.chat.getByRole("button", { name: "Talk to a person" }).first().waitFor();
});

test("a page that pins the loader, under a policy without any unsafe source, has a chat that answers", async () => {
  const customer = await scene.customer();
  const said = [];
  customer.page.on("console", (message) => said.push(message.text()));
  customer.page.on("pageerror", (error) => said.push(error.message));
  const pinned = `${scene.chat}${manifest["loader.pinned.js"]}`;
  const policy = `script-src 'nonce-r4nd0m'; style-src 'none'; frame-src ${scene.chat}; require-trusted-types-for 'script'`;
  await customer.page.evaluate((policy) => {
    Frontdesk("shutdown");
    const meta = document.createElement("meta");
    meta.httpEquiv = "content-security-policy";
    meta.content = policy;
    document.head.append(meta);
  }, policy);
  const load = (integrity) =>
    customer.page.evaluate(
      ([src, integrity]) =>
        new Promise((resolve) => {
          const script = document.createElement("script");
          Object.assign(script, { nonce: "r4nd0m", integrity, crossOrigin: "", onload: () => resolve("ran"), onerror: () => resolve("refused") });
          script.dataset.site = "shop";
          // Script addresses are what trusted types are for; a page's own policy lets this one through.
          script.src = trustedTypes.createPolicy(`pinned${integrity}`, { createScriptURL: (url) => url }).createScriptURL(src);
          document.head.append(script);
        }),
      [pinned, integrity],
    );
  assert.equal(await load(`sha384-${"A".repeat(64)}`), "refused");
  assert.equal(await customer.page.locator("frontdesk-chat").count(), 0);
  assert.match(said.join(), /integrity/);
  said.length = 0;
  assert.equal(await load(manifest["loader.integrity"]), "ran");
  const response = await customer.requests.findLast((request) => request.url() === pinned).response();
  const headers = await response.allHeaders();
  assert.equal(headers["access-control-allow-origin"], "*");
  assert.equal(headers["cache-control"], "public, max-age=31536000, immutable");
  await customer.open();
  await customer.say("How do I set a screen-time limit?");
  await customer.saidAtLeast(2);
  assert.deepEqual(said, []);
});

test("the loader of every page is looked up anew soon, and may be read across origins", async () => {
  const page = await (await scene.browser.newContext()).newPage();
  const headers = await (await page.goto(`${scene.chat}/v1/loader.js`)).allHeaders();
  assert.equal(headers["cache-control"], "public, max-age=300");
  assert.equal(headers["access-control-allow-origin"], "*");
  assert.equal(headers["content-type"], "text/javascript; charset=utf-8");
});

test("the chat is a page of its own at /c/SITE: it fills the page, answers, and has nothing to close", async () => {
  for (const [viewport, query, ask] of [
    [{ width: 390, height: 844 }, "", "Talk to a person"],
    [{ width: 1280, height: 800 }, "?l=zh", "转人工客服"],
  ]) {
    const context = await scene.browser.newContext({ locale: "en-GB", viewport });
    const page = await context.newPage();
    const response = await page.goto(`${scene.chat}/c/shop${query}`);
    const headers = await response.allHeaders();
    assert.match(headers["content-security-policy"], new RegExp(`default-src 'none'.*frame-ancestors ${new URL(scene.shop).host}$`));
    assert.ok(!headers["content-security-policy"].includes("unsafe-inline"));
    await page.getByRole("button", { name: ask }).first().waitFor();
    assert.equal(await page.getByRole("button", { name: /^(Close|关闭)/ }).count(), 0);
    const { height } = await page.locator("main").boundingBox();
    assert.equal(height, viewport.height);
    await page.getByRole("textbox").fill("How do I set a screen-time limit?");
    await page.getByRole("textbox").press("Enter");
    await page.getByRole("log").locator("li:has(> p + *)").nth(1).waitFor();
    assert.deepEqual(await violations(page), []);
    if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `c-${viewport.width}${query.slice(-2)}.png`) });
    await context.close();
  }
});

test("the chat's own page cannot be framed by a page that is not allowed", async () => {
  const page = await (await scene.browser.newContext()).newPage();
  const refused = page.waitForEvent("console", (message) => /frame-ancestors/.test(message.text()));
  await page.goto(scene.other);
  await page.evaluate((src) => document.body.append(Object.assign(document.createElement("iframe"), { src })), `${scene.chat}/c/shop`);
  await refused;
});
