// Every state of the desk by axe: light and dark, English and Chinese, on a desktop and on a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PASSWORD, escalated, say, startEdge } from "../../../edge/tests/harness.mjs";
import { chromium, violations } from "../../../xtask/harness/index.mjs";
import { atWork, endsWith, openDesk } from "./page.mjs";

let edge, browser;
before(async () => {
  edge = await startEdge();
  browser = await chromium();
  const boss = { email: "bea@shop.example", password: PASSWORD, name: "bea", skills: [], capacity: 2, role: "supervisor" };
  await edge.put("shop/agents", [...edge.staff("shop"), boss]);
  // Somebody to give a conversation to.
  const ben = await edge.agentSocket(await edge.signIn("ben@shop.example"));
  ben.send({ kind: "hello", protocol: 1, build: "test" });
  await ben.kind("welcome");
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

for (const { name, ...look } of LOOKS) {
  test(`no state of the desk breaks a rule of WCAG 2.2 AA: ${name}`, async () => {
    const { page, close } = await openDesk(browser, edge, { ...look, reducedMotion: "reduce" });
    const wrong = [];
    const check = async (state) => wrong.push(...(await violations(page)).map((one) => `${state}: ${one}`));
    const dialog = async (state, key) => {
      await page.keyboard.press(key);
      await page.waitForSelector("dialog.panel [role=combobox]:focus");
      await check(state);
      await page.keyboard.press("Escape");
      await page.waitForSelector("dialog.panel", { state: "detached" });
    };
    // The test's site has no model.
    const suggested = [{ intent: "delivery", confidence_permille: 870, text: "It comes tomorrow." }];
    await page.route("**/api/v1/suggestions", (route) => route.fulfill({ json: suggested }));
    await page.waitForSelector("input[name=site]");
    await check("sign-in");
    await atWork(page, { email: "bea@shop.example", password: PASSWORD });
    await check("empty");
    for (const view of ["2", "3", "4"]) {
      await page.keyboard.press(view);
      await check(`view ${view}`);
    }
    await page.keyboard.press("1");
    const visitor = await escalated(edge);
    await page.waitForSelector(".offer-why");
    await page.keyboard.press("j");
    await endsWith(page, "where is my parcel");
    await check("offer");
    await page.keyboard.press("a");
    await page.waitForSelector(".composer textarea:focus");
    await say(visitor.socket, "hello?");
    await endsWith(page, "hello?");
    await page.waitForSelector(".suggested button");
    await check("suggested answer");
    await page.keyboard.type("It left today.");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".said.me");
    await check("thread");
    await page.keyboard.press("Escape");
    await page.keyboard.press("x");
    await page.keyboard.press("m");
    await page.waitForSelector(".noting");
    await check("note and selection");
    await page.keyboard.press("Escape");
    await dialog("passing on", "f");
    await dialog("putting aside", "z");
    await dialog("palette", "Control+k");
    await page.keyboard.press("A");
    await page.waitForSelector("dialog.panel .choice");
    await check("giving");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog.panel .choice >> nth=3");
    await check("reason for giving");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog.panel", { state: "detached" });
    const named = async (state, name, ready) => {
      await page.keyboard.press("Control+k");
      await page.waitForSelector("dialog.panel [role=combobox]:focus");
      await page.keyboard.type(name);
      await page.keyboard.press("Enter");
      await page.waitForSelector(ready);
      await check(state);
      await page.keyboard.press("Escape");
      await page.waitForSelector("dialog.panel", { state: "detached" });
    };
    await named("sounds and notifications", "quiet hours", ".alerts");
    await named("macros", "macros: add", ".filter-form textarea");
    await named("views of one's own", "views of my own: add", ".filter-form select");
    await page.keyboard.press("/");
    await page.waitForSelector("dialog.panel [role=combobox]:focus");
    await page.keyboard.type("today");
    await page.waitForSelector(".hit mark");
    await check("search");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog.panel", { state: "detached" });
    await page.keyboard.press("s");
    await page.waitForSelector(".floor-on [data-conversation]");
    await check("supervisor's view");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".desk");
    // The note that was being written has the focus again.
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.waitForSelector("dialog.help[open]");
    await check("keys");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog.help[open]", { state: "detached" });
    await page.keyboard.press("r");
    await page.waitForSelector(".composer:not(.noting)");
    await page.keyboard.press("Escape");
    await page.keyboard.press("e");
    await page.waitForSelector(".read-only");
    await check("resolved");
    assert.deepEqual(wrong, []);
    await close();
  });
}
