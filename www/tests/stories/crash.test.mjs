// Story 3: the edge dies in mid-conversation. What was acknowledged is there once and in order, what was typed is still typed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { stage, until } from "./story.mjs";

let scene;
before(async () => (scene = await stage()));
after(() => scene?.end());

const MINE = /^(customer|agent) \d/;
const talk = (texts) => texts.filter((text) => MINE.test(text));

test("kill -9 in mid-conversation with unsent text on both sides loses, doubles and reorders nothing, and the agent keeps the conversation", async () => {
  const [customer, agent] = await Promise.all([scene.customer(), scene.agent("mei@lumen.example")]);
  await customer.open();
  await customer.say("customer 0");
  await customer.callPerson();
  await agent.accept("customer 0");
  for (let round = 1; round <= 3; round += 1) {
    await customer.say(`customer ${round}`);
    await agent.line(`customer ${round}`).waitFor();
    await agent.say(`agent ${round}`);
    await customer.line(`agent ${round}`).waitFor();
  }

  // Both write on while it dies: some of this is stored, some is on its way, some is typed only.
  await Promise.all([
    (async () => {
      for (const word of ["4", "5", "6"]) await customer.say(`customer ${word}`);
    })(),
    (async () => {
      for (const word of ["4", "5", "6"]) await agent.say(`agent ${word}`);
    })(),
    scene.kill9(),
  ]);
  await customer.say("customer 7");
  await agent.say("agent 7");
  await customer.line("customer 7").filter({ hasText: "Sending…" }).waitFor();
  await agent.line("agent 7").getByText("Will be sent when the connection is back").waitFor();
  await customer.composer.fill("customer draft, not sent");
  await agent.composer.fill("agent draft, not sent");
  await customer.chat.getByText("Connection lost. Trying again").waitFor();
  await agent.page.getByText("Connection lost.").first().waitFor();
  const [written, acknowledged] = [new Map(), new Map()];
  for (const { sent, frame } of [...customer.frames, ...agent.frames]) {
    if (sent && frame.kind === "send") written.set(frame.id, frame.text);
    if (!sent && frame.kind === "ack" && written.has(frame.id)) acknowledged.set(frame.seq, written.get(frame.id));
  }
  assert.ok(acknowledged.size >= 6, `${acknowledged.size} were acknowledged before the crash`);

  await scene.start();
  await customer.line("agent 7").waitFor();
  await agent.line("customer 7").waitFor();
  await customer.chat.getByText("Connection lost. Trying again").waitFor({ state: "detached" });
  await agent.page.getByText("Connection lost.").first().waitFor({ state: "detached" });
  // Nothing is on its way any more: every message was acknowledged.
  await customer.chat.getByText("Sending…").first().waitFor({ state: "detached" });
  await agent.log.getByText("Will be sent").first().waitFor({ state: "detached" });

  const everything = Array.from({ length: 8 }, (_, at) => at);
  const texts = talk(await customer.said());
  const of = (who, list) => list.filter((text) => text.startsWith(who)).map((text) => Number(text.split(" ")[1]));
  assert.deepEqual(of("customer", texts), everything, "the customer's, each once and in order");
  assert.deepEqual(of("agent", texts), everything.slice(1), "the agent's, each once and in order");
  assert.deepEqual(talk(await agent.said()), texts, "both read the same");

  // What was acknowledged before the crash stands in the order of the places it was given.
  const inOrder = [...acknowledged].sort(([a], [b]) => a - b).map(([, text]) => text);
  assert.deepEqual(texts.filter((text) => inOrder.includes(text)), inOrder);

  // Drafts and the conversation itself, now and after both load their page anew.
  const intact = async () => {
    await until(async () => (await customer.composer.inputValue()) === "customer draft, not sent", "the customer's draft");
    await until(async () => (await agent.composer.inputValue()) === "agent draft, not sent", "the agent's draft");
    assert.equal(await agent.mine.getByRole("button").count(), 1, "the agent still has the conversation");
    assert.equal(await customer.line("had to leave").count(), 0);
  };
  await intact();
  await Promise.all([customer.page.reload(), agent.page.reload()]);
  await customer.line("agent 7").waitFor();
  await agent.mine.getByRole("button").click();
  await agent.line("customer 7").waitFor();
  await intact();
  assert.deepEqual(talk(await customer.said()), texts);
  assert.deepEqual(talk(await agent.said()), texts);

  // And it goes on: the drafts are sent.
  await customer.composer.press("Enter");
  await agent.line("customer draft, not sent").waitFor();
  await agent.composer.press("Enter");
  await customer.line("agent draft, not sent").waitFor();
});
