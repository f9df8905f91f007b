// Story 4: a noise in the car, told in the customer's own words, asked after in a few taps, and on one card at the workshop.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "../../../xtask/harness/index.mjs";
import { stage, until } from "./story.mjs";

let scene, agent;
before(async () => {
  scene = await stage();
  agent = await scene.agent("marcus@meridian.example", { site: "motors" });
});
after(() => scene?.end());

/// What is said in each language, by either side.
const ENGLISH = {
  page: { path: "/", locale: "en-GB" },
  begin: "it rattles at about 80 on the highway",
  noted: ["When: At steady speed", "Road: Highway", "Sound: Rattling", "Speed: 80 km/h"],
  prefilled: ["When do you hear it?", "At about what speed?", "On which kind of road?", "What does it sound like?"],
  often: "How often does it happen?",
  aside: ["what tyre pressure do I need", "2.3 / 2.2 bar"],
  correction: ["no, 90 km/h", "Speed: 90 km/h"],
  sound: "What does it sound like?",
  sounds: ["Rattling", "Knocking"],
  oftenIs: "Now and then",
  since: "Since when?",
  file: "Do you have a photo or a short recording?",
  later: "I'll add it after the hand-over",
  words: { send: "Send", back: "Back", skip: "Skip", hand: "Send to the team", passed: "A person will join you here" },
  card: {
    "When": "At steady speed",
    "Speed": "90 km/h",
    "Road": "Highway",
    "Sound": "Rattling, Knocking",
    "How often": "Now and then",
    "Photo or recording": "I'll add it after the hand-over",
  },
};
const CHINESE = {
  page: { path: "/zh/", locale: "zh-CN" },
  begin: "高速上八十码的时候有嗡嗡声",
  noted: ["出现时机: 匀速行驶时", "路况: 高速", "声音: 嗡嗡声", "车速: 80 km/h"],
  prefilled: ["什么时候会响？", "大概多少码", "在什么路上？", "是什么样的声音？"],
  often: "多久响一次？",
  aside: ["胎压应该打多少", "2.3 / 2.2 bar"],
  correction: ["不对，是90码", "车速: 90 km/h"],
  sound: "是什么样的声音？",
  sounds: ["嗡嗡声", "咚咚声"],
  oftenIs: "偶尔",
  since: "从什么时候开始的？",
  file: "有照片或简短的录音、视频吗？",
  later: "转接后发送",
  words: { send: "发送", back: "上一步", skip: "跳过", hand: "提交给客服", passed: "客服稍后会在这里加入" },
  card: {
    "出现时机": "匀速行驶时",
    "车速": "90 km/h",
    "路况": "高速",
    "声音": "嗡嗡声, 咚咚声",
    "频率": "偶尔",
    "照片或录音": "转接后发送",
  },
};

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/// A finger: taps what it sees, writes by the keyboard on the screen.
const finger = ({ page, launcher, composer, chat, button }, { send }) => ({
  open: () => launcher.tap(),
  reopen: () => launcher.tap(),
  say: async (text) => {
    await composer.tap();
    await page.keyboard.insertText(text);
    await chat.locator("footer").getByRole("button", { name: send }).tap();
  },
  press: (target) => target.tap(),
});

/// Keys alone, from the top of the page on.
const keys = (customer) => {
  const { page } = customer;
  /// Tabs until it has the focus.
  const reach = async (target, key) => {
    for (let tries = 0; tries < 40; tries += 1) {
      if (await target.evaluate((element) => element.matches(":focus"))) return;
      await page.keyboard.press(key);
    }
    assert.fail(`${key} does not lead to ${target}`);
  };
  return {
    open: async () => {
      await reach(customer.launcher, "Tab");
      await page.keyboard.press("Enter");
    },
    // On a large screen an open chat stays open, but the page has the focus.
    reopen: () => reach(customer.composer, "Tab"),
    say: async (text) => {
      await reach(customer.composer, "Tab");
      await page.keyboard.insertText(text);
      await page.keyboard.press("Enter");
    },
    press: async (target) => {
      const has = () => customer.inside.evaluate(() => document.activeElement.localName);
      assert.notEqual(await has(), "body", "whoever goes by keys knows where they are");
      await reach(target, (await has()) === "textarea" ? "Shift+Tab" : "Tab");
      await page.keyboard.press("Space");
    },
  };
};

