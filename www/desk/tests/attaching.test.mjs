// Files at the desk: attached by button, paste and drop, and shown.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { request } from "node:http";
import { after, before, test } from "node:test";
import { PASSWORD, escalated, id, startEdge } from "../../../edge/tests/harness.mjs";
import { PDF, png } from "../../../edge/tests/samples.mjs";
import { chromium, violations } from "../../../xtask/harness/index.mjs";
import { atWork, openDesk } from "./page.mjs";

let edge, browser;
before(async () => {
  browser = await chromium();
  edge = await startEdge();
});
after(async () => {
  await browser?.close();
  await edge?.stop();
});

/// With FRONTDESK_SHOTS, pictures of what the tests see are kept there.
const shot = async (page, name) => {
  const folder = process.env.FRONTDESK_SHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
};

const upload = (visitor, bytes, name) =>
  new Promise((resolve, reject) => {
    const file = id();
    const path = `/api/v1/sites/shop/conversations/${visitor.conversation}/attachments/${file}`;
    const described = { "content-length": bytes.length, "frontdesk-file-name": encodeURIComponent(name) };
    const headers = { host: new URL(edge.chat).host, origin: edge.chat, authorization: `Bearer ${visitor.token}`, ...described };
    const sent = request({ host: "127.0.0.1", port: edge.port, method: "PUT", path, headers }, (answer) => {
      answer.resume();
      answer.on("end", () => (answer.statusCode === 200 ? resolve(file) : reject(new Error(`status ${answer.statusCode}`))));
    });
    sent.once("error", reject);
    sent.end(bytes);
  });

async function opened(options) {
  const desk = await openDesk(browser, edge, options);
  await atWork(desk.page, { password: PASSWORD });
  const visitor = await escalated(edge);
  await desk.page.click(".offer-do .primary");
  await desk.page.waitForSelector(".composer textarea");
  return { ...desk, visitor };
}

/// Gives up the conversation, so that the next test's is offered.
async function done({ page, close }) {
  await page.keyboard.press("Control+Shift+Enter");
  await page.waitForSelector(".read-only");
  await close();
}

test("a customer's picture is shown at its size, named for who cannot see it, and opens whole", async () => {
  const desk = await opened();
  const { page, visitor, errors } = desk;
  const file = await upload(visitor, png(1600, 900), "Kratzer am Gehäuse.png");
  visitor.socket.send({ kind: "send", id: id(), text: "look at this", files: [file] });
  const picture = page.getByRole("img", { name: "Picture Kratzer am Gehäuse.png" });
  await picture.waitFor();
  assert.deepEqual(await picture.evaluate((it) => [it.getAttribute("width"), it.getAttribute("height")]), ["320", "180"]);
  await page.waitForFunction(() => document.querySelector(".picture img").naturalWidth === 1600);
  assert.equal(await picture.evaluate((it) => Math.round(it.getBoundingClientRect().height)), 180);
  const [whole] = await Promise.all([page.context().waitForEvent("page"), page.click(".picture")]);
  await whole.waitForLoadState();
  assert.ok(whole.url().endsWith(`/attachments/${file}`), whole.url());
  await whole.close();
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(errors, []);
  await done(desk);
});

