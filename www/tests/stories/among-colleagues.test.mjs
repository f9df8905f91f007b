// What agents keep to themselves, and what a conversation leaves behind: notes with mentions, tags, a rating, a text file, and
// a card number that nobody keeps.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFile } from "node:fs/promises";
import { stage, until } from "./story.mjs";

let scene;
before(async () => (scene = await stage()));
after(() => scene?.end());

const CARD = "4111 1111 1111 1111";
const MASKED = "•••• •••• •••• 1111";
const NOTE = "called twice already, @Sam Okafor knows the parcel";

/// What a click on this saves.
async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return readFile(await download.path(), "utf8");
}

test("agents note, call a colleague and tag; the customer sees none of it, rates, and saves what was said", async () => {
  const [customer, mei, sam] = await Promise.all([
    scene.customer(),
    scene.agent("mei@lumen.example"),
    scene.agent("sam@lumen.example", { presence: "Busy" }),
  ]);
  await customer.open();
  await customer.callPerson();
  await customer.say(`my card ${CARD} was charged twice`);
  await mei.accept("was charged twice");

  // What was typed is masked for everybody, the sender too.
  await mei.line(`my card ${MASKED} was charged twice`).waitFor();
  await customer.line(`my card ${MASKED} was charged twice`).waitFor();
  assert.ok(!(await mei.page.content()).includes(CARD));
  assert.ok(!(await customer.inside.content()).includes(CARD));
  assert.ok(!mei.frames.some(({ text }) => text.includes(CARD)));

  // A note by key, with a colleague called by keyboard alone.
  await mei.page.keyboard.press("Escape");
  await mei.page.keyboard.press("m");
  const note = mei.page.getByRole("combobox", { name: "Note to colleagues" });
  await note.pressSequentially("called twice already, @sa");
  await mei.page.getByRole("option", { name: "@Sam Okafor" }).waitFor();
  await note.press("Enter");
  await note.pressSequentially("knows the parcel");
  assert.equal(await note.inputValue(), NOTE);
  await note.press("Enter");
  await mei.log.locator(".note").filter({ hasText: NOTE }).waitFor();

  // The colleague is told, reads along, and answers among colleagues.
  await sam.list("Mentions");
  await sam.mentions.getByRole("button").click();
  await sam.log.locator(".note.calls-me").filter({ hasText: NOTE }).waitFor();
  await sam.mentions.getByText("No note calls you.").waitFor();
  await sam.page.getByRole("button", { name: "Write a note" }).click();
  await sam.page.getByRole("combobox", { name: "Note to colleagues" }).fill("refund it, I will look");
  await sam.page.keyboard.press("Enter");
  await mei.log.locator(".note").filter({ hasText: "refund it" }).waitFor();

  // Tags are added, seen by the colleague, and taken off.
  await mei.page.keyboard.press("Escape");
  await mei.page.keyboard.press("t");
  for (const tag of ["Refund", "Parcel"]) {
    await mei.page.keyboard.type(tag);
    await mei.page.keyboard.press("Enter");
  }
  await sam.page.getByRole("button", { name: "Remove the tag parcel" }).waitFor();
  await mei.page.getByRole("button", { name: "Remove the tag parcel" }).click();
  await sam.page.getByRole("button", { name: "Remove the tag parcel" }).waitFor({ state: "detached" });
  await sam.log.getByText("Lin Mei removed the tag “parcel”").waitFor();
  await mei.mine.getByText("refund", { exact: true }).waitFor();

  // Resolved: the customer is asked once, by radio buttons.
  await mei.page.getByRole("group", { name: "" }).getByRole("button", { name: "Reply", exact: true }).click();
  await mei.say("It is refunded.");
  await customer.line("It is refunded.").waitFor();
  await mei.button("Resolve").click();
  const asked = customer.chat.getByRole("group", { name: /How was our help/ });
  await asked.getByRole("radio", { name: "4" }).focus();
  await customer.page.keyboard.press("Space");
  await asked.getByRole("textbox", { name: /Anything to add/ }).fill("quick");
  await asked.getByRole("button", { name: "Send" }).click();
  await customer.line("You gave 4 of 5").waitFor();
  assert.equal(await asked.count(), 0);
  await mei.log.getByText("Rated 4 of 5").waitFor();
  await mei.log.getByText("quick", { exact: true }).waitFor();

  // Both take the conversation with them; the notes stay among colleagues.
  const theirs = await saved(customer.page, customer.button("Save this conversation"));
  assert.match(theirs, /\[.*20\d\d.*\] You: my card •••• •••• •••• 1111 was charged twice/);
  assert.match(theirs, /Lin Mei: It is refunded\./);
  const ours = await saved(mei.page, mei.button("Save as a text file"));
  assert.match(ours, /\(Note by Lin Mei\) called twice already/);

  // Nothing of it ever reached the customer's browser.
  const told = customer.frames.map(({ text }) => text).join("\n");
  for (const secret of ["called twice", "refund it", '"note"', '"tag"', "Sam Okafor"]) {
    assert.ok(!told.includes(secret) && !theirs.includes(secret), secret);
  }
  assert.ok(told.includes('"hidden"'), "only the empty places");

  // After a reload the question does not come back.
  await customer.page.reload();
  await until(() => customer.line("You gave 4 of 5").isVisible(), "the chat is open again");
  assert.equal(await asked.count(), 0);
});
