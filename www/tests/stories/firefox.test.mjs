// Story 8, the other browser: the chat opens and answers in Debian's Firefox.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { firefoxPath, startInstance } from "../../../xtask/harness/index.mjs";
import { firefox } from "./firefox.mjs";

const skip = existsSync(firefoxPath) ? false : `there is no ${firefoxPath}`;
let scene, browser;
before(async () => {
  if (skip) return;
  scene = await startInstance();
  browser = await firefox();
});
after(async () => {
  await browser?.close();
  await scene?.stop();
});

test("in Firefox the shop opens, the chat opens, a question is answered, and a reload keeps it", { skip }, async () => {
  const page = await browser.visit(scene.shop);
  const launcher = await browser.seen(page, "() => document.querySelector('frontdesk-chat')?.shadowRoot.querySelector('button.b')");
  await browser.click(page, launcher);
  const chat = await browser.frame(page, "/w/shop");
  const field = await browser.seen(chat, "() => document.querySelector('textarea')");
  await browser.seen(chat, "() => document.querySelector('[role=log]').innerText.includes('Lumi')");
  await browser.click(chat, field);
  await browser.type(chat, "How do I set a screen-time limit?\uE007");
  const answer = await browser.seen(chat, "() => document.querySelector('[role=log] .answer')?.innerText");
  assert.match(answer, /screen time/i);
  const question = await browser.seen(chat, "() => document.querySelector('[role=log] li.mine .bubble')?.innerText");
  assert.equal(question, "How do I set a screen-time limit?");
  assert.equal(await browser.seen(chat, "() => String(document.querySelectorAll('.banner').length)"), "0", "nothing is amiss");

  await browser.ask("browsingContext.reload", { context: page, wait: "complete" });
  const again = await browser.frame(page, "/w/shop");
  await browser.seen(again, "() => document.querySelector('[role=log] li.mine .bubble') && document.querySelector('[role=log] .answer') && true");
});
