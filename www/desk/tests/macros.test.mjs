import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PASSWORD, escalated, startEdge, texts } from "../../../edge/tests/harness.mjs";
import { chromium } from "../../../xtask/harness/index.mjs";
import { atWork, openDesk } from "./page.mjs";

let edge, browser;
before(async () => {
  edge = await startEdge();
  browser = await chromium();
});
after(async () => {
  await browser?.close();
  await edge?.stop();
});

async function byName(page, name) {
  await page.keyboard.press("Control+k");
  await page.waitForSelector("dialog.panel [role=combobox]:focus");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
}

test("a macro tags, replies and resolves under one name, and called off in time nothing of it was ever said", async () => {
  const { page, errors, close } = await openDesk(browser, edge);
  await atWork(page, { password: PASSWORD });
  await byName(page, "macros");
  await page.waitForSelector(".filter-form input:focus");
  await page.keyboard.type("money back");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Refund");
  await page.keyboard.press("Tab");
  await page.keyboard.type("It is on its way. {agent}");
  await page.check(".filter-form [type=checkbox]");
  await page.selectOption(".filter-form select", { label: "Resolve" });
  await page.click(".filter-form .primary");
  await page.waitForSelector(".replies b:text-is('money back')");
  await page.keyboard.press("Escape");

  const visitor = await escalated(edge);
  await page.waitForSelector(".offer");
  await page.keyboard.press("a");
  await page.waitForSelector(".composer textarea:focus");
  await page.keyboard.press("Escape");
  await byName(page, "money back");
  await page.waitForSelector(".tags .tag:has-text('refund')");
  await page.waitForSelector(".macro-line.is-shown p:has-text('money back')");
  await page.keyboard.press("u");
  await page.waitForSelector(".tags .tag:has-text('refund')", { state: "detached" });
  await page.waitForSelector(".notice:has-text('Called off')");

  await byName(page, "money back");
  await visitor.socket.until((frame) => frame.kind === "state" && frame.state === "resolved", "resolved");
  assert.deepEqual(texts(visitor.socket).filter((text) => text.includes("on its way")), ["It is on its way. amy"], "said once");
  await page.waitForSelector(".tags .tag:has-text('refund')");
  assert.deepEqual(errors, []);
  await close();
});
