// A console in a browser, and what the tests do with it: by keys alone.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { PASSWORD, ask } from "../../../edge/tests/harness.mjs";

/// Slow machines need it: a training takes a while.
export const PATIENCE_MS = 45_000;

/// A console page of its own browser context. Whatever the page's policy refuses, or throws, is in `errors`.
export async function openConsole(browser, edge, { hash = "", ...options } = {}) {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|panicked/.test(message.text())) errors.push(message.text());
  });
  await page.goto(`${edge.desk}/console${hash}`);
  return { context, page, errors, close: () => context.close() };
}

/// Presses Tab (or Shift+Tab) until what has the focus matches the selector.
export async function tabTo(page, selector, { back = false } = {}) {
  await page.waitForSelector(selector, { state: "attached" });
  for (let presses = 0; presses < 250; presses += 1) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
  }
  assert.fail(`no Tab leads to ${selector}`);
}

/// Goes to a page of the console by its link, and is there when its heading has the focus.
export async function goTo(page, name) {
  await tabTo(page, `.pages a[href="#/${name}"]`, { back: true });
  await page.keyboard.press("Enter");
  await page.waitForFunction((name) => location.hash === `#/${name}` && document.activeElement?.matches("main h1"), name);
}

/// Signs in with what is on the sign-in page.
export async function signIn(page, { site, email, password = PASSWORD }) {
  await page.waitForSelector("input[name=site]");
  await page.focus("input[name=site]");
  for (const text of [site, email, password]) {
    await page.keyboard.press("Control+A");
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await page.focus("input[name=password]");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".pages");
}

/// A site made by the API, with the draft that every new one has. Its owner's sign-in, and the headers of what they ask.
export async function newSite(edge, site = "garage") {
  const owner = { site, email: `olga@${site}.example`, password: PASSWORD };
  const founded = await ask(edge.desk, "POST", "/api/v1/sites", {
    headers: { origin: edge.desk, "cf-connecting-ip": "10.1.0.1" },
    body: { code: edge.operatorSecret, name: "Garage", locale: "en", person: "Olga", domain: `${site}.localhost:${edge.demoPort}`, ...owner },
  });
  assert.equal(founded.status, 201, JSON.stringify(founded.body));
  const cookie = founded.headers["set-cookie"][0].split(";")[0];
  return { ...owner, headers: { origin: edge.desk, cookie } };
}

/// The same with the demo site's playbook as its draft: something on every page.
export async function motors(edge, site) {
  const owner = await newSite(edge, site);
  const demo = await readFile(new URL("../../demo/sites/motors/playbook.yaml", import.meta.url), "utf8");
  const domains = `allowed_domains: ["${owner.site}.localhost:${edge.demoPort}"]`;
  const text = demo.replace("site: motors", `site: ${owner.site}`).replace(/allowed_domains: .*/, domains);
  const saved = await ask(edge.desk, "PUT", "/api/v1/playbook", { headers: owner.headers, body: { text, version: 1 } });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  return { ...owner, text };
}

/// Waits until the draft is stored.
export const settled = (page) => page.waitForFunction(() => /^(Saved|已保存|.*保存$)/.test(document.querySelector(".draft-state")?.textContent ?? ""));
