// The chat that was opened once opens again without a connection.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { stage, until } from "./story.mjs";

let scene;
before(async () => {
  scene = await stage();
});
after(() => scene?.end());

test("what was opened once opens again with the edge stopped, with what was said, and answers", async () => {
  const context = await scene.browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(`${scene.chat}/c/shop`);
  const log = page.getByRole("log");
  const say = async (text) => {
    await page.getByRole("textbox").fill(text);
    await page.getByRole("textbox").press("Enter");
  };
  await say("where is my order");
  await log.getByText("To see where it is").waitFor();
  const kept = () => page.evaluate(async () => (await (await caches.open("frontdesk")).keys()).map(({ url }) => new URL(url).pathname));
  await until(async () => {
    const paths = await kept();
    return [/^\/c\/shop$/, /widget-.*wasm$/, /engine-.*wasm$/, /bundle\.json$/].every((one) => paths.some((path) => one.test(path)));
  }, "everything needed is kept");
  assert.deepEqual((await kept()).filter((path) => /visitors|facts|conversations/.test(path)), [], "nothing of a customer is");

  await scene.kill9();
  await page.reload();
  await log.getByText("To see where it is").waitFor();
  await say("how do I send something back");
  await log.getByRole("listitem").filter({ hasText: /return/i }).last().waitFor();
  await scene.start();
});
