// The loader in a real browser, with a stand-in for the chat host: what it draws, asks for, stores and says.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { chromium } from "../../xtask/harness/index.mjs";

const stub = await snippet();
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
post({ kind: 'state', first: true, accent: '#123456', ink: '#ffffff', unread: UNREAD, live: false, title: 'Chat with us' })
</script>`;

/// The queue that owners paste, as the documentation has it.
async function snippet() {
  const text = await readFile(new URL("../../docs/EMBED.md", import.meta.url), "utf8");
  return text.match(/```html\n<script>\n([^`]*?)<\/script>/)[1];
}

const tag = (site = "shop", more = "") => `<script async src="/loader" data-site="${site}" ${more}></script>`;
const integrity = `sha384-${createHash("sha384").update(loader).digest("base64")}`;
const pages = {
  "/": tag(),
  "/twice": tag() + tag(),
  "/two-sites": tag() + `<script src="/loader" data-site="second"></script>`,
  "/stub": `<script>${stub}; Frontdesk('open')</script>` + tag(),
  "/late": `<script>${stub}</script>`,
  "/manual": `<script>${stub}</script>` + tag("shop", "data-manual"),
  "/dark": tag("shop", `data-color-scheme="dark" data-locale="zh-Hant"`),
  "/consent": tag("shop", `data-consent="required" data-consent-link="/privacy"`),
  "/consent-zh": tag("shop", `data-consent="required" data-locale="zh"`),
  "/taken": `<script>Object.defineProperty(window, "Frontdesk", { value: { site: undefined, q: 7 }, writable: false })</script>` + tag(),
  "/blocked": tag(),
  "/pinned": `<script nonce="n1">${stub}; Frontdesk('open')</script><script nonce="n1" async src="/loader" data-site="shop" crossorigin integrity="${integrity}"></script>`,
  "/zero": `<iframe src="/" width="0" height="0" style="border:0"></iframe>`,
  "/hidden": `<iframe src="/" style="display:none"></iframe>`,
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
      if (pathname === "/v1/loader.js") return response.writeHead(200, { "content-type": "text/javascript; charset=utf-8", "access-control-allow-origin": "*" }).end(loader);
      if (pathname.startsWith("/w/")) return response.writeHead(200, headers).end(chatPage.replace("UNREAD", unread));
    } else if (pathname in pages) {
      const policy = `default-src 'none'; script-src ${chat}; frame-src ${chat}; require-trusted-types-for 'script'`;
      if (pathname === "/strict") headers["content-security-policy"] = policy;
      if (pathname === "/pinned") headers["content-security-policy"] = policy.replace(`script-src ${chat}`, "script-src 'nonce-n1'");
      if (pathname === "/blocked") headers["content-security-policy"] = "frame-src 'none'";
      const body = pages[pathname].replaceAll("/loader", `${chat}/v1/loader.js`);
      return response.writeHead(200, headers).end(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Shop</title><body><a href="/">Shop</a>${body}`);
    }
    response.writeHead(pathname === "/favicon.ico" ? 204 : 404).end();
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
async function open(path, { waits = true, ...options } = {}) {
  requests = [];
  unread = 0;
  const context = await browser.newContext({ locale: "en-GB", ...options });
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`pageerror: ${error.message}`));
  await page.goto(shop + path);
  if (waits) await page.waitForFunction(() => window.Frontdesk?.site);
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
  // In one go: on a busy machine two moves of the mouse are further apart than somebody who only passes.
  await launcher.evaluate((button) => ["pointerenter", "pointerleave"].forEach((name) => button.dispatchEvent(new PointerEvent(name, { pointerType: "mouse" }))));
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
  assert.equal(JSON.parse((await stored(page))["frontdesk:shop"])[0], true);
  assert.equal(await launcher.getAttribute("aria-expanded"), "true");
  assert.equal(await page.locator("frontdesk-chat iframe").getAttribute("title"), "Chat with us");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector("frontdesk-chat").shadowRoot.activeElement?.localName === "button");
  assert.equal(await page.locator("frontdesk-chat dialog").isVisible(), false);
  assert.equal(JSON.parse((await stored(page))["frontdesk:shop"])[0], false);
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

