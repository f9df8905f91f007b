// The chat of the shop in a real browser, against a real workerd: what stays in the browser, and what outlives a page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium, startInstance } from "../../xtask/harness/index.mjs";

let instance, browser;
before(async () => {
  instance = await startInstance();
  // Playwright switches partitioned storage off, as no browser of a customer does; naming any feature replaces its list.
  browser = await chromium({ args: ["--disable-features=Translate"] });
});
after(async () => {
  await browser?.close();
  await instance?.stop();
});

async function open({ locale = "en-GB", from = browser, ...options } = {}) {
  const context = await from.newContext({ locale, ...options });
  const page = await context.newPage();
  const requests = [];
  const frames = [];
  context.on("request", (request) => requests.push(request));
  page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => frames.push(String(payload))));
  await page.goto(instance.shop);
  await page.waitForFunction(() => window.Frontdesk?.site);
  const chat = page.frameLocator("frontdesk-chat iframe");
  const launcher = page.locator("frontdesk-chat button.b");
  const ask = async (text) => {
    await chat.locator("textarea").fill(text);
    await chat.locator("textarea").press("Enter");
  };
  return { context, page, chat, launcher, requests, frames, ask, end: () => context.close() };
}

const toChat = (requests) => requests.map((request) => new URL(request.url())).filter((url) => url.origin === instance.chat).map((url) => url.pathname);

test("before intent the page loads the loader and nothing else, and nothing is stored", async () => {
  const { context, page, launcher, requests, end } = await open();
  await launcher.waitFor();
  await page.waitForTimeout(500);
  assert.deepEqual(toChat(requests), ["/v1/loader.js"]);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("frontdesk"))), []);
  assert.deepEqual((await context.cookies()).filter((cookie) => cookie.domain.startsWith("chat.")), []);
  await end();
});

test("the iframe is another site to the browser", async () => {
  const { launcher, chat, requests, end } = await open();
  await launcher.click();
  await chat.locator("textarea").waitFor();
  const document = requests.find((request) => new URL(request.url()).pathname === "/w/shop");
  assert.equal((await document.allHeaders())["sec-fetch-site"], "cross-site");
  await end();
});

test("a question is answered with the edge stopped, once the chat has been opened", async () => {
  const { chat, launcher, ask, end } = await open({ locale: "zh-CN" });
  await launcher.click();
  await ask("怎么开发票");
  await chat.locator(".row:not(.mine) .bubble:not(.dots)").nth(1).waitFor();
  await instance.kill9();
  await ask("怎样备份手机数据");
  await chat.locator(".answer").filter({ hasText: "备份" }).waitFor();
  await instance.start();
  await end();
});

test("nothing typed leaves before escalation, and all that was said arrives with it", async () => {
  const { chat, launcher, requests, frames, ask, end } = await open();
  await launcher.click();
  await ask("zebra colours of the moon landing");
  await chat.locator(".thread, .banner").getByText("I don't know the answer to that").waitFor();
  const sent = () => requests.map((request) => `${request.url()} ${request.postData() ?? ""}`).join("\n");
  assert.ok(!sent().includes("zebra"), sent());
  assert.deepEqual(frames, []);
  assert.ok(!toChat(requests).some((path) => path.endsWith("/visitors")), "the token is fetched at escalation");
  await chat.locator(".choice.strong").click();
  await chat.locator(".thread, .banner").getByText("A person will join you here").waitFor();
  assert.ok(frames.some((frame) => frame.includes("zebra") && frame.includes('"escalate"')), frames.join("\n"));
  assert.ok(!sent().includes("zebra"), "texts travel on the socket alone");
  await end();
});

test("lines and an unsent draft outlive a reload; a message sent while the edge is down arrives once, over a page change too", async () => {
  const { page, chat, launcher, ask, end } = await open();
  await launcher.click();
  await ask("zebra colours of the moon landing");
  await chat.locator(".choice.strong").waitFor();
  await chat.locator("textarea").fill("half a sen");
  await page.reload();
  await chat.locator(".choice.strong").waitFor();
  assert.equal(await chat.locator("textarea").inputValue(), "half a sen");
  await chat.locator(".choice.strong").click();
  await chat.locator(".thread, .banner").getByText("A person will join you here").waitFor();
  await instance.kill9();
  await chat.locator("textarea").fill("sent while it was down");
  await chat.locator("textarea").press("Enter");
  await chat.locator(".thread, .banner").getByText("Sending…").waitFor();
  await instance.start();
  await chat.locator(".thread, .banner").getByText("Sent", { exact: true }).waitFor();
  await page.goto(`${instance.shop}/?second-page`);
  await chat.locator(".thread, .banner").getByText("sent while it was down").waitFor();
  assert.equal(await chat.locator(".row.mine").count(), 2);
  await end();
});

test("a second tab shows the same conversation, and each line once", async () => {
  const { context, page, chat, launcher, ask, end } = await open();
  await launcher.click();
  await ask("zebra colours of the moon landing");
  await chat.locator(".choice.strong").waitFor();
  const second = await context.newPage();
  await second.goto(instance.shop);
  const other = second.frameLocator("frontdesk-chat iframe");
  await other.locator(".bubble").getByText("zebra colours").waitFor();
  await chat.locator(".choice.strong").click();
  await chat.locator(".thread, .banner").getByText("A person will join you here").waitFor();
  await other.locator(".thread").getByText("A person will join you here").waitFor();
  await other.locator("textarea").fill("from the second tab");
  await other.locator("textarea").press("Enter");
  await chat.locator(".thread, .banner").getByText("from the second tab").waitFor();
  assert.equal(await chat.locator(".thread, .banner").getByText("from the second tab").count(), 1);
  assert.equal(await other.locator(".thread").getByText("from the second tab").count(), 1);
  await page.close();
  await end();
});

test("where the browser forbids the iframe to store, the chat works for this page and says so", async () => {
  // Playwright's own switches make Chromium refuse storage to frames of other sites.
  const strict = await chromium();
  try {
    const { chat, launcher, ask, end } = await open({ from: strict });
    await launcher.click();
    await ask("zebra colours of the moon landing");
    await chat.locator(".thread, .banner").getByText("I don't know the answer to that").waitFor();
    await chat.locator(".thread, .banner").getByText("does not let this chat be kept").waitFor();
    await chat.locator(".choice.strong").click();
    await chat.locator(".thread, .banner").getByText("A person will join you here").waitFor();
    await end();
  } finally {
    await strict.close();
  }
});

test("reset forgets the conversation on this browser", async () => {
  const { page, chat, launcher, ask, end } = await open();
  await launcher.click();
  await ask("zebra colours of the moon landing");
  await chat.locator(".choice.strong").waitFor();
  await page.evaluate(() => Frontdesk("reset"));
  await page.locator("frontdesk-chat iframe").waitFor({ state: "detached" });
  await launcher.click();
  await chat.locator(".choice").first().waitFor();
  assert.equal(await chat.locator(".thread, .banner").getByText("zebra colours").count(), 0);
  await end();
});