test("an agent attaches by the button, by paste and by drop, and sends it with or without words", async () => {
  const desk = await opened();
  const { page, visitor, errors } = desk;
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach pictures or PDF" }).focus();
  await page.keyboard.press("Enter");
  await (await chooser).setFiles([{ name: "合同.pdf", mimeType: "text/html", buffer: PDF }]);
  await page.locator(".tray li").filter({ hasText: "1 kB" }).waitFor();
  // Pasted and dropped, as a screenshot and a file of the disk.
  const carry = (type) =>
    page.evaluate(
      ([type, bytes]) => {
        const carried = new DataTransfer();
        carried.items.add(new File([new Uint8Array(bytes)], `${type}.png`, { type: "image/png" }));
        const field = document.querySelector(".composer textarea");
        const init = { bubbles: true, cancelable: true };
        field.dispatchEvent(
          type === "paste" ? new ClipboardEvent("paste", { ...init, clipboardData: carried }) : new DragEvent(type, { ...init, dataTransfer: carried }),
        );
      },
      [type, [...png(40, 30)]],
    );
  await carry("paste");
  await carry("dragover");
  await page.waitForSelector(".composer.is-over");
  await carry("drop");
  await page.waitForFunction(() => document.querySelectorAll(".tray li").length === 3 && !document.querySelector(".tray progress"));
  await shot(page, "desk-tray-en");
  await page.click('.tray button[aria-label="Remove paste.png"]');
  await page.fill(".composer textarea", "Please sign this.");
  await page.press(".composer textarea", "Enter");
  const frame = await visitor.socket.until((it) => it.entries?.some((entry) => entry.body.files), "the files");
  const { body } = frame.entries.at(-1);
  assert.deepEqual(body.files.map((file) => [file.media, file.name]), [["pdf", "合同.pdf"], ["png", "drop.png"]]);
  assert.equal(body.text, "Please sign this.");
  await page.getByRole("link", { name: "Save 合同.pdf, 1 kB" }).waitFor();
  assert.equal(await page.locator(".tray").count(), 0);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Save 合同.pdf, 1 kB" }).click()]);
  assert.equal(download.suggestedFilename(), "合同.pdf");
  await page.reload();
  await page.click(".mine .row");
  await page.getByRole("img", { name: "Picture drop.png" }).waitFor();
  assert.deepEqual(errors, []);
  await done(desk);
});

test("what is not taken says so and can be removed, and what broke off goes again", async () => {
  const desk = await opened();
  const { page, visitor } = desk;
  const choose = (files) => page.setInputFiles(".chooser", files);
  await choose([{ name: "logo.svg", mimeType: "image/png", buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>") }]);
  await page.locator(".tray .is-wrong").filter({ hasText: "not a picture (PNG, JPEG, GIF, WebP) or PDF" }).waitFor();
  await choose([{ name: "film.gif", mimeType: "image/gif", buffer: Buffer.alloc(10 * 1024 * 1024 + 1) }]);
  await page.locator(".tray .is-wrong").filter({ hasText: "larger than 10 MB" }).waitFor();
  await page.context().setOffline(true);
  await choose([{ name: "late.png", mimeType: "image/png", buffer: png(30, 30) }]);
  await page.locator(".tray .is-wrong").filter({ hasText: "no connection" }).waitFor();
  await shot(page, "desk-failed-en");
  assert.deepEqual(await violations(page), []);
  await page.context().setOffline(false);
  await page.locator(".tray").getByRole("button", { name: "Try again" }).click();
  await page.locator(".tray li").filter({ hasText: "late.png" }).filter({ hasText: "1 kB" }).waitFor();
  await page.getByRole("button", { name: "Remove logo.svg" }).click();
  await page.getByRole("button", { name: "Remove film.gif" }).click();
  await page.getByRole("button", { name: "Send" }).click();
  await visitor.socket.until((it) => it.entries?.some((entry) => entry.body.files?.[0].name === "late.png"), "the file");
  await done(desk);
});

test("it looks right in both languages, in the dark and on a phone", { skip: !process.env.FRONTDESK_SHOTS }, async () => {
  for (const [name, options] of [
    ["desk-zh-dark", { locale: "zh-CN", colorScheme: "dark" }],
    ["desk-en-phone", { viewport: { width: 390, height: 844 } }],
    ["desk-zh-phone-dark", { locale: "zh-CN", colorScheme: "dark", viewport: { width: 390, height: 844 } }],
  ]) {
    const desk = await openDesk(browser, edge, options);
    const { page } = desk;
    await atWork(page, { password: PASSWORD });
    const visitor = await escalated(edge);
    await page.click(".offer-do .primary");
    await page.waitForSelector(".composer textarea");
    const files = [await upload(visitor, png(900, 1600), "damage.png"), await upload(visitor, PDF, "a rather long name of an invoice 2026-11-23.pdf")];
    visitor.socket.send({ kind: "send", id: id(), text: "The corner is broken, see the picture and the invoice", files });
    await page.waitForSelector(".document");
    await page.setInputFiles(".chooser", [
      { name: "reply.png", mimeType: "image/png", buffer: png(40, 30) },
      { name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg/>") },
    ]);
    await page.waitForSelector(".tray .is-wrong");
    await page.waitForTimeout(400);
    await shot(page, name);
    await done(desk);
  }
});