const heard = (frame) => frame.locator("input").evaluate(() => window.heard);
const last = async (frame) => (await heard(frame)).at(-1);
/// The loader's tag as an application adds it.
const inject = (page, site = "shop") =>
  page.evaluate(
    ([src, site]) =>
      new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = src;
        script.dataset.site = site;
        script.onload = resolve;
        document.head.append(script);
      }),
    [`${chat}/v1/loader.js`, site],
  );

test("an unsubscriber that the stub returned works before the loader came and after", async () => {
  const { page, end } = await open("/late", { waits: false });
  await page.evaluate(() => {
    window.log = [];
    window.early = Frontdesk("on", "open", () => log.push("early"));
    window.later = Frontdesk("on", "open", () => log.push("later"));
    window.kept = Frontdesk;
    early();
  });
  await inject(page);
  const log = await page.evaluate(() => {
    kept("open");
    Frontdesk("close");
    later();
    Frontdesk("open");
    return log;
  });
  assert.deepEqual(log, ["later"]);
  await end();
});

test("shutdown leaves nothing behind, and boot starts anew", async () => {
  const { page, context, launcher, frame, said, end } = await open("/late", { waits: false });
  const tools = await context.newCDPSession(page);
  const listeners = async () => {
    const names = [];
    for (const expression of ["window", "window.visualViewport", "document", "document.documentElement"]) {
      const { result } = await tools.send("Runtime.evaluate", { expression });
      const found = await tools.send("DOMDebugger.getEventListeners", { objectId: result.objectId });
      names.push(...found.listeners.map(({ type }) => `${expression} ${type}`));
    }
    return names;
  };
  const before = await listeners();
  await inject(page);
  await page.evaluate(() => Frontdesk("on", "close", () => (window.wasClosed = true)));
  assert.notDeepEqual(await listeners(), before);
  await launcher.click();
  await frame.getByLabel("Message").waitFor();
  await page.evaluate(() => Frontdesk("shutdown"));
  assert.deepEqual(await listeners(), before);
  assert.equal(await page.locator("frontdesk-chat, iframe").count(), 0);
  await page.evaluate(() => [Frontdesk("shutdown"), Frontdesk("close"), Frontdesk("hide"), Frontdesk("show"), Frontdesk("set", { a: 1 })]);
  await page.evaluate(() => Frontdesk("boot"));
  await frame.getByLabel("Message").waitFor();
  await page.evaluate(() => Frontdesk("close"));
  assert.equal(await page.evaluate(() => window.wasClosed), undefined, "listeners went with the shutdown");
  await page.evaluate(() => Frontdesk("shutdown"));
  // Another site may follow now.
  await inject(page, "second");
  assert.equal(await page.evaluate(() => Frontdesk.site), "second");
  assert.deepEqual(said, []);
  await end();
});

test("a component that is mounted, unmounted and mounted again at once has one chat", async () => {
  const { page, frame, said, end } = await open("/late", { waits: false });
  await page.evaluate(() => [Frontdesk("boot"), Frontdesk("shutdown"), Frontdesk("boot"), Frontdesk("open")]);
  await Promise.all([inject(page), inject(page)]);
  await frame.getByLabel("Message").waitFor();
  assert.equal(await page.locator("frontdesk-chat").count(), 1);
  await page.evaluate(() => [Frontdesk("shutdown"), Frontdesk("boot"), Frontdesk("boot")]);
  await frame.getByLabel("Message").waitFor();
  assert.equal(await page.locator("frontdesk-chat").count(), 1);
  assert.deepEqual(said, []);
  await end();
});

