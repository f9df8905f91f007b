// Story 7: before the customer shows intent nothing is stored and nothing but the loader is asked for; before a person is
// called nothing typed leaves the browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Customer, stage, until } from "./story.mjs";

let scene;
before(async () => (scene = await stage()));
after(() => scene?.end());

const kept = (page) =>
  page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookie: document.cookie,
  }));

const NOTHING = { local: {}, session: {}, databases: [], caches: [], workers: 0, cookie: "" };

test("before intent nothing is stored and nothing beyond the loader is requested, on whatever page", async () => {
  const context = await scene.browser.newContext({ locale: "en-GB" });
  const customer = new Customer(await context.newPage());
  for (const path of ["/", "/phones", "/zh/", "/help/backup"]) {
    await customer.visit(scene.shop + path);
    await customer.page.waitForLoadState("networkidle");
    // Reading is no intent.
    await customer.page.mouse.move(400, 300);
    await customer.page.mouse.wheel(0, 900);
    await customer.page.keyboard.press("PageDown");
    await customer.page.waitForLoadState("networkidle");
    assert.deepEqual(await kept(customer.page), NOTHING, path);
  }
  const asked = customer.requests.map((request) => request.url()).filter((url) => !url.startsWith(scene.shop));
  assert.deepEqual([...new Set(asked)], [`${scene.chat}/v1/loader.js`]);
  assert.deepEqual(await context.cookies(), []);
  assert.equal(await customer.page.locator("frontdesk-chat iframe").count(), 0);
  const loader = customer.requests.find((request) => request.url().endsWith("/v1/loader.js"));
  const headers = await (await loader.response()).allHeaders();
  assert.equal(headers["set-cookie"], undefined);

  // The log can see what it should not have seen: intent changes all of it.
  await customer.open();
  assert.ok(customer.requests.some((request) => request.url().includes("/w/shop")));
  assert.deepEqual(Object.keys((await kept(customer.page)).local), ["frontdesk:shop"]);
  assert.deepEqual(await context.cookies(), []);
});

test("P1 nothing typed is sent before a person is called", async () => {
  const customer = await scene.customer();
  await customer.open();
  const typed = ["How do I set a screen-time limit?", "zanzibar pineapples for my grandmother", "quokka, half written"];
  await customer.composer.pressSequentially(typed[0]);
  await customer.composer.press("Enter");
  await customer.line("screen time").last().waitFor();
  await customer.say(typed[1]);
  await customer.saidAtLeast(4);
  await customer.composer.pressSequentially(typed[2]);
  // The outcomes are counted; wait until that has left too.
  const counted = () => customer.requests.filter((request) => request.url().endsWith("/facts"));
  await until(() => counted().length === 2, "both outcomes are counted");

  const sent = () =>
    [
      ...customer.requests.flatMap((request) => [decodeURIComponent(request.url()), request.postData() ?? "", JSON.stringify(request.headers())]),
      ...customer.frames.filter(({ sent }) => sent).map(({ text }) => text),
    ].join("\n");
  const words = ["zanzibar", "pineapples", "quokka", "screen-time limit", "grandmother"];
  for (const word of words) assert.ok(!sent().includes(word), `${word} left the browser`);
  assert.deepEqual(customer.frames, [], "no socket was opened");
  assert.equal(customer.requests.some((request) => request.url().includes("/visitors")), false, "nobody was given a name");
  for (const request of counted()) {
    const { outcomes } = JSON.parse(request.postData());
    for (const outcome of outcomes) assert.deepEqual(Object.keys(outcome).sort(), ["intent", "locale", "outcome"]);
  }
  // Nor to the page around it.
  assert.deepEqual(Object.keys(await customer.page.evaluate(() => ({ ...localStorage }))), ["frontdesk:shop"]);
  const marker = await customer.page.evaluate(() => localStorage["frontdesk:shop"]);
  for (const word of words) assert.ok(!marker.includes(word));

  // Once a person is called it is sent: the log above would have seen it. What is only typed still is not.
  await customer.callPerson();
  await until(() => sent().includes("zanzibar"), "the transcript is sent");
  assert.ok(sent().includes("screen-time limit"));
  assert.ok(!sent().includes("quokka"), "a draft is sent by nobody but its writer");
});
