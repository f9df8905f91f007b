import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { PASSWORD, escalated, startEdge } from "../../../edge/tests/harness.mjs";
import { chromium } from "../../../xtask/harness/index.mjs";
import { atWork, openDesk } from "./page.mjs";

let edge, browser, desks;
before(async () => (browser = await chromium()));
beforeEach(async () => {
  edge = await startEdge();
  desks = [];
});
afterEach(async () => {
  await Promise.all(desks.map((desk) => desk.close()));
  await edge?.stop();
});
after(() => browser?.close());

async function agent(email, options) {
  const desk = await openDesk(browser, edge, options);
  desks.push(desk);
  await atWork(desk.page, { email, password: PASSWORD });
  return desk;
}

/// An agent who has accepted a conversation and left its composer.
async function holding(email = "amy@shop.example", options) {
  const { page, errors } = await agent(email, options);
  const visitor = await escalated(edge);
  await page.waitForSelector(".offer");
  await page.keyboard.press("a");
  await page.waitForSelector(".composer textarea:focus");
  await page.keyboard.press("Escape");
  return { page, errors, visitor };
}

test("by keys alone a conversation is passed on to a colleague who is found by a few letters", async () => {
  const { page, errors } = await holding();
  const ben = await agent("ben@shop.example");
  await page.waitForSelector(".colleague.online");
  await page.keyboard.press("f");
  await page.waitForSelector("dialog.panel [role=combobox]:focus");
  assert.match(await page.textContent("[role=option]"), /ben.*Online · 0 of 5/);
  await page.keyboard.type("bn");
  assert.equal(await page.$$eval("[role=option]", (all) => all.length), 1);
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog.panel", { state: "detached" });
  await page.waitForSelector(".read-only");
  await ben.page.waitForSelector(".offer .tag:has-text('Passed on')");
  await page.waitForSelector(".happened:has-text('You passed it on to a colleague')");
  assert.deepEqual(errors, []);
});

test("Escape leaves a dialog without doing anything, and the focus is where it was", async () => {
  const { page } = await holding();
  await page.focus(".thread-head .icon[aria-keyshortcuts=z]");
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog.panel [role=combobox]:focus");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog.panel", { state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-keyshortcuts")), "z");
  await page.keyboard.press("f");
  await page.waitForSelector("dialog.panel [role=combobox]:focus");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog.panel", { state: "detached" });
  await page.waitForSelector(".thread-head .primary");
});

test("a conversation is put aside for an hour, or until a time of one's own that is not past", async () => {
  const { page, visitor } = await holding();
  await page.keyboard.press("z");
  await page.waitForSelector("dialog.panel [role=combobox]:focus");
  await page.fill("#own-time", "2020-01-01T09:00");
  await page.focus("#own-time");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#own-time-wrong:has-text('within 31 days')");
  await page.focus("dialog.panel [role=combobox]");
  await page.keyboard.type("hour");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".happened:has-text('You snoozed it until')");
  await visitor.socket.until((frame) => frame.kind === "state" && frame.state === "snoozed", "snoozed");
});

test("what the edge refuses is told, and nothing on screen pretends it was done", async () => {
  const { page } = await holding("amy@shop.example", { timezoneId: "Europe/Berlin" });
  // As if somebody had taken it over in the same moment.
  await page.evaluate(() => {
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (text) {
      const frame = JSON.parse(text);
      if (frame.kind !== "transfer") return send.call(this, text);
      const refused = JSON.stringify({ kind: "refused", id: frame.id, reason: "not_yours" });
      setTimeout(() => this.onmessage(new MessageEvent("message", { data: refused })));
    };
  });
  await page.keyboard.press("f");
  await page.waitForSelector("dialog.panel [role=combobox]:focus");
  await page.keyboard.type("phones");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".notice.is-shown:has-text('Not passed on: the conversation is no longer yours.')");
  await page.waitForSelector(".thread-head .primary");
});

test("an offer tells why this agent was asked, and the details name who came next", async () => {
  const { page, errors } = await agent("amy@shop.example");
  await agent("ben@shop.example");
  await page.waitForSelector(".colleague.online");
  const first = await escalated(edge);
  const second = await escalated(edge);
  assert.notEqual(first.conversation, second.conversation);
  await page.waitForSelector(".offer .offer-why:has-text('of 2')");
  await page.keyboard.press("j");
  await page.waitForSelector(".why .ranked li:nth-child(2)");
  assert.match(await page.textContent(".why"), /You were asked.*Most urgent, best fit.*Chosen among 2.*ben/s);
  assert.match(await page.textContent(".why .is-asked"), /You.*\d+ %.*held \d of 5/s);
  await page.click("text=中文");
  assert.match(await page.textContent(".why"), /为何派给该同事.*已询问您.*最紧急者优先/s);
  assert.deepEqual(errors, []);
});
