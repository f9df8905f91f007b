// Versions: what changes is shown, an older one is brought back, and whoever may not edit is told so.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PASSWORD, ask, startEdge } from "../../../edge/tests/harness.mjs";
import { chromium } from "../../../xtask/harness/index.mjs";
import { newSite, openConsole, settled, signIn } from "./page.mjs";

let edge, browser, owner;
before(async () => {
  edge = await startEdge();
  browser = await chromium();
  owner = await newSite(edge);
});
after(async () => {
  await browser?.close();
  await edge?.stop();
});

const stored = async () => (await ask(edge.desk, "GET", "/api/v1/playbook", { headers: owner.headers })).body;

/// Publishes what the page shows.
async function publish(page, note) {
  await page.goto(`${edge.desk}/console#/publish`);
  await page.fill("#note", note);
  await page.click("#publish");
  await page.waitForSelector(".course >> text=/^Published/");
  await page.waitForSelector(`.versions >> text=${note}`);
}

test("what changes is shown before it is published, and an older version is brought back", async () => {
  const { page, errors, close } = await openConsole(browser, edge);
  await signIn(page, owner);
  await page.waitForSelector("#new-question");
  const begun = (await stored()).text;
  await publish(page, "The first");
  await page.goto(`${edge.desk}/console#/questions/about_assistant`);
  await page.fill("#title-en", "What I can do");
  await page.press("#title-en", "Tab");
  await settled(page);

  await page.goto(`${edge.desk}/console#/publish`);
  await page.waitForSelector(".changes");
  assert.equal(await page.locator(".changes li").count(), 1, "one question differs");
  await page.click(".changes summary");
  assert.match(await page.textContent(".diff ins"), /What I can do/);
  await publish(page, "The second");

  const first = page.locator(".versions li").filter({ hasText: "The first" });
  await first.getByRole("button", { name: "Bring back" }).click();
  await page.waitForSelector(".notice >> text=/Version 1 is your draft again/");
  await page.waitForSelector(".changes");
  assert.equal((await stored()).text, begun);
  assert.deepEqual(errors, []);
  await close();
});

test("a mistake keeps the playbook from being published and leads to where it is", async () => {
  const { page, close } = await openConsole(browser, edge, { hash: "#/questions/about_assistant" });
  await signIn(page, owner);
  await page.waitForSelector("#answer-en");
  await page.fill("#answer-en", "<b>Often</b>");
  await page.press("#answer-en", "Tab");
  await page.waitForSelector(".column .found .is-error");
  await page.goto(`${edge.desk}/console#/publish`);
  await page.waitForSelector(".parts .is-error");
  assert.ok(await page.isDisabled("#publish"));
  await page.click(".parts a");
  await page.waitForSelector("#answer-en");
  await page.focus(".pages a");
  await page.keyboard.press("Control+z");
  await page.waitForSelector(".column .found .is-error", { state: "detached" });
  await settled(page);
  await close();
});

test("an agent is told that the console is not theirs", async () => {
  const { page, close } = await openConsole(browser, edge);
  await signIn(page, { site: "shop", email: "amy@shop.example", password: PASSWORD });
  await page.waitForSelector("main .empty");
  assert.match(await page.textContent("main .empty"), /amy, who may not edit/);
  await close();
});
