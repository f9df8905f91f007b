// All conversations of the site, views of one's own, and finding a conversation: by keys alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PASSWORD, answered, escalated, id, say, startEdge } from "../../../edge/tests/harness.mjs";
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

test("what a colleague settled before is listed, found by Chinese words with the hit marked, and held by a view of one's own", async () => {
  const visitor = await escalated(edge);
  const ben = await answered(edge, visitor.conversation, await edge.signIn("ben@shop.example"));
  await say(visitor.socket, "我的冰箱坏了");
  ben.socket.send({ kind: "tag", id: id(), tag: "fridge", on: true });
  ben.socket.send({ kind: "resolve", id: id() });
  await visitor.socket.until((frame) => frame.kind === "state" && frame.state === "resolved", "resolved");
  ben.desk.close?.();
  const { page, errors, close } = await openDesk(browser, edge);
  await atWork(page, { password: PASSWORD });

  // The directory hears of it within a second.
  await page.waitForFunction(async () => {
    const answer = await fetch("/api/v1/conversations/search", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ text: "", tag: "fridge", state: "resolved" }) });
    return (await answer.json()).rows.length === 1;
  });
  await page.keyboard.press("4");
  await page.waitForSelector(`.all [data-conversation="${visitor.conversation}"]`);

  await page.keyboard.press("/");
  await page.waitForSelector("dialog.panel [role=combobox]:focus");
  await page.keyboard.type("冰箱");
  await page.waitForSelector(".hit mark:text-is('冰箱')");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".log :text('我的冰箱坏了')");
  await page.waitForSelector(".read-only");

  await page.keyboard.press("v");
  await page.waitForSelector(".filter-form input:focus");
  await page.keyboard.type("Fridges");
  await page.keyboard.press("Tab");
  await page.keyboard.type("fridge");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".own[aria-pressed=true]:has-text('Fridges')");
  await page.waitForSelector(`.saved [data-conversation="${visitor.conversation}"]`);
  assert.equal(await page.textContent(".own .count"), "1");
  // It counts on by itself.
  const another = await escalated(edge);
  await page.waitForSelector(".offer");
  await page.keyboard.press("a");
  await page.waitForSelector(".composer textarea:focus");
  await page.keyboard.press("Escape");
  await page.keyboard.press("t");
  await page.keyboard.type("fridge");
  await page.keyboard.press("Enter");
  await page.waitForSelector(`.saved [data-conversation="${another.conversation}"]`);
  await page.waitForSelector(".own .count:text-is('2')");
  await page.reload();
  await page.waitForSelector(".own:has-text('Fridges')");
  await page.waitForSelector(".presence.online");
  await page.keyboard.press("5");
  await page.waitForSelector(`.saved [data-conversation="${visitor.conversation}"]`);
  assert.deepEqual(errors, []);
  await close();
});
