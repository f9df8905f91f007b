// Story 3: once the chat has been opened, questions are answered in the browser, at night too and with nobody there to ask.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { ask } from "../../../edge/tests/harness.mjs";
import { stage, until } from "./story.mjs";

let scene;
before(async () => (scene = await stage()));
after(() => scene?.end());

test("怎样备份手机数据 is answered in the browser with the edge process stopped after the chat was opened once", async () => {
  const customer = await scene.customer({ path: "/zh/", locale: "zh-CN" });
  // All that the chat needs: the playbook, the engine, the model, and what leads through flows.
  const needed = [/\/bundle\.json$/, /\/a\/engine-[^/]+\.wasm$/, /\/pack\/[0-9a-f]+$/, /\/a\/guide-[^/]+\.wasm$/];
  const here = needed.map((address) => customer.context.waitForEvent("requestfinished", (request) => address.test(request.url())));
  await customer.open();
  await customer.line("您好，我是小流").waitFor();
  await Promise.all(here);

  await scene.kill9();
  await assert.rejects(fetch(`http://127.0.0.1:${scene.port}/`), "the edge is gone");

  await customer.say("怎样备份手机数据");
  const answer = customer.line("备份到云端");
  await answer.waitFor();
  assert.match(await answer.innerText(), /设置 → 账号与云服务 → 备份/);
  assert.equal(await answer.locator("ol > li").count(), 3, "the steps are a list");

  // Another question, as people ask it, and the answers stand in order.
  await customer.say("屏幕摔碎了换一块要多少钱");
  await customer.line("屏幕摔碎了换一块要多少钱").waitFor();
  await customer.saidAtLeast(4);
  const said = await customer.said();
  assert.deepEqual([said[0], said[2]], ["怎样备份手机数据", "屏幕摔碎了换一块要多少钱"]);
  assert.equal(await customer.chat.getByText("无法查找答案").count(), 0);
  // A flow is led through as well, up to its hand-over.
  await customer.say("我要退货");
  await customer.line("请告诉我订单号").waitFor();
  await customer.say("LM-204815");
  await customer.line("您想退换哪件商品").waitFor();
  // Labels that could not be counted are no trouble of the customer's.
  assert.deepEqual(await customer.chat.locator(".banner").allInnerTexts(), []);
  await scene.start();
});

/// Of a hundred questions that have an answer, so many get the right one at least, at once or by a tap.
const CONTAINED = 70;

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Closes the site now, whatever the time is: it opens in two hours for half an hour.
async function closeFor(site) {
  const path = `/api/v1/operator/sites/${site}/routing`;
  const headers = { authorization: `Bearer ${scene.operatorSecret}` };
  const { policy } = (await ask(scene.desk, "GET", path, { headers })).body;
  const hour = String((new Date().getUTCHours() + 2) % 24).padStart(2, "0");
  const hours = { zone: "UTC", week: DAYS.map((day) => ({ day, open: [`${hour}:00-${hour}:30`] })), holidays: [] };
  const answer = await ask(scene.desk, "PUT", path, { headers, body: { ...policy, hours } });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
}

/// Questions nobody trained on whose right answer is a text: `{ text, intent, title }`, each.
async function heldOut(site, language) {
  const { intents } = JSON.parse(await readFile(`${process.env.FRONTDESK_DIST}/content/${site}/public.json`, "utf8"));
  const titles = new Map(intents.filter(({ reply }) => reply.answer).map(({ id, title }) => [id, title[language]]));
  const file = await readFile(new URL(`../../demo/sites/${site}/questions.${language}.tsv`, import.meta.url), "utf8");
  const rows = file.trim().split("\n").slice(1).map((row) => row.split("\t"));
  return rows.filter(([, intent]) => titles.has(intent)).map(([text, intent]) => ({ text, intent, title: titles.get(intent) }));
}

/// What the assistant has said, in order: the intents of its answers, null for whatever else.
const given = (customer) =>
  customer.inside.evaluate(() => {
    const kept = Object.keys(localStorage).filter((key) => key.includes("/local/")).map((key) => JSON.parse(localStorage[key]));
    return kept.filter(({ item }) => !item.from_visitor).sort((a, b) => a.place - b.place).map(({ item }) => item.intent);
  });

for (const [language, path, locale, person, away] of [
  ["en", "/", "en-GB", "Talk to a person", /Nobody is here right now. We are back on .*:00/],
  ["zh", "/zh/", "zh-CN", "转人工客服", /现在没有客服在线。.*:00.*恢复服务/],
]) {
  test(`at night, with nobody at the desk and the edge stopped, most held-out questions are answered (${language})`, async (t) => {
    await closeFor("motors");
    const questions = await heldOut("motors", language);
    const customer = await scene.customer({ site: "motors", path, locale });
    const needed = [/\/a\/full-[^/]+\.wasm$/, /\/sense\/[0-9a-f]+$/, /\/a\/encoder-[^/]+\.bin$/];
    const here = needed.map((address) => customer.context.waitForEvent("requestfinished", (request) => address.test(request.url())));
    await customer.open();
    await Promise.all(here);
    await scene.kill9();
    /// What the assistant says to that.
    const answers = async (act, what) => {
      const before = (await given(customer)).length;
      await act();
      await until(async () => (await given(customer)).length > before && (await customer.chat.locator(".dots").count()) === 0, what);
      return (await given(customer)).slice(before);
    };
    let right = 0;
    for (const { text, intent, title } of questions) {
      let said = await answers(() => customer.say(text), text);
      // "Did you mean": who is offered the right one taps it.
      const offered = customer.chat.locator(".choices.list").getByRole("button", { name: title, exact: true });
      if (said.at(-1) === null && (await offered.count())) said = await answers(() => offered.click(), title);
      if (said.length === 1 && said[0] === intent) right += 1;
    }
    t.diagnostic(`${right} of ${questions.length}`);
    assert.ok(right * 100 >= questions.length * CONTAINED, `${right} of ${questions.length}`);
    await scene.start();
    // A person can be asked for all the same, and comes when they open.
    await customer.callPerson(person, away);
    await customer.context.close();
  });
}
