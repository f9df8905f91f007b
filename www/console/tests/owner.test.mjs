// An owner who has never seen the console, by the keyboard, from nothing to an answer on their own page.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { PASSWORD, startEdge } from "../../../edge/tests/harness.mjs";
import { chromium } from "../../../xtask/harness/index.mjs";
import { PATIENCE_MS, goTo, openConsole, tabTo } from "./page.mjs";

let edge, browser, bakery;
before(async () => {
  edge = await startEdge();
  bakery = await ownPage();
  // Contexts of a test are private windows, whose third parties may store nothing; customers are in ordinary ones.
  browser = await chromium({ args: ["--disable-features=AlwaysBlock3pcsIncognito"] });
});
after(async () => {
  await browser?.close();
  await bakery?.close();
  await edge?.stop();
});

/// The owner's own web server: one page, into which they paste a line.
async function ownPage() {
  let pasted = "";
  const server = createServer((request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><html lang="en"><title>Bakery</title><body><h1>Bakery</h1>${pasted}</body></html>`);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => server.close(resolve).closeAllConnections());
  return { host: `bakery.localhost:${server.address().port}`, paste: (snippet) => (pasted = snippet), close };
}

const QUESTIONS = [
  {
    title: "Opening hours",
    examples: ["when do you open", "what are your opening hours", "are you open on sunday", "how late are you open", "closing time today", "open at eight in the morning"],
    answer: "We bake and sell from **7 to 18**, on Sundays from 8 to 12.",
  },
  {
    title: "Cakes to order",
    examples: ["can I order a cake", "birthday cake for ten people", "order a wedding cake", "how do I order a custom cake", "cake with a name on it", "do you make cakes to order"],
    answer: "Yes. Order cakes three days before, in the shop or by phone.",
  },
  {
    title: "Gluten free",
    examples: ["do you have gluten free bread", "anything without gluten", "I have coeliac disease", "gluten free cake", "is there bread without wheat", "what can I eat without gluten"],
    answer: "On Tuesdays and Fridays we bake gluten-free bread.",
  },
  {
    title: "Delivery",
    examples: ["do you deliver", "can you bring bread to my home", "delivery to the office", "how much is delivery", "is there a delivery service", "deliver breakfast rolls"],
    answer: "We deliver in town from 6 in the morning, for 2 euros.",
  },
  {
    title: "Parking",
    examples: ["where can I park", "is there parking nearby", "car park at the bakery", "parking space for customers", "do you have a parking lot", "where do I leave my car"],
    answer: "Behind the house are six places for customers.",
  },
];

const CSV = [
  "intent,text,answer",
  "payment,can I pay by card,\"Cards, cash and phones are all fine.\"",
  "payment,do you take credit cards,",
  "payment,is cash all right,",
  "payment,pay with my phone,",
  "payment,which payment methods are there,",
  "payment,paying without cash,",
].join("\n");

test("an owner makes a site, writes five questions, imports a table, trains, tests, publishes and sees the answer on a page, by the keyboard", async () => {
  const { host } = bakery;
  const { context, page, errors, close } = await openConsole(browser, edge);
  const keys = page.keyboard;

  // A new site.
  await page.waitForSelector(".sign-in-card");
  await tabTo(page, ".sign-in-card .plain");
  await keys.press("Enter");
  const fields = { name: "Olga's Bakery", code: "bakery", domain: host, person: "Olga", email: "olga@bakery.example", password: PASSWORD };
  for (const [field, text] of Object.entries(fields)) {
    await tabTo(page, `#new-${field}`);
    await keys.press("Control+A");
    await keys.type(text);
  }
  await tabTo(page, "#new-invitation");
  await keys.type(edge.operatorSecret);
  await keys.press("Enter");
  await page.waitForSelector("#new-question");

  // Five questions.
  for (const { title, examples, answer } of QUESTIONS) {
    await tabTo(page, "#new-question", { back: true });
    await keys.type(title);
    await keys.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "examples-en");
    for (const [at, example] of examples.entries()) {
      if (at > 0) await keys.press("Enter");
      await keys.type(example);
    }
    await tabTo(page, "#answer-en");
    await keys.type(answer);
  }

  // A table from elsewhere.
  const choosing = page.waitForEvent("filechooser");
  await tabTo(page, "#import", { back: true });
  await keys.press("Enter");
  const chooser = await choosing;
  await chooser.setFiles({ name: "questions.csv", mimeType: "text/csv", buffer: Buffer.from(CSV) });
  await page.waitForSelector(".imported");
  assert.match(await page.textContent(".imported"), /1 new questions, 0 extended, 6 ways to ask/);
  assert.equal(await page.locator(".rows [data-intent]").count(), 9, "three to begin with, five written, one imported");

  // Train and try.
  await goTo(page, "try");
  await tabTo(page, "#train");
  await keys.press("Enter");
  await page.waitForFunction(() => /^Trained on the text as it is/.test(document.querySelector(".train p").textContent));
  await tabTo(page, "#ask");
  await keys.type("at what time do you open");
  await keys.press("Enter");
  await page.waitForSelector(".chat .answer b >> text=7 to 18");
  assert.match(await page.textContent(".why"), /Opening hours/, "it tells why");

  // Test.
  await goTo(page, "tests");
  for (const [text, to] of [["are you open tomorrow", "Opening hours"], ["a place for my car", "Parking"]]) {
    await tabTo(page, "#test-text");
    await keys.type(text);
    await tabTo(page, "#test-intent");
    await keys.type(to);
    await tabTo(page, ".add-test .primary");
    await keys.press("Enter");
    await page.waitForSelector(`.tests >> text=${text}`);
  }
  await tabTo(page, "#run-tests", { back: true });
  await keys.press("Enter");
  await page.waitForSelector("#score");
  await page.waitForSelector(".chart-dot");

  // Publish.
  await goTo(page, "publish");
  await tabTo(page, "#note");
  await keys.type("The first one");
  await tabTo(page, "#publish");
  await keys.press("Enter");
  await page.waitForSelector(".course >> text=/^Published/");
  await page.waitForSelector(".versions >> text=The first one");

  // The snippet goes to a page, and a customer asks there.
  await goTo(page, "install");
  await page.waitForSelector(".snippet code >> text=loader.js");
  bakery.paste(await page.textContent(".snippet code"));
  const shop = await context.newPage();
  await shop.goto(`http://${host}/`);
  await shop.locator("frontdesk-chat").getByRole("button").first().waitFor({ timeout: PATIENCE_MS });
  await shop.keyboard.press("Tab");
  await shop.keyboard.press("Enter");
  const chat = shop.frameLocator("frontdesk-chat iframe");
  await chat.getByRole("textbox").waitFor();
  await shop.waitForFunction(() => document.activeElement?.localName === "frontdesk-chat");
  await shop.keyboard.type("are you open on sundays");
  await shop.keyboard.press("Enter");
  await chat.getByRole("log").getByText("on Sundays from 8 to 12").waitFor();

  // The console has seen the page.
  await page.bringToFront();
  await page.waitForSelector(`.seen >> text=${host}`);
  assert.deepEqual(errors, []);
  await close();
});
