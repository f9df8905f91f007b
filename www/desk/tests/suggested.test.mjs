// Answers of a real playbook, suggested by its real model.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { PASSWORD, escalated, say, startEdge, texts } from "../../../edge/tests/harness.mjs";
import { chromium } from "../../../xtask/harness/index.mjs";
import { atWork, endsWith, openDesk } from "./page.mjs";

let edge, browser;
before(async () => {
  edge = await startEdge();
  browser = await chromium();
  const file = (name) => readFile(`${process.env.FRONTDESK_DIST}/content/shop/${name}`);
  const part = async (name) => JSON.parse(await file(name));
  const model = async (name) => (await file(name)).toString("base64");
  await edge.put("shop", {
    public: await part("public.json"), private: await part("private.json"), pack: await model("model.pack"), sense: await model("model.sense"),
  });
  // The site's model knows what the customer asks for.
  await edge.put("shop/agents", edge.staff("shop").map((member) => ({ ...member, skills: ["orders"] })));
});
after(async () => {
  await browser?.close();
  await edge?.stop();
});

test("LS2 the playbook's likeliest answer for what the customer said last is put into the composer by one key and not sent", async () => {
  const { page, errors, close } = await openDesk(browser, edge);
  await atWork(page, { password: PASSWORD });
  const visitor = await escalated(edge);
  await page.waitForSelector(".offer");
  await page.keyboard.press("a");
  await page.waitForSelector(".composer textarea:focus");
  await say(visitor.socket, "怎样备份手机数据？");
  await endsWith(page, "怎样备份手机数据？");
  await page.waitForSelector(".suggested button");
  const first = await page.textContent(".suggested button .confidence");
  assert.match(first, /%$/);
  await page.keyboard.type("您好");
  await page.keyboard.press("Alt+1");
  const written = await page.inputValue(".composer textarea");
  assert.match(written, /^您好\n\n.{20,}/s);
  assert.equal(texts(visitor.socket).length, 2, "nothing was sent");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".suggested", { state: "detached" });
  assert.deepEqual(errors, []);
  await close();
});
