// Story 4: the customer goes on through the shop while an agent answers; the chat comes along.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { stage } from "./story.mjs";

let scene;
before(async () => (scene = await stage()));
after(() => scene?.end());

const texts = async (customer) => (await customer.lines()).map(({ text }) => text);

test("over a link, a reload and a second tab it is one conversation without doubles", async () => {
  const [customer, agent] = await Promise.all([scene.customer(), scene.agent("mei@lumen.example")]);
  await customer.open();
  await customer.say("I want to order the Halo for my aunt");
  await customer.callPerson();
  await agent.accept("I want to order the Halo");
  await customer.line("Lin Mei has joined").waitFor();
  await customer.composer.fill("half a sentence");

  // The reply is sent while the customer follows a link.
  await Promise.all([
    customer.page.getByRole("navigation").getByRole("link", { name: "Phones" }).click(),
    agent.say("Which colour should it be?"),
  ]);
  await customer.page.waitForURL("**/phones");
  await customer.line("Which colour should it be?").waitFor();
  assert.equal(await customer.composer.inputValue(), "half a sentence");
  assert.equal(await customer.line("Which colour should it be?").count(), 1);
  await customer.chat.getByRole("heading", { name: "Lin Mei" }).waitFor();
  await agent.line("Which colour should it be?").getByText("Seen").waitFor();
  await customer.say("Green");
  await agent.line("Green").waitFor();

  const before = await texts(customer);
  await customer.page.reload();
  await customer.line("Green").waitFor();
  await customer.chat.getByRole("heading", { name: "Lin Mei" }).waitFor();
  assert.deepEqual(await texts(customer), before, "the same after a reload");

  const second = await customer.tab("/appliances");
  await second.line("Green").waitFor();
  await second.chat.getByRole("heading", { name: "Lin Mei" }).waitFor();
  assert.deepEqual(await texts(second), before, "the same in a second tab");
  await second.say("and one for me");
  await customer.line("and one for me").waitFor();
  await customer.say("so two of them");
  await second.line("so two of them").waitFor();
  await agent.line("so two of them").waitFor();
  await agent.say("Two it is.");
  await Promise.all([customer.line("Two it is.").waitFor(), second.line("Two it is.").waitFor()]);

  const expected = [...before, "and one for me", "so two of them", "Two it is."];
  assert.deepEqual(await texts(customer), expected);
  assert.deepEqual(await texts(second), expected);
  const atDesk = await agent.texts();
  for (const text of ["I want to order the Halo for my aunt", "Which colour should it be?", "Green", "and one for me", "so two of them", "Two it is."]) {
    assert.equal(atDesk.filter((said) => said === text).length, 1, `once at the desk: ${text}`);
  }
  assert.equal(await agent.mine.getByRole("button").count(), 1, "one conversation");
  assert.equal(await agent.offers.count(), 0);
});
