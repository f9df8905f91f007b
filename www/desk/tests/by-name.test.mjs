import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { PASSWORD, escalated, startEdge, texts } from "../../../edge/tests/harness.mjs";
import { chromium } from "../../../xtask/harness/index.mjs";
import { atWork, endsWith, openDesk } from "./page.mjs";

let edge, browser, desk;
before(async () => (browser = await chromium()));
beforeEach(async () => {
  edge = await startEdge();
  desk = await openDesk(browser, edge);
  await atWork(desk.page, { password: PASSWORD });
});
afterEach(async () => {
  await desk?.close();
  await edge?.stop();
});
after(() => browser?.close());

const field = "dialog.panel [role=combobox]:focus";

/// Does something by its name.
async function byName(page, name) {
  await page.keyboard.press("Control+k");
  await page.waitForSelector(field);
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
}

test("anything is done by a few letters of its name, in either language and from within a reply", async () => {
  const { page, errors } = desk;
  const visitor = await escalated(edge);
  await page.waitForSelector(".offer");
  await byName(page, "accept");
  await page.waitForSelector(".composer textarea:focus");
  await byName(page, "转接");
  await page.waitForSelector("dialog.panel h2:has-text('Pass this conversation on')");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog.panel", { state: "detached" });
  await byName(page, "切换为中文");
  await page.waitForFunction(() => document.documentElement.lang === "zh-Hans");
  await byName(page, "resolve");
  await visitor.socket.until((frame) => frame.kind === "state" && frame.state === "resolved", "resolved");
  assert.deepEqual(errors, []);
});

test("a canned reply is written once and put in by a slash, with what is not known marked", async () => {
  const { page, errors } = desk;
  await byName(page, "canned");
  await page.waitForSelector("#reply-name:focus");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type("/Late");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Order {order} is late. {agent}");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".replies b:has-text('/late')");
  await page.keyboard.press("Escape");

  const visitor = await escalated(edge);
  await page.waitForSelector(".offer");
  await page.keyboard.press("a");
  await page.waitForSelector(".composer textarea:focus");
  await page.keyboard.type("Sorry. /la");
  await page.waitForSelector(".canned [aria-selected=true]");
  await page.keyboard.press("Enter");
  assert.equal(await page.inputValue(".composer textarea"), "Sorry. Order {order} is late. amy");
  await page.keyboard.type("A-17");
  await page.keyboard.press("Enter");
  await visitor.socket.until(() => texts(visitor.socket).includes("Sorry. Order A-17 is late. amy"), "the reply");
  await endsWith(page, "Sorry. Order A-17 is late. amy");

  await page.reload();
  await page.click(".mine .row");
  await page.waitForSelector(".composer textarea");
  await page.focus(".composer textarea");
  await page.keyboard.type("/");
  await page.waitForSelector(".canned li:has-text('/late')");
  assert.deepEqual(errors, []);
});

test("several conversations are tagged and resolved at once", async () => {
  const { page, errors } = desk;
  page.on("dialog", (dialog) => dialog.accept());
  const visitors = [await escalated(edge), await escalated(edge)];
  for (let at = 0; at < 2; at += 1) {
    await page.waitForSelector(".offer-do .primary:not([disabled])");
    await page.keyboard.press("Escape");
    await page.keyboard.press("a");
    await page.waitForFunction((held) => document.querySelectorAll(".mine .row").length === held, at + 1);
    await page.waitForSelector(".composer textarea:focus");
    await page.keyboard.press("Escape");
    await page.keyboard.press("x");
  }
  await page.waitForSelector(".bulk p:has-text('2 selected')");
  await page.fill(".bulk input", "Outage");
  await page.press(".bulk input", "Enter");
  await page.waitForFunction(() => [...document.querySelectorAll(".mine .row .tag")].filter((tag) => tag.textContent === "outage").length === 2);
  for (const box of await page.$$(".mine .select input")) await box.check({ force: true });
  await page.click(".bulk button:has-text('Resolve')");
  for (const visitor of visitors) {
    await visitor.socket.until((frame) => frame.kind === "state" && frame.state === "resolved", "resolved");
  }
  await page.waitForSelector(".bulk", { state: "detached" });
  assert.deepEqual(errors, []);
});
