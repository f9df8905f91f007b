import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PASSWORD, startEdge } from "../../../edge/tests/harness.mjs";
import { chromium } from "../../../xtask/harness/index.mjs";
import { openDesk, signIn } from "./page.mjs";

let edge, browser;
before(async () => {
  edge = await startEdge();
  browser = await chromium();
});
after(async () => {
  await browser?.close();
  await edge?.stop();
});

test("a wrong password is told plainly, and what was typed stays", async () => {
  const { page, errors, close } = await openDesk(browser, edge);
  await signIn(page, { password: "not this one" });
  const told = await page.textContent("[role=alert] .problem");
  assert.match(told, /do not fit together/);
  assert.equal(await page.inputValue("input[name=email]"), "amy@shop.example");
  assert.deepEqual(errors, []);
  await close();
});

test("a site nobody has is told no differently from a wrong password", async () => {
  const { page, close } = await openDesk(browser, edge);
  await signIn(page, { site: "nowhere", password: PASSWORD });
  assert.match(await page.textContent("[role=alert] .problem"), /do not fit together/);
  await close();
});

test("an agent signs in by keys alone, stays signed in over a reload, and signs out", async () => {
  const { page, errors, close } = await openDesk(browser, edge);
  await signIn(page, { password: PASSWORD });
  assert.equal(await page.textContent(".self-name"), "amy");
  await page.reload();
  await page.waitForSelector(".self-name");
  await page.click("[aria-label='Sign out']");
  await page.waitForSelector("input[name=password]");
  await page.reload();
  await page.waitForSelector("input[name=password]");
  assert.deepEqual(errors, []);
  await close();
});

test("guessing locks the sign-in and tells for how long", async () => {
  const { page, close } = await openDesk(browser, edge);
  await page.waitForSelector("input[name=site]");
  for (let tries = 0; tries < 30; tries += 1) {
    await signIn(page, { email: "ben@shop.example", password: `guess ${tries}` });
    await page.waitForFunction(() => !document.querySelector("button[type=submit]")?.disabled);
    if (/Too many attempts/.test((await page.textContent("[role=alert]")) ?? "")) break;
  }
  assert.match(await page.textContent("[role=alert] .problem"), /You can try again in \d+ (s|min|h)/);
  await close();
});

test("the desk speaks Chinese to those who read it", async () => {
  const { page, close } = await openDesk(browser, edge, { locale: "zh-CN" });
  await page.waitForSelector("h1");
  assert.equal(await page.textContent("h1"), "登录");
  assert.equal(await page.getAttribute("html", "lang"), "zh-Hans");
  await page.click(".language");
  assert.equal(await page.textContent("h1"), "Sign in");
  await close();
});
