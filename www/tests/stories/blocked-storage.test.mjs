// Story 8: the browser lets the chat store nothing. It works as long as the page lives, and says so.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PATIENCE_MS, stage } from "./story.mjs";

let scene, profile, context;
before(async () => {
  scene = await stage();
  // A profile whose owner blocks third parties: every storage throws in the chat's iframe.
  profile = await mkdtemp(join(tmpdir(), "frontdesk-profile-"));
  await mkdir(join(profile, "Default"));
  const preferences = { profile: { cookie_controls_mode: 1, block_third_party_cookies: true } };
  await writeFile(join(profile, "Default/Preferences"), JSON.stringify(preferences));
  context = await scene.browser.browserType().launchPersistentContext(profile, {
    executablePath: process.env.FRONTDESK_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    locale: "en-GB",
  });
  context.setDefaultTimeout(PATIENCE_MS);
});
after(async () => {
  await context?.close();
  await scene?.end();
  if (profile) await rm(profile, { recursive: true, force: true });
});

test("with third-party storage blocked the chat works for this page and says what it cannot keep", async () => {
  const customer = await scene.customer({ context });
  const errors = [];
  customer.page.on("pageerror", (error) => errors.push(error.message));
  await customer.open();
  const refused = await customer.inside.evaluate(async () => {
    const tries = { local: () => localStorage, session: () => sessionStorage, caches: () => caches.open("x") };
    const names = [];
    for (const [name, attempt] of Object.entries(tries)) {
      try {
        await attempt();
      } catch {
        names.push(name);
      }
    }
    return names;
  });
  assert.deepEqual(refused, ["local", "session", "caches"], "this browser does block it");
  const told = customer.chat.getByRole("status").filter({ hasText: "Your browser does not let this chat be kept: it ends when you leave this page." });
  await told.waitFor();

  await customer.say("How do I set a screen-time limit?");
  await customer.line("screen time").last().waitFor();

  const agent = await scene.agent("mei@lumen.example");
  await customer.say("please a human");
  await customer.callPerson();
  await agent.accept("please a human");
  await agent.say("Here I am.");
  await customer.line("Here I am.").waitFor();
  await customer.say("wonderful");
  await agent.line("wonderful").waitFor();
  await customer.line("wonderful").filter({ hasText: /Sent|Seen/ }).waitFor();
  assert.deepEqual((await customer.said()).slice(-2), ["Here I am.", "wonderful"]);

  // A crash of the edge is no reason to lose anything while the page lives.
  await scene.kill9();
  await customer.say("are you there?");
  await scene.start();
  await agent.line("are you there?").waitFor();
  assert.equal(await agent.line("are you there?").count(), 1);

  // Elsewhere it begins anew, as it said.
  await customer.page.getByRole("navigation").getByRole("link", { name: "Phones" }).click();
  await customer.page.waitForURL("**/phones");
  await told.waitFor();
  assert.deepEqual(await customer.said(), []);
  await customer.say("How do I set a screen-time limit?");
  await customer.line("screen time").last().waitFor();
  assert.deepEqual(errors, []);
});
