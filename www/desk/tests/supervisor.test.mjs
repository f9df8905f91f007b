// The supervisor's view, worked by keys alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PASSWORD, answered, escalated, startEdge } from "../../../edge/tests/harness.mjs";
import { chromium } from "../../../xtask/harness/index.mjs";
import { atWork, openDesk, signIn } from "./page.mjs";

let edge, browser;
before(async () => {
  edge = await startEdge();
  browser = await chromium();
  const bea = { email: "bea@shop.example", password: PASSWORD, name: "bea", skills: [], capacity: 1, role: "supervisor" };
  await edge.put("shop/agents", [...edge.staff("shop"), bea]);
});
after(async () => {
  await browser?.close();
  await edge?.stop();
});

test("a supervisor sees who is on what, listens in, gives the conversation to somebody else, and sets a presence", async () => {
  const visitor = await escalated(edge);
  await answered(edge, visitor.conversation, await edge.signIn("amy@shop.example"));
  const ben = await openDesk(browser, edge);
  await atWork(ben.page, { email: "ben@shop.example", password: PASSWORD });
  const { page, errors, close } = await openDesk(browser, edge);
  await signIn(page, { email: "bea@shop.example", password: PASSWORD });
  await page.waitForSelector(".presence.online");

  await page.keyboard.press("s");
  await page.waitForSelector(".floor-on [data-conversation]");
  await page.keyboard.press("j");
  await page.waitForSelector(".floor-on [data-conversation]:focus");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".read-only");
  await page.waitForSelector(".log :text('where is my parcel')");

  await page.keyboard.press("A");
  await page.waitForSelector("dialog.panel .choice:has-text('ben')");
  await page.keyboard.type("ben");
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog.panel h2:has-text('Why?')");
  await page.keyboard.press("Enter");
  await ben.page.waitForSelector(".deed p:has-text('bea gave you a conversation: They know the matter best.')");
  await ben.page.waitForSelector(`.mine [data-conversation="${visitor.conversation}"]`);
  await page.waitForSelector(".chosen-by:has-text('Chosen by you: They know the matter best')");

  await page.keyboard.press("s");
  const bens = ".floor-agents li:has(b:text-is('ben'))";
  await page.waitForSelector(`${bens} .floor-on [data-conversation]`);
  await page.selectOption(`${bens} select`, "busy");
  await ben.page.waitForSelector(".deed p:has-text('bea set you to Busy.')");
  assert.equal(await ben.page.isChecked(".presence.busy input"), true);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".desk");
  await ben.page.keyboard.press("s");
  await ben.page.waitForSelector(".notice:has-text('Only supervisors see this.')");
  assert.deepEqual([...errors, ...ben.errors], []);
  await ben.close();
  await close();
});
