// Every page of the console by axe: light and dark, English and Chinese, on a desktop and on a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, startEdge } from "../../../edge/tests/harness.mjs";
import { chromium, violations } from "../../../xtask/harness/index.mjs";
import { motors, openConsole, signIn } from "./page.mjs";

let edge, browser, owner;
before(async () => {
  edge = await startEdge();
  browser = await chromium();
  owner = await motors(edge);
  const put = (path, body) => ask(edge.desk, "PUT", `/api/v1/${path}`, { headers: owner.headers, body });
  const post = (path, body) => ask(edge.desk, "POST", `/api/v1/${path}`, { headers: owner.headers, body });
  const tests = [{ text: "it rattles at 80", locale: "en", intent: "car_noise" }, { text: "tell me a joke", locale: "en", intent: null }];
  assert.equal((await put("playbook/tests", { tests, version: 0 })).status, 200);
  for (const right of [1, 2]) assert.equal((await post("playbook/tests/scores", { version: 2, right, count: 2 })).status, 200);
});
after(async () => {
  await browser?.close();
  await edge?.stop();
});

const LOOKS = [
  { name: "light, English", colorScheme: "light", locale: "en-GB", viewport: { width: 1440, height: 900 } },
  { name: "dark, Chinese", colorScheme: "dark", locale: "zh-CN", viewport: { width: 1440, height: 900 } },
  { name: "dark, English, phone", colorScheme: "dark", locale: "en-GB", viewport: { width: 390, height: 844 } },
];

/// Where, and what is there when it is drawn.
const PAGES = [
  ["questions", "#new-question"],
  ["questions/service_interval", "#examples-en"],
  ["questions/-", "#oos-en"],
  ["unanswered", ".unanswered li"],
  ["flows", "#new-flow"],
  ["flows/car_noise", ".flow-preview .bubble"],
  ["try", "#ask"],
  ["tests", ".chart-dot"],
  ["publish", "#publish"],
  ["appearance", ".mock-bubble"],
  ["install", ".snippet code:has-text('loader.js')"],
  ["staff", "#sla-first"],
];

const UNANSWERED = [{ id: "0".repeat(31) + "7", text: "Do you buy used cars?", locale: "en", at: 1_800_000_000_000, count: 3 }];

for (const { name, ...look } of LOOKS) {
  test(`no page of the console breaks a rule of WCAG 2.2 AA: ${name}`, async () => {
    const { page, errors, close } = await openConsole(browser, edge, { ...look, reducedMotion: "reduce" });
    await page.route("**/api/v1/unanswered", (route) => route.fulfill({ json: UNANSWERED }));
    const wrong = [];
    const check = async (state) => wrong.push(...(await violations(page)).map((one) => `${state}: ${one}`));
    await page.waitForSelector("input[name=site]");
    await check("sign-in");
    await page.click(".sign-in-card .plain");
    await page.waitForSelector("#new-name");
    await check("new site");
    await page.click(".sign-in-card .plain");
    await signIn(page, owner);
    await page.waitForSelector("#new-question");
    for (const [hash, ready] of PAGES) {
      await page.goto(`${edge.desk}/console#/${hash}`);
      await page.waitForSelector(ready, { state: "attached" });
      await check(hash);
    }
    // What is opened on a page.
    await page.goto(`${edge.desk}/console#/flows/car_noise`);
    await page.locator(".step").nth(1).click();
    await page.waitForSelector(".step-form");
    await check("a step");
    await page.locator(".toggle button").nth(1).click();
    await page.waitForSelector(".drawn-step");
    await check("the picture of a flow");
    await page.goto(`${edge.desk}/console#/staff`);
    await page.locator(".hours .check input").first().click();
    await page.waitForSelector("#zone");
    await check("hours");
    assert.deepEqual(wrong, []);
    assert.deepEqual(errors, []);
    await close();
  });
}
