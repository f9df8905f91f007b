// What is said beside the question: the wish for a person, another language, a hurry, a mood.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { stage } from "./story.mjs";

let scene;
before(async () => (scene = await stage()));
after(() => scene?.end());

test("who asks for a person is offered one at once, whatever it is about, and may go on asking", async () => {
  const customer = await scene.customer();
  await customer.open();
  await customer.say("I don't want to talk to a bot, get me a real person please");
  await customer.line("I can pass you to a person on our team").waitFor();
  await customer.log.getByRole("button", { name: "Talk to a person" }).waitFor();
  await customer.say("怎样备份手机数据");
  await customer.line("备份").last().waitFor();
});

test("a question in another language is met with its name and a person", async () => {
  const customer = await scene.customer({ path: "/zh/", locale: "zh-CN" });
  const encoder = customer.context.waitForEvent("requestfinished", { predicate: (request) => /encoder-/.test(request.url()) });
  await customer.open();
  await encoder;
  // The full engine knows languages; it is there a moment after its last file.
  for (let asked = 1; asked <= 10; asked += 1) {
    await customer.say("注文した商品がまだ届きません");
    await customer.saidAtLeast(2 * asked);
    if (/这看起来是日语/.test((await customer.said()).at(-1))) break;
  }
  await customer.line("这看起来是日语").last().waitFor();
  await customer.log.getByRole("button", { name: "转人工" }).waitFor();
});

test("an urgent and angry customer reaches the desk as such, in the language that was written", async () => {
  const [customer, agent] = await Promise.all([scene.customer(), scene.agent("mei@lumen.example")]);
  await customer.open();
  await customer.say("this is the worst service ever and it is urgent, I need my parrot fixed right now!!");
  await customer.callPerson();
  await agent.accept("this is the worst service ever");
  const about = agent.details.getByRole("region", { name: "About this conversation" });
  const facts = await about.innerText();
  assert.match(facts, /Priority\s+High/);
  assert.match(facts, /Mood\s+Unhappy/);
  assert.match(facts, /Language\s+English/);
});
