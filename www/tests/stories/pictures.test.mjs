// A customer shows what is broken, and gets a document back.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { PDF, png } from "../../../edge/tests/samples.mjs";
import { stage, until } from "./story.mjs";

let scene;
before(async () => (scene = await stage()));
after(() => scene?.end());

const shot = async (page, name) => {
  const folder = process.env.FRONTDESK_SHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${folder}/${name}.png` });
};
const PICTURE = { name: "broken corner.png", mimeType: "image/png", buffer: png(1280, 960) };
/// What of the chat's picture is drawn.
const drawn = (customer, name) => customer.log.getByRole("img", { name }).evaluate((it) => [it.naturalWidth, it.getBoundingClientRect().width]);

test("a customer sends a picture, the agent answers with a PDF, and both are there after a reload", async () => {
  const customer = await scene.customer();
  const agent = await scene.agent("mei@lumen.example");
  await customer.open();
  await customer.say("can my parrot sing with the aunt of the moon");
  assert.equal(await customer.chat.locator("input[type=file]").count(), 0, "before the hand-over no file is kept, so none is asked for");
  const script = (it) => /\/a\/files-[0-9a-f]+\.js$/.test(it.url());
  await customer.callPerson();
  await agent.accept("parrot");
  assert.ok(!customer.requests.some(script), "the script of files waits until one is there");

  await customer.chat.getByLabel("Send pictures or PDF").setInputFiles([PICTURE]);
  await customer.log.getByRole("img", { name: PICTURE.name }).waitFor();
  await until(async () => (await drawn(customer, PICTURE.name))[0] === 1280, "the picture is drawn in the chat");
  assert.ok(customer.requests.some(script));
  const tokens = customer.requests.filter((it) => it.url().includes("/attachments/") && /[?&#]/.test(it.url()));
  assert.equal(tokens.length, 0, "no credential in an address");
  const picture = agent.log.getByRole("img", { name: `Picture ${PICTURE.name}` });
  await picture.waitFor();
  await until(() => picture.evaluate((it) => it.naturalWidth === 1280), "the picture is drawn at the desk");

  await agent.page.setInputFiles(".chooser", [{ name: "return label.pdf", mimeType: "application/pdf", buffer: PDF }]);
  await agent.page.locator(".tray li").filter({ hasText: "1 kB" }).waitFor();
  await agent.say("Please print this.");
  const label = customer.chat.getByRole("button", { name: /return label\.pdf/ });
  await label.waitFor();
  const [saved] = await Promise.all([customer.page.waitForEvent("download"), label.click()]);
  assert.equal(saved.suggestedFilename(), "return label.pdf");
  await shot(customer.page, "widget-desktop-en");

  await customer.page.reload();
  await customer.chat.getByRole("button", { name: /return label\.pdf/ }).waitFor();
  await until(async () => (await drawn(customer, PICTURE.name))[0] === 1280, "the picture is drawn again");
  await agent.page.reload();
  await agent.page.click(".mine .row");
  await agent.log.getByRole("img", { name: `Picture ${PICTURE.name}` }).waitFor();
  await agent.log.getByRole("link", { name: /return label\.pdf/ }).waitFor();
  await agent.button("Resolve").click();
  await customer.line("has closed this conversation").waitFor();
  await agent.setPresence("Offline");
});

test("what is not taken says so, what broke off goes again, and a picture is pasted", async () => {
  const customer = await scene.customer();
  await customer.open();
  await customer.callPerson();
  const tray = customer.chat.locator(".tray li");
  const choose = (file) => customer.chat.getByLabel("Send pictures or PDF").setInputFiles([file]);
  await choose({ name: "logo.svg", mimeType: "image/png", buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>") });
  await tray.filter({ hasText: "only pictures (PNG, JPEG, GIF, WebP) and PDF" }).waitFor();
  await tray.getByRole("button", { name: "Remove logo.svg" }).click();
  await choose({ name: "film.gif", mimeType: "image/gif", buffer: Buffer.alloc(10 * 1024 * 1024 + 1) });
  await tray.filter({ hasText: "larger than 10 MB" }).waitFor();
  await tray.getByRole("button", { name: "Remove film.gif" }).click();
  await customer.context.route("**/attachments/*", (route) => route.abort());
  await choose(PICTURE);
  await tray.filter({ hasText: "no connection" }).waitFor();
  await shot(customer.page, "widget-failed-en");
  await customer.context.unroute("**/attachments/*");
  await tray.getByRole("button", { name: "Try again" }).click();
  await until(async () => (await drawn(customer, PICTURE.name))[0] === 1280, "the picture is drawn");
  assert.equal(await tray.count(), 0);
  await customer.inside.evaluate((bytes) => {
    const carried = new DataTransfer();
    carried.items.add(new File([new Uint8Array(bytes)], "pasted.png", { type: "image/png" }));
    document.querySelector("textarea").dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: carried }));
  }, [...png(30, 20)]);
  await until(async () => (await drawn(customer, "pasted.png"))[0] === 30, "the pasted picture is drawn");
});

test("it looks right on a phone, in Chinese, and in the dark", { skip: !process.env.FRONTDESK_SHOTS }, async () => {
  for (const [name, options] of [
    ["widget-phone-en", { viewport: { width: 390, height: 844 } }],
    ["widget-phone-zh-dark", { viewport: { width: 390, height: 844 }, locale: "zh-CN", colorScheme: "dark" }],
  ]) {
    const customer = await scene.customer(options);
    await customer.open();
    await customer.chat.locator("footer .talk").click();
    const field = customer.chat.locator("input[type=file]");
    await field.waitFor({ state: "attached" });
    await field.setInputFiles([PICTURE, { name: "a rather long name of an invoice 2026-11-23.pdf", mimeType: "x", buffer: PDF }]);
    await customer.chat.locator(".document").waitFor();
    await customer.context.route("**/attachments/*", (route) => setTimeout(() => route.abort(), 300));
    await field.setInputFiles([{ ...PICTURE, name: "another picture with a long name that does not fit.png" }]);
    await customer.chat.locator(".tray .bad").waitFor();
    await shot(customer.page, name);
    await customer.context.close();
  }
});
