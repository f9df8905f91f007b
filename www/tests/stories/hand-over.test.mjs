// Story 2: what the assistant does not know goes to a person, with everything that was said.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { stage } from "./story.mjs";

let scene;
before(async () => (scene = await stage()));
after(() => scene?.end());

const KNOWN = "How do I set a screen-time limit?";
const UNKNOWN = "can my parrot sing with the aunt of the moon";

test("an unknown question goes to an agent with transcript, intent and customer card; both talk until it is resolved", async () => {
  const [customer, agent] = await Promise.all([scene.customer(), scene.agent("mei@lumen.example")]);
  await customer.open();
  await customer.say(KNOWN);
  await customer.line("screen time").last().waitFor();
  await customer.say(UNKNOWN);
  await customer.line("I don't know the answer to that").waitFor();
  assert.equal(await agent.offers.count(), 0, "nobody hears of it before the customer wants a person");
  await customer.log.getByRole("button", { name: "Talk to a person" }).click();
  await customer.line("A person will join you here").waitFor();

  // The offer, and what is read before it is accepted.
  const offer = agent.offer(UNKNOWN);
  await offer.waitFor();
  await offer.getByRole("button").first().click();
  await agent.line(UNKNOWN).waitFor();
  const transcript = await agent.said();
  assert.deepEqual([transcript[0], transcript[2]], [KNOWN, UNKNOWN]);
  assert.match(transcript[1], /screen time/i);
  assert.match(transcript[3], /I don't know the answer/);
  assert.match(await agent.log.innerText(), /Answered from “Set a screen-time limit”/);
  assert.equal(await agent.composer.count(), 0, "an offer is read, not answered");
  const about = agent.details.getByRole("region", { name: "About this conversation" });
  await about.getByText("The assistant did not know").waitFor();
  assert.match(await about.innerText(), /Predicted intent\s+\S.* · \d+ %/);
  await agent.details.getByRole("region", { name: "Customer" }).getByText("First conversation with us.").waitFor();

  await agent.offer(UNKNOWN).getByRole("button", { name: "Accept" }).click();
  await customer.line("Lin Mei has joined").waitFor();
  await customer.chat.getByRole("heading", { name: "Lin Mei" }).waitFor();

  // Both type, see each other type, and talk.
  await agent.composer.fill("Let me think");
  await customer.chat.getByRole("img", { name: "Lin Mei is typing" }).waitFor();
  await agent.say("Parrots cannot sing, sorry.");
  await customer.line("Parrots cannot sing, sorry.").waitFor();
  await customer.chat.getByRole("img", { name: "Lin Mei is typing" }).waitFor({ state: "detached" });
  await customer.composer.fill("What a pity");
  await agent.log.getByText("The customer is typing").waitFor();
  await customer.say("What a pity, thank you.");
  await agent.line("What a pity, thank you.").waitFor();
  await agent.log.getByText("The customer is typing").waitFor({ state: "detached" });
  await customer.line("What a pity, thank you.").filter({ hasText: "Seen" }).waitFor();

  await agent.button("Resolve").click();
  await customer.line("Lin Mei has closed this conversation").waitFor();
  await agent.page.getByText("Resolved. If the customer writes again").waitFor();
  await agent.mine.getByText("None yet.").waitFor();
  await agent.setPresence("Offline");
});

test("a guided return ends with its card at the desk, and the customer is known the next time", async () => {
  const customer = await scene.customer();
  const agent = await scene.agent("sam@lumen.example");
  await customer.open();
  await customer.button("Return an item now").click();
  await customer.line("What is your order number?").waitFor();
  await customer.say("my order is 12");
  await customer.line("That does not look like one of our order numbers").waitFor();
  await customer.say("LM-204815");
  await customer.line("Which item do you want to send back?").waitFor();
  await customer.say("Halo 12, green");
  await customer.line("What is the reason?").waitFor();
  await customer.button("It arrived damaged").click();
  await customer.button("Scratches or dents").click();
  await customer.button("My money back").click();
  const handOver = customer.button("Send to the team");
  await handOver.waitFor();
  assert.match(await customer.log.locator(".review").innerText(), /LM-204815[^]*Halo 12, green/);
  await handOver.click();

  await agent.offers.getByRole("button", { name: "Accept" }).click();
  await agent.composer.waitFor();
  const card = agent.details.locator(".flow-card");
  assert.match(await card.innerText(), /Order number\s+LM-204815[^]*Halo 12, green/);
  await agent.say("The courier comes tomorrow.");
  await customer.line("The courier comes tomorrow.").waitFor();
  await agent.button("Resolve").click();
  await customer.button("Start a new chat").click();
  await customer.say("me again, is the courier on the way");
  await customer.callPerson();
  await agent.accept("me again, is the courier on the way");
  const known = agent.details.getByRole("region", { name: "Customer" });
  await known.getByText("Earlier conversations").waitFor();
  assert.match(await known.innerText(), /Told us before[^]*LM-204815/);
});
