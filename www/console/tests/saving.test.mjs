// What is typed is kept: without a connection, over a reload, and where somebody else saves meanwhile.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, startEdge } from "../../../edge/tests/harness.mjs";
import { chromium } from "../../../xtask/harness/index.mjs";
import { motors, openConsole, settled, signIn } from "./page.mjs";

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

const stored = async () => (await ask(edge.desk, "GET", "/api/v1/playbook", { headers: owner.headers })).body;

/// A question of the playbook, open to be written at.
async function writing(hash = "#/questions/tyre_pressure") {
  const opened = await openConsole(browser, edge, { hash });
  await signIn(opened.page, owner);
  await opened.page.waitForSelector("#title-en");
  return opened;
}

/// What is typed stands at the end of a field.
async function append(page, field, text) {
  await page.focus(field);
  await page.keyboard.press("Control+End");
  await page.keyboard.type(text);
  await page.keyboard.press("Tab");
}

test("without a connection changes are kept, also over a reload, and saved when it is back", async () => {
  const { page, context, errors, close } = await writing();
  await settled(page);
  await page.route("**/api/v1/playbook", (route) => (route.request().method() === "PUT" ? route.abort() : route.continue()));
  await append(page, "#examples-en", "\nhow many bar in front");
  await page.waitForSelector(".draft-state.is-offline");
  assert.doesNotMatch((await stored()).text, /how many bar in front/);

  await page.reload();
  await page.waitForSelector("#examples-en");
  assert.match(await page.inputValue("#examples-en"), /how many bar in front$/);
  await page.unroute("**/api/v1/playbook");
  await settled(page);
  assert.match((await stored()).text, /how many bar in front/);
  assert.deepEqual(errors, []);
  await context.close();
  await close();
});

test("where somebody else saved meanwhile nothing is overwritten before the person chose", async () => {
  const { page, errors, close } = await writing();
  await settled(page);
  const before = await stored();
  const theirs = before.text.replace("Meridian Motors", "Meridian Garage");
  const saved = await ask(edge.desk, "PUT", "/api/v1/playbook", { headers: owner.headers, body: { text: theirs, version: before.version } });
  assert.equal(saved.status, 200);

  await append(page, "#title-en", " today");
  await page.waitForSelector(".banner.is-bad");
  assert.match(await page.textContent(".banner.is-bad"), /Olga saved this playbook .* Nothing of yours is lost/);
  assert.equal((await stored()).text, theirs);

  await page.locator(".banner button").first().click();
  await settled(page);
  assert.match((await stored()).text, /Tyre pressure today/);
  assert.deepEqual(errors, []);
  await close();
});

test("an edit is undone and done again, in the box and in the playbook", async () => {
  const { page, close } = await writing("#/questions/service_interval");
  const first = await page.inputValue("#title-en");
  await append(page, "#title-en", " please");
  await settled(page);
  await page.focus("#title-en");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Tab");
  await page.waitForFunction((first) => document.querySelector("#title-en").value === first, first);
  await page.locator(".bar button").first().click();
  await page.waitForFunction(() => document.querySelector("#title-en").value.endsWith(" please"));
  await page.locator(".bar button").nth(1).click();
  await page.waitForFunction((first) => document.querySelector("#title-en").value === first, first);
  await close();
});
