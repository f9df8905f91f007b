// Story 4: the customer goes on through the shop while an agent answers; the chat comes along.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { stage } from "./story.mjs";

let scene;
before(async () => (scene = await stage()));
after(() => scene?.end());

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

  const before = await customer.said();
  await customer.page.reload();
  await customer.line("Green").waitFor();
  await customer.chat.getByRole("heading", { name: "Lin Mei" }).waitFor();
  assert.deepEqual(await customer.said(), before, "the same after a reload");

  const second = await customer.tab("/appliances");
  await second.line("Green").waitFor();
  await second.chat.getByRole("heading", { name: "Lin Mei" }).waitFor();
  assert.deepEqual(await second.said(), before, "the same in a second tab");
  await second.say("and one for me");
  await customer.line("and one for me").waitFor();
  await customer.say("so two of them");
  await second.line("so two of them").waitFor();
  await agent.line("so two of them").waitFor();
  await agent.say("Two it is.");
  await Promise.all([customer.line("Two it is.").waitFor(), second.line("Two it is.").waitFor()]);

  const expected = [...before, "and one for me", "so two of them", "Two it is."];
  assert.deepEqual(await customer.said(), expected);
  assert.deepEqual(await second.said(), expected);
  for (const tab of [customer, second]) assert.equal(await tab.line("Lin Mei has joined").count(), 1);
  const atDesk = await agent.said();
  for (const text of ["I want to order the Halo for my aunt", "Which colour should it be?", "Green", "and one for me", "so two of them", "Two it is."]) {
    assert.equal(atDesk.filter((said) => said === text).length, 1, `once at the desk: ${text}`);
  }
  assert.equal(await agent.mine.getByRole("button").count(), 1, "one conversation");
  assert.equal(await agent.offers.count(), 0);
  await agent.setPresence("Offline");
});

test("a reply that comes while the chat is closed is counted on the launcher, also on the next page, until it is read", async () => {
  const [customer, agent] = await Promise.all([scene.customer(), scene.agent("sam@lumen.example")]);
  await customer.open();
  await customer.say("is the fridge loud?");
  await customer.callPerson();
  await agent.accept("is the fridge loud?");
  await customer.line("Sam Okafor has joined").waitFor();
  await customer.page.getByRole("button", { name: "Close chat" }).click();
  await agent.say("No, 36 decibels.");
  const badge = customer.page.getByRole("button", { name: "Open chat, 1 unread" });
  await badge.waitFor();
  await customer.page.getByRole("navigation").getByRole("link", { name: "Appliances" }).click();
  await customer.page.waitForURL("**/appliances");
  await badge.waitFor();
  assert.equal(await agent.line("No, 36 decibels.").getByText("Seen").count(), 0, "nobody has read it yet");
  await badge.click();
  await customer.line("No, 36 decibels.").waitFor();
  await agent.line("No, 36 decibels.").getByText("Seen").waitFor();
  await customer.page.getByRole("button", { name: "Close chat" }).click();
  await customer.page.getByRole("button", { name: "Open chat", exact: true }).waitFor();
  await agent.button("Resolve").click();
  await agent.setPresence("Offline");
});

test("two tabs are in step before a person is called, and one call serves both", async () => {
  const agent = await scene.agent("wang@lumen.example");
  const first = await scene.customer();
  await first.open();
  const second = await first.tab("/phones");
  await second.composer.waitFor();
  await first.say("How do I set a screen-time limit?");
  await first.saidAtLeast(2);
  await second.saidAtLeast(2);
  await second.say("thank you, and for two children");
  await first.line("thank you, and for two children").waitFor();
  await second.callPerson();
  await first.line("A person will join you here").waitFor();
  await agent.accept("thank you, and for two children");
  await Promise.all([first.line("王芳 has joined").waitFor(), second.line("王芳 has joined").waitFor()]);
  await first.say("still in the first tab");
  await agent.line("still in the first tab").waitFor();
  await second.line("still in the first tab").waitFor();
  assert.deepEqual(await first.said(), await second.said());
  assert.equal(await agent.mine.getByRole("button").count(), 1, "one conversation");
  assert.equal((await agent.said()).filter((text) => text === "How do I set a screen-time limit?").length, 1);
});
