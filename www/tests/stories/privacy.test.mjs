// What stays on the device, what is counted and what a hand-over sends is shown, and is so.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { stage } from "./story.mjs";

let scene;
before(async () => {
  scene = await stage();
});
after(() => scene?.end());

const SECRET = "my doctor says the new diet is not working";

test("the customer reads what was counted, and leaves a line out of what an agent gets", async () => {
  const customer = await scene.customer();
  await customer.open();
  const details = customer.chat.locator("details.private");
  await details.locator("summary").click();
  assert.match(await details.innerText(), /Counted so far: nothing/);
  await customer.say("where is my order");
  await customer.line("To see where it is").waitFor();
  await details.getByText(/: answered$/).waitFor();
  await customer.say(SECRET);
  await details.getByText("A question without an answer").waitFor();
  assert.ok(!(await details.innerText()).includes("doctor"), "labels, not what was typed");

  const along = customer.log.locator("details.along");
  await along.locator("summary").click();
  await along.getByLabel(SECRET).uncheck();
  const agent = await scene.agent("sam@lumen.example");
  await customer.callPerson();
  await agent.offers.getByRole("button", { name: "Accept" }).click();
  await agent.line("where is my order").first().waitFor();
  assert.ok(!(await agent.said()).join().includes("doctor"));
  const sent = customer.frames.filter(({ sent }) => sent).map(({ text }) => text);
  assert.ok(sent.length > 0 && !sent.join().includes("doctor"), "nor did it leave the browser");
  await agent.button("Resolve").click();
  await customer.page.close();
});

test("a question without an answer leaves only when the customer says so, and alone", async () => {
  const customer = await scene.customer();
  await customer.open();
  await customer.say(SECRET);
  const send = customer.button("Send this question to improve the answers");
  await send.waitFor();
  const asked = () => customer.requests.filter((request) => request.url().endsWith("/questions"));
  assert.deepEqual(asked(), []);
  await send.click();
  await customer.line("Sent. Thank you!").waitFor();
  assert.deepEqual(JSON.parse(asked()[0].postData()), { text: SECRET, locale: "en" });
  assert.equal(await send.count(), 0);
});
