// The npm package: its types, what it does without a page, and in a real browser with a stand-in for the chat host.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "../../xtask/harness/index.mjs";

const folder = new URL("../npm/", import.meta.url);
const [code, loader] = await Promise.all([readFile(new URL("index.js", folder)), readFile(new URL("../loader/loader.js", import.meta.url))]);

let server, browser, shop, chat;
before(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://x");
    const script = { "content-type": "text/javascript; charset=utf-8", "access-control-allow-origin": "*" };
    if (pathname === "/widget.js") response.writeHead(200, script).end(code);
    else if (pathname === "/v1/loader.js") response.writeHead(200, script).end(loader);
    else response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><html lang=en><title>App</title>");
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

async function open() {
  const page = await (await browser.newContext()).newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.goto(shop);
  await page.evaluate(async (host) => {
    window.widget = await import("/widget.js");
    window.options = { host, site: "shop", locale: "zh" };
  }, chat);
  return { page, said, launcher: page.locator("frontdesk-chat button.b") };
}

test("where there is no page it can be imported and called, and does nothing", async () => {
  const { mount, frontdesk, on } = await import(new URL("index.js", folder));
  mount({ host: "https://chat.example", site: "shop" })();
  frontdesk("open");
  on("open", () => {})();
});

test("mounting twice makes one chat, and commands wait for it", async () => {
  const { page, said, launcher } = await open();
  await page.evaluate(() => {
    window.log = [];
    widget.on("open", () => log.push("open"));
    const off = widget.on("close", () => log.push("close"));
    off();
    widget.frontdesk("open");
    const unmount = widget.mount(options);
    unmount();
    widget.mount(options);
    widget.mount(options);
    widget.on("open", () => log.push("after"));
    // It was open before, so it is again.
    widget.frontdesk("close");
    widget.frontdesk("toggle");
    widget.frontdesk("close");
  });
  await launcher.waitFor();
  assert.equal(await launcher.getAttribute("aria-label"), "打开聊天");
  assert.equal(await page.locator("frontdesk-chat").count(), 1);
  assert.equal(await page.locator("script[data-site]").count(), 1);
  assert.deepEqual(await page.evaluate(() => log), ["open", "after"], "a shutdown takes the listeners of before");
  assert.deepEqual(said, []);
});

test("unmounting before the loader came leaves nothing, and another site may follow", async () => {
  const { page, said, launcher } = await open();
  await page.evaluate(() => widget.mount(options)());
  await page.waitForFunction(() => window.Frontdesk.q?.push !== Array.prototype.push);
  await page.waitForTimeout(100);
  assert.equal(await page.locator("frontdesk-chat").count(), 0);
  await page.evaluate(() => widget.mount({ ...options, site: "second", consent: true, colorScheme: "dark" }));
  await launcher.waitFor();
  assert.equal(await page.evaluate(() => Frontdesk.site), "second");
  await launcher.click();
  await page.locator("frontdesk-chat dialog").getByRole("button", { name: "同意", exact: true }).waitFor();
  assert.deepEqual(said, []);
});

const TYPED = `
import { frontdesk, mount, on, type Attributes } from "@frontdesk/widget";
const unmount: () => void = mount({ host: "https://chat.example", site: "shop", colorScheme: "dark" });
const off: () => void = on("unread", (count) => count.toFixed());
frontdesk("on", "ready", () => {})();
frontdesk("identify", { name: "Ada", email: "ada@example.com", plan: 7 });
const attributes: Attributes = { plan: "gold", gone: null };
frontdesk("set", attributes);
frontdesk("update");
frontdesk("locale", "zh-Hant");
unmount(), off();
// @ts-expect-error no such command
frontdesk("explode");
// @ts-expect-error no such event
on("shut", () => {});
// @ts-expect-error the count is a number
on("unread", (count: string) => count);
// @ts-expect-error no such scheme
frontdesk("colorScheme", "pink");
// @ts-expect-error a site is needed
mount({ host: "https://chat.example" });
// @ts-expect-error attributes are flat
frontdesk("set", { cart: { items: 3 } });
`;

test("its types allow what works and refuse what does not", async () => {
  const work = await mkdtemp(join(tmpdir(), "frontdesk-types-"));
  try {
    await writeFile(join(work, "use.ts"), TYPED);
    const options = { strict: true, noEmit: true, module: "esnext", moduleResolution: "bundler", target: "es2022", lib: ["es2022", "dom"], types: [], paths: { "@frontdesk/widget": [fileURLToPath(new URL("index.d.ts", folder))] } };
    await writeFile(join(work, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["use.ts"] }));
    const tsc = join(process.env.FRONTDESK_TYPES, "typescript/bin/tsc");
    const { stdout } = await promisify(execFile)(process.execPath, [tsc, "-p", work]).catch((error) => error);
    assert.equal(stdout, "");
  } finally {
    await rm(work, { recursive: true });
  }
});
