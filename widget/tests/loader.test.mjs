// The loader in a real browser, with a stand-in for the chat host: what it draws, asks for, stores and says.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { chromium } from "../../xtask/harness/index.mjs";

const loader = await readFile(new URL("../loader/loader.js", import.meta.url));

// The stand-in answers as the chat does: it says that it is ready, keeps a log of what it hears, and closes on Esc.
const chatPage = `<!doctype html><title>chat</title><input aria-label="Message"><script>
const host = decodeURIComponent(location.hash.match(/o=([^&]*)/)[1])
const post = (message) => parent.postMessage({ frontdesk: 1, ...message }, host)
window.heard = []
addEventListener('message', (event) => {
  if (event.origin !== host) return
  heard.push(event.data)
  if (event.data.kind === 'visible' && event.data.focus) document.querySelector('input').focus()
  if (event.data.kind === 'reset') post({ kind: 'gone' })
})
addEventListener('keydown', (event) => event.key === 'Escape' && post({ kind: 'close' }))
window.say = post
post({ kind: 'state', accent: '#123456', ink: '#ffffff', unread: UNREAD, live: false, title: 'Chat with us' })
</script>`;

const tag = (site = "shop") => `<script async src="/loader" data-site="${site}"></script>`;
const pages = {
  "/": tag(),
  "/twice": tag() + tag(),
  "/two-sites": tag() + `<script src="/loader" data-site="second"></script>`,
  "/stub": `<script>window.Frontdesk = window.Frontdesk || function () { (Frontdesk.q = Frontdesk.q || []).push(arguments) }; Frontdesk('open')</script>` + tag(),
  "/strict": tag(),
  "/hostile": `<style>button, dialog, frontdesk-chat { all: unset !important; display: none !important; width: 3px !important }</style>` + tag(),
};

let server, browser, shop, chat, requests;
let unread = 0;
before(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://x");
    const headers = { "content-type": "text/html; charset=utf-8" };
    requests.push(`${request.headers.host.split(".")[0]} ${pathname}`);
    if (request.headers.host.startsWith("chat.")) {
      if (pathname === "/v1/loader.js") return response.writeHead(200, { "content-type": "text/javascript" }).end(loader);
      if (pathname.startsWith("/w/")) return response.writeHead(200, headers).end(chatPage.replace("UNREAD", unread));
    } else if (pathname in pages) {
      const policy = `default-src 'none'; script-src ${chat}; frame-src ${chat}; require-trusted-types-for 'script'`;
      if (pathname === "/strict") headers["content-security-policy"] = policy;
      const body = pages[pathname].replaceAll("/loader", `${chat}/v1/loader.js`);
      return response.writeHead(200, headers).end(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Shop</title><body><a href="/">Shop</a>${body}`);
    }
    response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  [shop, chat] = [`http://shop.localhost:${port}`, `http://chat.localhost:${port}`];
  browser = await chromium();
});
after(async () => {
  await browser?.close();
  server?.close();
});

/// A page in a context of its own, with what it said on the console.
async function open(path, options) {
  requests = [];
  unread = 0;
  const context = await browser.newContext({ locale: "en-GB", ...options });
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`pageerror: ${error.message}`));
  await page.goto(shop + path);
  await page.waitForFunction(() => window.Frontdesk?.site);
  return { page, context, said, launcher: page.locator("frontdesk-chat button.b"), frame: page.frameLocator("frontdesk-chat iframe"), end: () => context.close() };
}

const stored = (page) => page.evaluate(() => ({ ...localStorage }));
const asked = () => requests.filter((request) => request.startsWith("chat") && !request.endsWith("loader.js"));

test("before intent nothing is stored and nothing beyond the loader is requested", async () => {
  const { page, context, launcher, end } = await open("/");
  await launcher.waitFor();
  await page.mouse.move(300, 200);
  await page.waitForTimeout(400);
  assert.deepEqual(asked(), []);
  assert.deepEqual(await stored(page), {});
  assert.deepEqual(await context.cookies(), []);
  assert.equal(await page.locator("frontdesk-chat iframe").count(), 0);
  await end();
});

test("a pointer that only passes over the launcher asks for nothing, one that stays preloads without storing", async () => {
  const { page, launcher, end } = await open("/");
  const box = await launcher.boundingBox();
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.move(10, 10);
  await page.waitForTimeout(250);
  assert.deepEqual(asked(), []);
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.locator("frontdesk-chat iframe").waitFor({ state: "attached" });
  assert.equal(await page.locator("frontdesk-chat dialog").isVisible(), false);
  assert.deepEqual(await stored(page), {});
  await end();
});

test("a click opens the panel, focuses the chat and leaves one marker; Esc gives the focus back", async () => {
  const { page, launcher, frame, end } = await open("/");
  await launcher.click();
  await frame.getByLabel("Message").waitFor();
  await page.waitForFunction(() => document.activeElement?.localName === "frontdesk-chat");
  await frame.locator("input:focus").waitFor();
  assert.deepEqual(Object.keys(await stored(page)), ["frontdesk:shop"]);
  assert.equal(JSON.parse((await stored(page))["frontdesk:shop"]).open, true);
  assert.equal(await launcher.getAttribute("aria-expanded"), "true");
  assert.equal(await page.locator("frontdesk-chat iframe").getAttribute("title"), "Chat with us");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector("frontdesk-chat").shadowRoot.activeElement?.localName === "button");
  assert.equal(await page.locator("frontdesk-chat dialog").isVisible(), false);
  assert.equal(JSON.parse((await stored(page))["frontdesk:shop"]).open, false);
  await end();
});

