// Story 1: once the chat has been opened, questions are answered in the browser, with nobody there to ask.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { stage } from "./story.mjs";

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
});
