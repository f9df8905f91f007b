import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PASSWORD, escalated, say, startEdge } from "../../../edge/tests/harness.mjs";
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

/// Stands in for the browser's own: what was shown and heard, and a tab that can be hidden.
const standIns = () => {
  window.shown = [];
  window.heard = 0;
  window.asked = 0;
  window.isHidden = false;
  window.Notification = class {
    static permission = "default";
    static requestPermission() {
      window.asked += 1;
      this.permission = "granted";
      return Promise.resolve("granted");
    }
    constructor(title, { body, tag }) {
      window.shown.push(`${title}: ${body}`);
    }
    close() {}
  };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when) {
    window.heard += 1;
    return start.call(this, when);
  };
  Object.defineProperty(document, "visibilityState", { get: () => (window.isHidden ? "hidden" : "visible") });
};

test("a new offer is heard, shown by the browser once that was allowed by a click, and silent in quiet hours; the title counts", async () => {
  const { page, errors, close } = await openDesk(browser, edge);
  await page.addInitScript(standIns);
  await page.reload();
  await atWork(page, { password: PASSWORD });
  assert.equal(await page.evaluate(() => window.asked), 0, "nothing is asked by itself");
  await escalated(edge);
  await page.waitForSelector(".offer");
  await page.waitForFunction(() => window.heard === 2 && window.shown.length === 0);
  assert.match(await page.title(), /^\(1\) /);

  await page.click(".self [aria-label='Sounds and notifications']");
  await page.click("dialog.panel button:has-text('Allow notifications')");
  await page.waitForSelector("dialog.panel .check:has-text('not in view') input:checked");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog.panel", { state: "detached" });
  await page.keyboard.press("a");
  await page.waitForSelector(".composer textarea:focus");
  await page.evaluate(() => ((window.heard = 0), (window.isHidden = true)));
  const visitor = await escalated(edge, "shop");
  await page.waitForFunction(() => window.shown.length === 1 && window.heard === 2);
  assert.equal(await page.evaluate(() => window.shown[0]), "New offer: Delivery", "no word of the customer's");

  await page.evaluate(() => ((window.heard = 0), (window.isHidden = false)));
  await page.keyboard.press("Escape");
  await page.click(".self [aria-label='Sounds and notifications']");
  await page.check("dialog.panel .check:has-text('Nothing makes itself known') input");
  await page.fill("dialog.panel input[type=time] >> nth=0", "00:00");
  await page.press("dialog.panel input[type=time] >> nth=0", "Tab");
  await page.fill("dialog.panel input[type=time] >> nth=1", "23:59");
  await page.press("dialog.panel input[type=time] >> nth=1", "Tab");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog.panel", { state: "detached" });
  await page.keyboard.press("a");
  await page.waitForFunction(() => document.querySelectorAll(".mine .row").length === 2);
  await page.evaluate(() => (window.isHidden = true));
  await say(visitor.socket, "are you there?");
  await page.waitForSelector(".mine .row-preview:text-is('are you there?')");
  assert.deepEqual(await page.evaluate(() => [window.heard, window.shown.length]), [0, 1]);
  assert.deepEqual(errors, []);
  await close();
});