test("a page that swaps its body, and runs its scripts again, keeps the open chat as it is", async () => {
  const { page, launcher, frame, said, end } = await open("/");
  await launcher.click();
  await frame.getByLabel("Message").fill("half a sentence");
  await page.evaluate(() => {
    const body = document.createElement("body");
    const script = document.createElement("script");
    const old = document.querySelector("script[data-site]");
    script.src = old.src;
    script.dataset.site = old.dataset.site;
    body.append(script);
    document.body.replaceWith(body);
    history.pushState({}, "", "/next");
    return new Promise((resolve) => (script.onload = resolve));
  });
  assert.equal(await frame.getByLabel("Message").inputValue(), "half a sentence");
  assert.equal(await page.locator("frontdesk-chat").count(), 1);
  assert.equal((await last(frame)).page, `${shop}/`);
  await page.evaluate(() => Frontdesk("update"));
  await frame.locator("input").evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  assert.equal((await last(frame)).page, `${shop}/next`);
  // One that throws out all it does not know gets the chat back at its next update.
  await page.evaluate(() => document.querySelector("frontdesk-chat").remove());
  await page.evaluate(() => Frontdesk("update"));
  await frame.getByLabel("Message").waitFor();
  assert.deepEqual(said, []);
  await end();
});

test("a page that starts it by hand shows nothing before", async () => {
  const { page, launcher, frame, end } = await open("/manual");
  await page.waitForTimeout(200);
  assert.equal(await page.locator("frontdesk-chat").count(), 0);
  assert.deepEqual(asked(), []);
  await page.evaluate(() => Frontdesk("boot"));
  await launcher.waitFor();
  await page.evaluate(() => [Frontdesk("shutdown"), Frontdesk("open")]);
  await frame.getByLabel("Message").waitFor();
  await end();
});

test("hide takes the launcher away and show brings it back", async () => {
  const { page, launcher, frame, end } = await open("/");
  await page.evaluate(() => Frontdesk("hide"));
  await launcher.waitFor({ state: "hidden" });
  await page.evaluate(() => Frontdesk("open"));
  await frame.getByLabel("Message").waitFor();
  await page.evaluate(() => [Frontdesk("close"), Frontdesk("show")]);
  await launcher.waitFor();
  await end();
});

test("what the page says of the customer reaches the chat whenever it was said, also after the chat was loaded anew", async () => {
  const { page, frame, end } = await open("/dark");
  await page.evaluate(() => {
    Frontdesk("identify", { name: "Ada", email: "ada@example.com", nothing: null, tool: () => 1 });
    Frontdesk("set", { plan: 7 });
  });
  assert.deepEqual(asked(), [], "saying it is no intent");
  await page.evaluate(() => Frontdesk("open"));
  await frame.getByLabel("Message").waitFor();
  const told = { ...(await last(frame)), claims: undefined };
  assert.deepEqual(told, { frontdesk: 1, kind: "visible", open: true, focus: true, locale: "zh-Hant", scheme: "dark", claims: undefined, page: `${shop}/dark` });
  const claims = { name: "Ada", email: "ada@example.com", nothing: "", tool: "() => 1", plan: "7" };
  assert.deepEqual((await last(frame)).claims, claims);
  await page.evaluate(() => [Frontdesk("locale", "fr"), Frontdesk("colorScheme", "light"), Frontdesk("close")]);
  await page.waitForTimeout(50);
  const { locale, scheme, page: address } = await last(frame);
  assert.deepEqual([locale, scheme, address], ["fr", "light", ""], "a closed chat is not told where the customer is");
  await frame.locator("input").evaluate(() => location.reload());
  await frame.locator("input").evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  assert.deepEqual((await last(frame)).claims, claims);
  await page.evaluate(() => Frontdesk("reset"));
  await page.locator("frontdesk-chat iframe").waitFor({ state: "detached" });
  await page.evaluate(() => Frontdesk("open"));
  await frame.getByLabel("Message").waitFor();
  assert.deepEqual((await last(frame)).claims, {});
  await end();
});