test("the keyboard alone opens and closes it", async () => {
  const { page, launcher, frame, end } = await open("/");
  await launcher.focus();
  await page.keyboard.press("Enter");
  await frame.locator("input:focus").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("frontdesk-chat dialog").waitFor({ state: "hidden" });
  await page.keyboard.press("Space");
  await page.locator("frontdesk-chat dialog").waitFor({ state: "visible" });
  await end();
});

test("the next page restores the open chat without taking the focus, and a closed one with its unread count", async () => {
  const { page, launcher, frame, end } = await open("/");
  await launcher.click();
  await frame.getByLabel("Message").waitFor();
  await page.goto(`${shop}/strict`);
  await frame.getByLabel("Message").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.localName), "body");
  await page.evaluate(() => Frontdesk("close"));
  await frame.locator("input").evaluate(() => say({ kind: "state", accent: "#123456", ink: "#ffffff", unread: 2, live: true, title: "Chat" }));
  unread = 2;
  await page.locator("frontdesk-chat .n", { hasText: "2" }).waitFor();
  assert.equal(await launcher.getAttribute("aria-label"), "Open chat, 2 unread");
  requests = [];
  await page.goto(shop);
  await page.locator("frontdesk-chat .n", { hasText: "2" }).waitFor();
  await page.locator("frontdesk-chat iframe").waitFor({ state: "attached" });
  assert.equal(await page.locator("frontdesk-chat dialog").isVisible(), false);
  await end();
});

test("a closed chat with the assistant alone costs the next page nothing", async () => {
  const { page, launcher, frame, end } = await open("/");
  await launcher.click();
  await frame.getByLabel("Message").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("frontdesk-chat dialog").waitFor({ state: "hidden" });
  requests = [];
  await page.goto(shop);
  await launcher.waitFor();
  await page.waitForTimeout(300);
  assert.deepEqual(asked(), []);
  await end();
});

test("calls made before the loader came are replayed, and listeners can be taken off", async () => {
  const { page, frame, end } = await open("/stub");
  await frame.getByLabel("Message").waitFor();
  const heard = await page.evaluate(() => {
    const heard = [];
    const off = Frontdesk("on", "close", () => heard.push("close"));
    Frontdesk("close");
    Frontdesk("toggle");
    off();
    Frontdesk("close");
    return heard;
  });
  assert.deepEqual(heard, ["close"]);
  await end();
});

test("reset closes the chat, makes it forget, and removes the marker", async () => {
  const { page, launcher, frame, end } = await open("/");
  await launcher.click();
  await frame.getByLabel("Message").waitFor();
  await page.evaluate(() => Frontdesk("reset"));
  await page.locator("frontdesk-chat iframe").waitFor({ state: "detached" });
  assert.deepEqual(await stored(page), {});
  await end();
});

test("two script tags of a site make one launcher; a second site is refused by name", async () => {
  const twice = await open("/twice");
  await twice.page.waitForLoadState();
  assert.equal(await twice.page.locator("frontdesk-chat").count(), 1);
  assert.deepEqual(twice.said, []);
  await twice.end();
  const two = await open("/two-sites");
  await two.page.waitForLoadState();
  assert.equal(await two.page.locator("frontdesk-chat").count(), 1);
  assert.equal(two.said.length, 1);
  assert.match(two.said[0], /^error: .*"(shop|second)".*"(shop|second)"/);
  await two.end();
});

test("a page whose policy allows no inline style and no unchecked markup shows and opens the chat without a complaint", async () => {
  const { launcher, frame, said, end } = await open("/strict");
  await launcher.click();
  await frame.getByLabel("Message").waitFor();
  const box = await launcher.boundingBox();
  assert.deepEqual([box.width, box.height], [56, 56]);
  assert.deepEqual(said, []);
  await end();
});

test("the page's own style sheets do not reach the launcher", async () => {
  const { launcher, end } = await open("/hostile");
  const box = await launcher.boundingBox();
  assert.deepEqual([box?.width, box?.height], [56, 56]);
  await end();
});

test("messages of other origins and other frames are not heard", async () => {
  const { page, launcher, frame, end } = await open("/");
  await launcher.click();
  await frame.getByLabel("Message").waitFor();
  await page.evaluate(() => postMessage({ frontdesk: 1, kind: "close" }, "*"));
  await page.evaluate(() => postMessage(null, "*"));
  await page.waitForTimeout(100);
  assert.equal(await page.locator("frontdesk-chat dialog").isVisible(), true);
  await end();
});

test("a page whose storage throws still opens the chat", async () => {
  const { page, launcher, frame, said, end } = await open("/");
  await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } }));
  await page.goto(shop);
  await launcher.click();
  await frame.getByLabel("Message").waitFor();
  assert.deepEqual(said, []);
  await end();
});

test("on a phone the panel fills the screen, and a page change puts it away", async () => {
  const { page, launcher, frame, end } = await open("/", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await launcher.tap();
  await frame.getByLabel("Message").waitFor();
  const panel = page.locator("frontdesk-chat dialog");
  // It slides in; measured on the way it is a few pixels off.
  await panel.evaluate((element) => Promise.all(element.getAnimations().map((animation) => animation.finished)));
  const box = await panel.boundingBox();
  assert.deepEqual(box, { x: 0, y: 0, width: 390, height: 844 });
  await page.goto(`${shop}/strict`);
  await launcher.waitFor();
  assert.equal(await page.locator("frontdesk-chat dialog").isVisible(), false);
  await end();
});
