// The chat on pages that mean it no good, or know no better: what they send, what they frame, what room they leave.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { stage } from "./story.mjs";

const KNOWN = "How do I set a screen-time limit?";

let scene;
before(async () => (scene = await stage()));
after(() => scene?.end());

/// A customer who has had an answer, and what their page and chat say on the console from then on.
async function answered() {
  const customer = await scene.customer();
  await customer.open();
  await customer.say(KNOWN);
  await customer.saidAtLeast(2);
  const complaints = [];
  customer.page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  customer.page.on("pageerror", (error) => complaints.push(error.message));
  return { customer, complaints, before: await customer.said() };
}

/// Everything the chat and its launcher say to each other, as somebody else may say it.
const FORGED = [
  { frontdesk: 1, kind: "reset" },
  { frontdesk: 1, kind: "gone" },
  { frontdesk: 1, kind: "close" },
  { frontdesk: 1, kind: "visible", open: false, focus: false, locale: "zh", scheme: "dark", claims: { name: "Mallory" }, page: "https://evil.example" },
  { frontdesk: 1, kind: "state", first: true, accent: "#000000", ink: "#000000", unread: 99, live: true, title: "Forged" },
];

test("what a frame of another origin sends to the chat, or to the page in the chat's name, is not heard", async () => {
  const { customer, complaints, before } = await answered();
  const { page } = customer;
  await page.evaluate((src) => document.body.append(Object.assign(document.createElement("iframe"), { src, name: "advertisement" })), scene.other);
  const advertisement = await (await page.waitForSelector("iframe[name=advertisement]")).contentFrame();
  await advertisement.waitForLoadState();
  await advertisement.evaluate((forged) => {
    // Whatever frames it can lay hands on; the chat's is in a shadow tree and not among them.
    const targets = [parent, ...Array.from({ length: parent.frames.length }, (_, place) => parent.frames[place])];
    for (const target of targets) for (const message of forged) target.postMessage(message, "*");
  }, FORGED);
  // A window of the page's own origin that is not the page around the chat.
  await page.evaluate(
    ([forged, origin]) => {
      const blank = document.body.appendChild(document.createElement("iframe"));
      const send = blank.contentWindow.eval("(target, message, origin) => target.postMessage(message, origin)");
      const chat = document.querySelector("frontdesk-chat").shadowRoot.querySelector("iframe");
      for (const message of forged) send(chat.contentWindow, message, origin);
    },
    [FORGED, scene.chat],
  );
  await advertisement.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  assert.deepEqual(await customer.said(), before);
  assert.ok(await customer.composer.isVisible());
  assert.equal(await page.locator("frontdesk-chat iframe").getAttribute("title"), "Chat");
  assert.ok(await customer.inside.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith("frontdesk:shop:c/"))));
  assert.equal(await customer.button("中文").count(), 1, "still in English");
  assert.deepEqual(complaints, []);
  await page.close();
});

test("messages without sense from the page itself change nothing, and the next question is answered", async () => {
  const { customer, complaints, before } = await answered();
  await customer.page.evaluate((origin) => {
    const { contentWindow } = document.querySelector("frontdesk-chat").shadowRoot.querySelector("iframe");
    const page = { frontdesk: 1, kind: "visible", open: true };
    const deep = {};
    for (let at = deep, depth = 0; depth < 1_000; depth += 1) at = at.more = {};
    for (const message of [
      null, 7, 7n, "reset", [], new Date(0), new ArrayBuffer(8), deep, { frontdesk: 1 }, { frontdesk: 1, kind: {} }, { kind: "reset" }, { frontdesk: 1, kind: "unheard of" },
      { ...page, locale: 7, scheme: {}, claims: "Mallory", page: [] }, { ...page, claims: [[["a"]], 3] }, { ...page, claims: { name: { first: "Ada" } } },
      { ...page, locale: "x".repeat(1_000_000) }, { ...page, locale: "../../" }, { ...page, scheme: "\"><script>" }, { ...page, locale: "", scheme: "" },
    ]) contentWindow.postMessage(message, origin);
  }, scene.chat);
  await customer.say("what is your return policy");
  await customer.saidAtLeast(before.length + 2);
  assert.deepEqual((await customer.said()).slice(0, before.length), before);
  assert.deepEqual(complaints, []);
  await customer.page.close();
});

test("a page that puts its own thing in the place of Frontdesk has a chat that answers", async () => {
  const { customer, complaints, before } = await answered();
  await customer.page.evaluate(() => (window.Frontdesk = { toString: null }));
  await customer.launcher.click();
  await customer.composer.waitFor({ state: "hidden" });
  await customer.launcher.click();
  await customer.say("what is your return policy");
  await customer.saidAtLeast(before.length + 2);
  assert.deepEqual(complaints, []);
  await customer.page.close();
});

test("a page without any room opens the chat without a complaint, which can be written in once there is room", async () => {
  const page = await (await scene.browser.newContext({ locale: "en-GB" })).newPage();
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(scene.shop);
  const frame = await page.evaluateHandle((src) => {
    const frame = Object.assign(document.createElement("iframe"), { src, width: 0, height: 0 });
    frame.style.cssText = "border: 0; position: fixed; inset: 0 auto auto 0";
    document.body.append(frame);
    return frame;
  }, scene.shop);
  const shop = await frame.asElement().contentFrame();
  await shop.waitForFunction(() => window.Frontdesk?.site);
  await shop.evaluate(() => Frontdesk("open"));
  const chat = shop.frameLocator("frontdesk-chat iframe");
  await chat.getByRole("textbox").waitFor({ state: "attached" });
  await frame.evaluate((element) => Object.assign(element, { width: 400, height: 700 }));
  const composer = chat.getByRole("textbox");
  assert.ok((await composer.boundingBox()).height >= 44, "one line and its padding");
  await composer.fill(KNOWN);
  await composer.press("Enter");
  await chat.getByRole("log").locator("li:has(> p + *)").nth(1).waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});