test("a reset is not lost with the page it was made on", async () => {
  const { page, launcher, frame, end } = await open("/");
  await launcher.click();
  await frame.getByLabel("Message").waitFor();
  await page.evaluate(() => [Frontdesk("reset"), Frontdesk("shutdown")]);
  assert.deepEqual(Object.keys(await stored(page)), ["frontdesk:shop"]);
  await page.goto(shop);
  await page.waitForFunction(() => !localStorage["frontdesk:shop"]);
  assert.equal(await page.locator("frontdesk-chat iframe").count(), 0);
  await end();
});

test("where the owner wants consent, nothing is loaded or stored until the customer gives it", async () => {
  const { page, launcher, frame, end } = await open("/consent");
  await launcher.hover();
  await launcher.click();
  const panel = page.locator("frontdesk-chat dialog");
  await panel.getByText("kept in this browser").waitFor();
  assert.equal(await panel.getByRole("link", { name: "Privacy" }).getAttribute("href"), "/privacy");
  await page.waitForTimeout(300);
  assert.deepEqual(asked(), []);
  assert.deepEqual(await stored(page), {});
  await panel.getByRole("button", { name: "Decline" }).click();
  await panel.waitFor({ state: "hidden" });
  assert.deepEqual(asked(), []);
  await launcher.click();
  // The way on has the focus.
  await page.keyboard.press("Enter");
  await frame.locator("input:focus").waitFor();
  assert.deepEqual(Object.keys(await stored(page)), ["frontdesk:shop"]);
  await page.goto(`${shop}/consent`);
  await frame.getByLabel("Message").waitFor();
  await page.evaluate(() => Frontdesk("reset"));
  await page.locator("frontdesk-chat iframe").waitFor({ state: "detached" });
  await launcher.click();
  await panel.getByText("kept in this browser").waitFor();
  await page.goto(`${shop}/consent-zh`);
  await launcher.click();
  await panel.getByRole("button", { name: "同意", exact: true }).waitFor();
  await end();
});

test("a page that has its own idea of Frontdesk gets a launcher all the same", async () => {
  const { page, launcher, frame, end } = await open("/taken", { waits: false });
  await launcher.click();
  await frame.getByLabel("Message").waitFor();
  await end();
  const later = await open("/");
  await later.page.evaluate(() => (window.Frontdesk = "mine"));
  await inject(later.page, "second");
  assert.equal(await later.page.locator("frontdesk-chat").count(), 1);
  assert.match(later.said.join(), /"second" refused, running "shop"/);
  await later.launcher.click();
  await later.frame.getByLabel("Message").waitFor();
  await later.end();
});

test("where the page's policy blocks the chat, the panel says so and tries again", async () => {
  const { page, launcher, end } = await open("/");
  await page.clock.install();
  await page.goto(`${shop}/blocked`);
  await launcher.click();
  await page.clock.fastForward(15_000);
  const again = page.locator("frontdesk-chat dialog").getByRole("button", { name: "Chat cannot be reached. Try again" });
  await again.click();
  await again.waitFor({ state: "detached" });
  await page.clock.fastForward(15_000);
  await again.waitFor();
  await end();
});

test("a page without any room, or hidden, is no error", async () => {
  for (const path of ["/zero", "/hidden"]) {
    const { page, said, end } = await open(path, { waits: false });
    const inner = page.frames().find((frame) => frame !== page.mainFrame());
    await inner.waitForFunction(() => window.Frontdesk?.site);
    await inner.evaluate(() => [Frontdesk("open"), Frontdesk("close"), Frontdesk("shutdown")]);
    assert.deepEqual(said, [], path);
    await end();
  }
});

test("a page that pins the loader by its hash, with a nonce for its own lines, runs it and the queue", async () => {
  const { page, frame, said, end } = await open("/pinned");
  await frame.getByLabel("Message").waitFor();
  assert.ok(await page.evaluate(() => document.querySelector("script[integrity]").integrity));
  assert.deepEqual(said, []);
  await end();
});