async function tell(name, words, { hand, look, ...context }) {
  const customer = await scene.customer({ site: "motors", ...words.page, ...context });
  const hands = hand(customer, words.words);
  const isClean = async (state) => {
    assert.deepEqual(await violations(customer.inside), [], state);
    if (process.env.SHOTS) await customer.page.screenshot({ path: join(process.env.SHOTS, `noise-${name}-${state}.png`) });
  };
  const tap = (label) => hands.press(customer.button(label));
  const asked = async (text, times) => {
    await customer.line(text).nth(times - 1).waitFor();
    assert.equal(await customer.line(text).count(), times, text);
  };

  await hands.open();
  await customer.composer.waitFor();
  await hands.say(words.begin);

  // What was told is noted and not asked for.
  await customer.button(words.oftenIs).waitFor();
  await asked(words.often, 1);
  for (const noted of words.noted) await customer.line(noted).waitFor();
  for (const prompt of words.prefilled) assert.equal(await customer.line(prompt).count(), 0, prompt);
  await isClean("asked");

  // A question of their own is answered, and the flow goes on.
  await hands.say(words.aside[0]);
  await customer.line(words.aside[1]).first().waitFor();
  await asked(words.often, 2);

  // What was wrong is put right.
  await hands.say(words.correction[0]);
  await customer.line(words.correction[1]).waitFor();
  await asked(words.often, 3);

  // Another page, and it goes on where it was.
  const before = await customer.said();
  await customer.page.reload();
  await customer.launcher.waitFor();
  await hands.reopen();
  await customer.button(words.oftenIs).waitFor();
  assert.deepEqual(await customer.said(), before);

  // Back to the question before, which takes several answers.
  await tap(words.words.back);
  await asked(words.sound, 1);
  for (const sound of words.sounds) await hands.press(customer.chat.getByRole("checkbox", { name: sound }));
  await isClean("several");
  await hands.press(customer.log.getByRole("button", { name: words.words.send }));
  await asked(words.often, 4);
  await tap(words.oftenIs);
  await asked(words.since, 1);
  await tap(words.words.skip);
  await asked(words.file, 1);
  await isClean("file");
  await tap(words.later);

  // What will be sent is shown first.
  const card = customer.log.locator(".review");
  await card.waitFor();
  assert.deepEqual(await fields(card), words.card);
  await isClean("review");
  // A question does not lose it.
  await hands.say(words.aside[0]);
  await customer.line(words.aside[1]).nth(2).waitFor();
  assert.deepEqual(await fields(card), words.card);
  await tap(words.words.hand);
  await customer.line(words.words.passed).waitFor();

  await agent.accept("");
  const received = agent.details.locator(".flow-card");
  await received.waitFor();
  assert.deepEqual(await fields(received), words.card);
  await agent.line(words.begin).first().waitFor();
  await agent.say("When can you come by?");
  await customer.line("When can you come by?").waitFor();
  await isClean("person");
  await agent.button("Resolve").click();
  await until(async () => (await agent.offers.getByRole("article").count()) === 0, "no offer is left");
  await customer.context.close();
}

/// What a card says, by its labels.
const fields = (card) =>
  card.locator("dl > div").evaluateAll((rows) => Object.fromEntries(rows.map((row) => [...row.children].map((cell) => cell.textContent.trim()))));

for (const [language, words] of [["English", ENGLISH], ["Chinese", CHINESE]]) {
  test(`a noise is told by touch on a phone, in ${language}`, () => tell(`phone-${language}`, words, { hand: finger, ...PHONE }));
  test(`a noise is told by keyboard alone, in ${language}`, () => tell(`desk-${language}`, words, { hand: keys }));
}

test("who writes traditional characters is understood by an owner's simplified ones", async () => {
  const customer = await scene.customer({ site: "motors", path: "/zh/", locale: "zh-TW" });
  await customer.open();
  await customer.say("高速上八十碼的時候有嗡嗡聲");
  for (const noted of CHINESE.noted) await customer.line(noted).waitFor();
  await customer.say("不對，是90碼");
  await customer.line(CHINESE.correction[1]).waitFor();
  await customer.say("偶爾");
  await customer.line(CHINESE.since).waitFor();
  await customer.context.close();
});

test("a flow goes on in whichever tab one answers, and where it ended in one it has ended in the other", async () => {
  const customer = await scene.customer({ site: "motors" });
  await customer.open();
  await customer.say(ENGLISH.begin);
  await customer.button(ENGLISH.oftenIs).waitFor();
  const other = await customer.tab("/help/service");
  await other.button(ENGLISH.oftenIs).click();
  await customer.line(ENGLISH.since).waitFor();
  await customer.button(ENGLISH.words.skip).click();
  await other.button(ENGLISH.later).click();
  const card = customer.log.locator(".review");
  await card.waitFor();
  // A question here is one of its own, and no answer of the flow's.
  await customer.say(ENGLISH.aside[0]);
  await customer.line(ENGLISH.aside[1]).first().waitFor();
  await other.line(ENGLISH.aside[1]).first().waitFor();
  assert.equal((await fields(card)).Speed, "80 km/h");
  await customer.context.close();
});
