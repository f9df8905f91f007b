// From Enter to the answer on screen, at full speed: what the customer feels.
import { openPage } from "./cdp.mjs";

const QUESTIONS = [
  "How do I set a screen-time limit?", "where is my parcel", "can I send a phone back", "how long does delivery take", "do you have a shop near me",
  "the fridge is too loud", "my order has not come", "how do I pay by instalments", "is there a warranty", "I want an invoice",
  "my screen is cracked", "when do you open", "can I change the address", "how do I back up my phone", "what does Double 12 mean",
  "快递什么时候到", "怎么退货", "保修多久", "手机屏幕碎了怎么办", "可以开发票吗",
];

/** In the chat: how long each answer took, by the page's own clock, from the key to the frame after the row stands there. */
const WATCH = `(() => {
  const log = document.querySelector("[role=log]");
  window.benchTimes = [];
  let began = 0;
  addEventListener("keydown", (event) => { if (event.key === "Enter") began = event.timeStamp; }, true);
  new MutationObserver((changes) => {
    if (!began) return;
    const rows = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.nodeType === 1 && node.innerText?.trim());
    const isAnswer = rows.some((row) => row.innerText.length > 2 && !row.innerText.includes(window.benchAsked));
    if (!isAnswer) return;
    const since = began;
    began = 0;
    requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => benchTimes.push(performance.now() - since); port2.postMessage(0); });
  }).observe(log, { childList: true, subtree: true });
  return 1;
})()`;

const inChat = (expression) => `location.host.startsWith("chat.") && (${expression})`;

/// Milliseconds of `rounds` times all questions, in one conversation, once the sentence encoder is there.
export async function answerTimes(browser, front, { launcher, shown, composer }, rounds = 3) {
  const page = await openPage(browser);
  front.log.length = 0;
  try {
    await page.go(front.page("frontdesk"));
    const { value } = await page.until(`(() => { const element = ${launcher}; const { x, y, width } = element?.getBoundingClientRect() ?? {}; return width && { x: x + 28, y: y + 28 }; })()`, "the launcher");
    await page.tap(value);
    await page.until(shown, "the panel");
    await page.until(`(${composer}) && 1`, "the composer");
    // The encoder, and time to take over.
    for (let tries = 0; !front.log.some(({ url, ended }) => /encoder-/.test(url) && ended) && tries < 1_200; tries += 1) await pause(50);
    await pause(3_000);
    await page.look(inChat(WATCH));
    const times = [];
    for (let round = 0; round < rounds; round += 1) {
      for (const question of QUESTIONS) {
        await page.look(inChat(`(window.benchAsked = ${JSON.stringify(question)}, document.querySelector("textarea").focus(), 1)`));
        await page.write(question);
        await page.enter();
        const { value: count } = await page.until(inChat(`benchTimes.length > ${times.length} && benchTimes.length`), `an answer to ${question}`);
        times.push(await page.look(inChat(`benchTimes[${count - 1}]`)));
        await pause(120);
      }
    }
    return times;
  } finally {
    await page.close();
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
