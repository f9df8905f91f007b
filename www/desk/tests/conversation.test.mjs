import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { PASSWORD, escalated, say, startEdge, texts } from "../../../edge/tests/harness.mjs";
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

test("by keys alone an agent reads an offer, accepts it, replies and resolves it", async () => {
  const { page, errors } = desk;
  const visitor = await escalated(edge);
  await page.waitForSelector(".offer");
  assert.match(await page.title(), /^\(1\) /);

  await page.keyboard.press("j");
  await endsWith(page, "where is my parcel");
  assert.match(await page.textContent(".understood"), /Delivery.*70 %/);
  assert.equal(await page.$(".composer"), null, "an offer is read only");

  await page.keyboard.press("a");
  await page.waitForSelector(".composer textarea:focus");
  await page.keyboard.type("It left this morning");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("and arrives tomorrow.");
  await page.keyboard.press("Enter");
  await visitor.socket.until(() => texts(visitor.socket).includes("It left this morning\nand arrives tomorrow."), "the reply");
  assert.equal(await page.inputValue(".composer textarea"), "");

  await say(visitor.socket, "thank you");
  await endsWith(page, "thank you");
  await page.keyboard.press("Control+Shift+Enter");
  await visitor.socket.until((frame) => frame.kind === "state" && frame.state === "resolved", "resolved");
  await page.waitForSelector(".read-only");
  assert.deepEqual(errors, []);
});

test("a key that chooses characters of an input method sends nothing", async () => {
  const { page } = desk;
  const visitor = await escalated(edge);
  await page.click(".offer-do .primary");
  await page.waitForSelector(".composer textarea:focus");
  await page.evaluate(() => {
    const field = document.querySelector(".composer textarea");
    field.value = "ni hao";
    field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }));
  });
  assert.equal(await page.inputValue(".composer textarea"), "ni hao");
  assert.ok(!texts(visitor.socket).includes("ni hao"));
});

test("a draft survives a reload and a crash of the edge, and what was sent meanwhile arrives once", async () => {
  const { page } = desk;
  const visitor = await escalated(edge);
  await page.click(".offer-do .primary");
  await page.waitForSelector(".composer textarea:focus");
  await page.keyboard.type("half a sentence");
  await page.reload();
  await page.click(".mine .row");
  await page.waitForFunction(() => document.querySelector(".composer textarea")?.value === "half a sentence");

  await edge.kill9();
  await page.waitForSelector(".banner");
  await page.keyboard.press("r");
  await page.keyboard.press("Enter");
  await page.keyboard.type("and a second one");
  await edge.start();
  await page.waitForFunction(() => !document.querySelector(".banner"));
  await page.waitForFunction(() => /Sent|Seen/.test([...document.querySelectorAll(".said.me .foot")].at(-1)?.textContent ?? ""));
  await endsWith(page, "half a sentence");
  assert.equal(await page.inputValue(".composer textarea"), "and a second one");
  assert.ok(visitor.conversation);
});

test("what customers wrote is not kept in the agent's browser", async () => {
  const { page } = desk;
  await escalated(edge);
  await page.click(".offer-do .primary");
  await page.waitForSelector(".composer textarea:focus");
  await page.keyboard.type("a draft");
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.match(kept, /a draft/);
  assert.doesNotMatch(kept, /where is my parcel/);
});
