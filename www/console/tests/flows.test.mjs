// A guided flow: written, moved by keys and by dragging, looked at and gone through.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, startEdge } from "../../../edge/tests/harness.mjs";
import { chromium } from "../../../xtask/harness/index.mjs";
import { motors, openConsole, settled, signIn, tabTo } from "./page.mjs";

let edge, browser, owner;
before(async () => {
  edge = await startEdge();
  browser = await chromium();
  owner = await motors(edge);
});
after(async () => {
  await browser?.close();
  await edge?.stop();
});

const stored = async () => (await ask(edge.desk, "GET", "/api/v1/playbook", { headers: owner.headers })).body.text;
const steps = (page) => page.$$eval(".tree [data-step]", (all) => all.map((step) => step.dataset.step));

test("a step is moved by Alt and an arrow key, and back by undo", async () => {
  const { page, errors, close } = await openConsole(browser, edge, { hash: "#/flows/car_noise" });
  await signIn(page, owner);
  await page.waitForSelector("#step-sound");
  const before = await steps(page);
  assert.ok(before.indexOf("sound") < before.indexOf("often"));
  await page.focus("#step-sound");
  await page.keyboard.press("Alt+ArrowDown");
  await page.waitForFunction(() => {
    const ids = [...document.querySelectorAll(".tree [data-step]")].map((step) => step.dataset.step);
    return ids.indexOf("often") < ids.indexOf("sound");
  });
  await page.waitForFunction(() => document.activeElement?.id === "step-sound"); // The focus goes with it.
  await page.keyboard.press("Control+z");
  await page.waitForFunction((before) => {
    const ids = [...document.querySelectorAll(".tree [data-step]")].map((step) => step.dataset.step);
    return ids.join() === before;
  }, before.join());
  await settled(page);
  assert.equal(await stored(), owner.text, "the text is what it was, to the letter");
  assert.deepEqual(errors, []);
  await close();
});

test("a step is dragged behind another", async () => {
  const { page, errors, close } = await openConsole(browser, edge, { hash: "#/flows/car_noise" });
  await signIn(page, owner);
  await page.waitForSelector("#step-since");
  await page.dragAndDrop("#step-since", "#step-sound");
  await page.waitForFunction(() => {
    const ids = [...document.querySelectorAll(".tree [data-step]")].map((step) => step.dataset.step);
    return ids.indexOf("since") === ids.indexOf("sound") + 1;
  });
  assert.deepEqual(errors, []);
  await close();
});

test("a new flow is written by keys and gone through in the preview", async () => {
  const { page, errors, close } = await openConsole(browser, edge, { hash: "#/flows" });
  const keys = page.keyboard;
  await signIn(page, owner);
  await page.waitForSelector("#new-flow");
  await tabTo(page, "#new-flow");
  await keys.type("Lost key");
  await keys.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "open-title");
  await tabTo(page, ".tree + .plain");
  await keys.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id?.startsWith("kind-"));
  const step = await page.evaluate(() => document.activeElement.id.slice("kind-".length));
  for (const [field, text] of [["prompt-en", "Which car is it?"], ["prompt-zh", "是哪一辆车？"], ["slot", "car"]]) {
    await tabTo(page, `#${step}-${field}`);
    await keys.press("Control+A");
    await keys.type(text);
  }
  await keys.press("Tab");
  await page.waitForSelector(".flow-preview .bubble >> text=Which car is it?");
  await tabTo(page, "#flow-answer");
  await keys.type("The blue M3");
  await keys.press("Enter");
  await page.waitForSelector(".flow-preview .me >> text=The blue M3");
  await page.waitForSelector(".flow-preview .told >> text=A person takes over");
  assert.deepEqual(errors, []);
  await close();
});
