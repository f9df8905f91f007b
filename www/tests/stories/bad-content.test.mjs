// Content that cannot be used: the chat says what it cannot do and leads to a person, and no page breaks.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask } from "../../../edge/tests/harness.mjs";
import { PATIENCE_MS, stage } from "./story.mjs";

let scene;
before(async () => (scene = await stage()));
after(() => scene?.end());

const ADDRESS = { pack: /\/api\/v1\/sites\/shop\/pack\//, bundle: /\/api\/v1\/sites\/shop\/bundle\.json$/ };

/// A customer whose network changes one file on the way; `change` gets its bytes.
async function customerWhose(file, change) {
  const context = await scene.browser.newContext({ locale: "en-GB" });
  context.setDefaultTimeout(PATIENCE_MS);
  let changed = 0;
  await context.route(ADDRESS[file], async (route) => {
    const { raw, headers } = await ask(scene.chat, "GET", new URL(route.request().url()).pathname);
    changed += 1;
    await route.fulfill({ status: 200, headers: { "content-type": headers["content-type"] }, body: change(raw) });
  });
  const customer = await scene.customer({ context });
  const errors = [];
  customer.page.on("pageerror", (error) => errors.push(error.message));
  await customer.open();
  return { customer, errors, changed: () => changed };
}

/// Whatever could not be loaded, a person can be had.
async function reachesPerson(customer, text) {
  const agent = await scene.agent("mei@lumen.example");
  await customer.callPerson();
  await agent.accept(text);
  await agent.say("No matter, I know it.");
  await customer.line("No matter, I know it.").waitFor();
  await agent.button("Resolve").click();
  await customer.line("has closed this conversation").waitFor();
  await agent.context.close();
}

const flipped = (bytes) => {
  const damaged = Buffer.from(bytes);
  damaged[damaged.length >> 1] ^= 0x40;
  return damaged;
};

const PACKS = {
  "damaged on the way": flipped,
  "cut short": (bytes) => bytes.subarray(0, bytes.length >> 1),
  "of an older program": (bytes) => Buffer.concat([bytes.subarray(0, 4), Buffer.from([0]), bytes.subarray(5)]),
  "no pack at all": () => Buffer.from("<!doctype html><title>Captive portal</title>"),
};

for (const [what, change] of Object.entries(PACKS)) {
  test(`with a pack that is ${what} the chat offers titles that fit or a person, in clear words`, async () => {
    const { customer, errors, changed } = await customerWhose("pack", change);
    await customer.say("xylophone");
    await customer.line("I can't search the answers just now. A person on our team can help.").waitFor();
    await customer.log.getByRole("button", { name: "Talk to a person" }).waitFor();
    assert.ok(changed() >= 1);
    // Titles are still there, and lead to their answers.
    await customer.say("screen time limit please");
    await customer.line("I can't read whole questions just now, but one of these may fit.").waitFor();
    await customer.button("Set a screen-time limit").click();
    await customer.line("screen time").last().waitFor();
    assert.deepEqual(errors, []);
    // A pack that was no good is not kept: the next page, with a network that works, answers.
    await customer.context.unroute(ADDRESS.pack);
    await customer.page.reload();
    await customer.say("how can I back up my phone?");
    await customer.line("back up").last().waitFor();
    assert.equal(await customer.line("I can't read whole questions").count(), 1, "only the one from before");
    if (what === "of an older program") await reachesPerson(customer, "how can I back up my phone?");
    await customer.context.close();
  });
}

const BUNDLES = {
  "damaged on the way": () => Buffer.from('{"format":1,"site":"sh'),
  "of a newer program": (bytes) => Buffer.from(JSON.stringify({ ...JSON.parse(bytes), format: 99 })),
};

for (const [what, change] of Object.entries(BUNDLES)) {
  test(`with a playbook that is ${what} the chat says that answers could not be loaded, and a person can be had`, async () => {
    const { customer, errors } = await customerWhose("bundle", change);
    const banner = customer.chat.getByRole("status").filter({ hasText: "The answers could not be loaded." });
    await banner.waitFor();
    await customer.say(`are you well (${what})`);
    await customer.line("The answers could not be loaded. Check your connection, or talk to a person.").waitFor();
    await reachesPerson(customer, `are you well (${what})`);
    assert.deepEqual(errors, []);
    await customer.context.close();
  });
}
