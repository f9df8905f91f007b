import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { PASSWORD, escalated, id, startEdge } from "../../../edge/tests/harness.mjs";
import { chromium } from "../../../xtask/harness/index.mjs";
import { openDesk, signIn } from "./page.mjs";

const MANY = 5_000;
/// A frame of the desk holds about a hundred.
const PER_FRAME = 100;
/// A held key repeats so often: faster than anybody types.
const REPEAT_MS = 33;

let edge, browser;
before(async () => {
  edge = await startEdge();
  browser = await chromium();
});
after(async () => {
  await browser?.close();
  await edge?.stop();
});

const summary = (number, now) => ({
  conversation: number.toString(16).padStart(32, "0"), version: 1, visitor: id(), state: "open",
  queued_at: now - number * 60_000, last_activity_at: now - number * 60_000, locale: "en", reason: "asked", prediction: null, skill: null,
  priority: "medium", card: null, tone: null, preview: `waiting as number ${number}`, messages: 1, assigned: null, released_epoch: 0,
  rating: null, facts: [], facts_from: 0,
});

/// A desk that has heard of so many conversations, as over a long day.
async function busyDesk() {
  const desk = await openDesk(browser, edge);
  let toPage;
  await desk.page.routeWebSocket(/desk\/socket/, (socket) => {
    socket.connectToServer();
    toPage = socket;
  });
  await signIn(desk.page, { password: PASSWORD });
  await desk.page.waitForSelector(".presence.online");
  await escalated(edge);
  const now = Date.now();
  for (let from = 1; from <= MANY; from += PER_FRAME) {
    const items = Array.from({ length: PER_FRAME }, (_, at) => ({ summary: summary(from + at, now), offered_to: null }));
    toPage.send(JSON.stringify({ kind: "queue", items, total: MANY }));
  }
  await desk.page.keyboard.press("4");
  await desk.page.waitForFunction((many) => document.querySelector("[aria-setsize]")?.ariaSetSize >= many, MANY);
  return desk;
}

test("of five thousand conversations only those in view are in the document, and keys walk through all of them", async () => {
  const { page, errors, close } = await busyDesk();
  const drawn = () => page.$$eval(".place", (all) => all.length);
  assert.ok((await drawn()) < 40, `${await drawn()} rows`);
  await page.keyboard.press("j");
  await page.focus(".row.is-open");
  await page.keyboard.press("End");
  await page.waitForFunction((many) => document.activeElement?.closest(".place")?.ariaPosInSet >= many, MANY);
  assert.match(await page.textContent(".row.is-open"), new RegExp(`waiting as number ${MANY}`));
  const box = await page.locator(".row.is-open").boundingBox();
  assert.ok(box.y > 0 && box.y + box.height <= 900, "the row is in view");
  await page.keyboard.press("ArrowUp");
  await page.waitForFunction((text) => document.activeElement?.textContent.includes(text), `number ${MANY - 1}`);
  assert.ok((await drawn()) < 40);

  // Scrolled by a wheel, another part is drawn, and the row that has the focus keeps it.
  await page.evaluate(() => document.querySelector(".rows").scrollTo(0, 58 * 2_500));
  await page.waitForFunction(() => document.querySelector(".rows").innerText.includes("number 2505"));
  assert.ok((await drawn()) < 41);
  assert.equal(await page.evaluate(() => document.activeElement?.matches(".row.is-open")), true);
  await page.keyboard.press("Home");
  await page.waitForFunction(() => document.activeElement?.closest(".place")?.ariaPosInSet === "1");
  assert.deepEqual(errors, []);
  await close();
});

test("with five thousand conversations no key is lost, and how soon each is on screen is told", async () => {
  const { page, close } = await busyDesk();
  await page.keyboard.press("j");
  await page.waitForSelector(".read-only");
  await page.keyboard.press("m");
  await page.waitForSelector(".noting textarea:focus");
  // From the event's own time to the frame after it was handled.
  await page.evaluate(() => {
    window.took = [];
    addEventListener("keydown", (event) => requestAnimationFrame(() => setTimeout(() => window.took.push(performance.now() - event.timeStamp))), true);
  });
  const p95 = async (press, times) => {
    await page.evaluate(() => (window.took = []));
    for (let at = 0; at < times; at += 1) await Promise.all([press(at), sleep(REPEAT_MS)]);
    await page.waitForFunction((times) => window.took.length >= times, times);
    const took = (await page.evaluate(() => window.took)).sort((a, b) => a - b);
    return took[Math.floor(took.length * 0.95)];
  };
  const typing = await p95((at) => page.keyboard.press("abcdefgh "[at % 9]), 200);
  const typed = await page.locator(".noting textarea").inputValue();
  assert.equal(typed, Array.from({ length: 200 }, (_, at) => "abcdefgh "[at % 9]).join(""), "every key is there");
  await page.keyboard.press("Escape");
  const walking = await p95(() => page.keyboard.press("j"), 60);
  console.log(`keystroke to paint, p95 with ${MANY} conversations: typing ${typing.toFixed(1)} ms, walking ${walking.toFixed(1)} ms`);
  // Everything is in the browser's cache now; presence can be set as soon as the desk is usable.
  await page.reload();
  await page.waitForSelector(".presence.online");
  const usable = await page.evaluate(() => performance.now());
  console.log(`usable ${usable.toFixed(0)} ms after a warm start`);
  await close();
});
