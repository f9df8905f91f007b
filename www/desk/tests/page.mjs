// A desk in a browser, and what the tests do with it.
import assert from "node:assert/strict";

/// A desk page of its own browser context. Whatever the page's policy refuses, or throws, is in `errors`.
export async function openDesk(browser, edge, options = {}) {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|panicked/.test(message.text())) errors.push(message.text());
  });
  await page.goto(edge.desk);
  return { context, page, errors, close: () => context.close() };
}

/// Fills the sign-in page by keys alone and sends it.
export async function signIn(page, { site = "shop", email = "amy@shop.example", password }) {
  await page.waitForSelector("input[name=site]");
  await page.focus("input[name=site]");
  for (const text of [site, email]) {
    await page.keyboard.press("Control+A");
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Control+A");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
}

/// Signed in and online.
export async function atWork(page, who) {
  await signIn(page, who);
  await page.waitForSelector(".presence.online");
  await page.check(".presence.online input", { force: true });
}

/// What the thread on screen says, from top to bottom.
export const bubbles = (page) => page.$$eval(".log .bubble", (all) => all.map((one) => one.textContent));

/// Waits until the thread on screen ends with `text`.
export async function endsWith(page, text) {
  await page.waitForFunction((text) => [...document.querySelectorAll(".log .bubble")].at(-1)?.textContent === text, text);
  const said = await bubbles(page);
  assert.equal(said.filter((one) => one === text).length, 1, `once: ${said}`);
}
