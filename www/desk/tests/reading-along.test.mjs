import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PASSWORD, escalated, startEdge } from "../../../edge/tests/harness.mjs";
import { chromium } from "../../../xtask/harness/index.mjs";
import { atWork, openDesk, signIn } from "./page.mjs";

let edge, browser;
before(async () => {
  edge = await startEdge();
  browser = await chromium();
});
after(async () => {
  await browser?.close();
  await edge?.stop();
});

test("two agents in one conversation see each other, and who writes a reply", async () => {
  const amy = await openDesk(browser, edge);
  await atWork(amy.page, { password: PASSWORD });
  const ben = await openDesk(browser, edge);
  await signIn(ben.page, { email: "ben@shop.example", password: PASSWORD });
  const visitor = await escalated(edge);
  await amy.page.waitForSelector(".offer");
  // Ben looks at what is being offered to Amy.
  await ben.page.keyboard.press("2");
  await ben.page.click(`[data-conversation="${visitor.conversation}"]`);
  await ben.page.waitForSelector(".read-only");
  await amy.page.keyboard.press("a");
  await amy.page.waitForSelector(".here p:has-text('ben is reading along')");
  await amy.page.waitForSelector(".composer textarea:focus");
  await amy.page.keyboard.type("It left");
  await ben.page.waitForSelector(".here.is-writing b:has-text('amy is writing a reply')");
  await ben.page.keyboard.press("1");
  await ben.close();
  await amy.page.waitForSelector(".here p", { state: "detached" });
  assert.deepEqual([...amy.errors, ...ben.errors], []);
  await amy.close();
});
