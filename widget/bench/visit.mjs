// One customer's way with one chat: the page, the tap, the composer, the first message.
import { openPage } from "./cdp.mjs";
import { blocking, longest, now, shift, startTrace, tasks, within } from "./trace.mjs";

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/// What the page itself asks for.
const OWN = /^shop\/(lumen\.\w+)?$/;
const TEXT = "How do I set a screen-time limit?";

/** Whether a text stands anywhere but in the composer, shadow roots included. */
const stands = (composer, text) => `(() => {
  const composer = ${composer};
  const walk = (root) => [...root.querySelectorAll("*")].some((element) =>
    element !== composer && ([...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() === ${JSON.stringify(text)} && !composer?.contains(node)) || (element.shadowRoot && walk(element.shadowRoot))));
  return walk(document);
})()`;

/// True for an element that can be touched.
const touchable = (element) => `(() => {
  const element = ${element};
  if (!element || element.disabled) return 0;
  const { x, y, width, height } = element.getBoundingClientRect();
  return width && height && getComputedStyle(element).visibility === "visible" && { x: x + width / 2, y: y + height / 2 };
})()`;

/** A frame of another process has the keys only once the browser has handed them over. */
async function write(page, composer, text) {
  for (let tries = 0; tries < 40; tries += 1) {
    await page.look(`document.querySelector("frontdesk-chat")?.shadowRoot.querySelector("iframe")?.focus()`);
    await page.look(`(() => { const composer = ${composer}; composer && composer.focus(); return composer && 1; })()`);
    await page.write(text);
    if (await page.look(`(({ value, textContent }) => (value ?? textContent).includes(${JSON.stringify(text)}))((${composer}) || {value: ""})`)) return;
    await sleep(50);
  }
  throw new Error("nothing can be written");
}

/// A visit. With `quiet` (ms) the page is left alone that long before the tap; without, the tap comes as soon as there is a launcher.
/// Times are milliseconds, bytes those of bodies on the line, without what the page itself needs.
export async function visit(browser, front, name, { launcher, composer, shown }, { slowDown = 4, quiet, profile, after = 1_500, settled } = {}) {
  const page = await openPage(browser, { slowDown });
  front.log.length = 0;
  const trace = await startTrace(browser, { profile });
  const asked = (until = Infinity) => front.log.filter(({ url, began }) => !OWN.test(url) && began < until);
  const bytes = (until) => asked(until).reduce((sum, { body }) => sum + body, 0);
  try {
    const begun = now();
    await page.go(front.page(name));
    if (quiet) await sleep(quiet);
    const before = { requests: asked().length, bytes: bytes() };
    let tapped = now();
    let usable;
    let sent;
    let said;
    const figures = {};
    if (launcher) {
      const { value } = await page.until(touchable(launcher), `${name}'s launcher`);
      tapped = now();
      await page.tap(value);
      if (shown) await page.until(shown, `${name}'s panel`);
      await page.until(touchable(composer), `${name}'s composer`);
      usable = now();
      figures.requests = asked().length;
      figures.openBytes = bytes();
      if (quiet) await sleep(after);
      await write(page, composer, TEXT);
      sent = now();
      await page.enter();
      await page.until(stands(composer, TEXT), `${name}'s first message`);
      said = now();
      if (settled) Object.assign(figures, await settled(page, { bytes, sent }));
    }
    const idle = now();
    const events = await trace.stop();
    const all = tasks(events);
    const own = name === "frontdesk" ? /\/v1\/loader\.js/ : new RegExp(`/peer/${name}/`);
    const early = within(all, begun, tapped);
    const opening = within(all, tapped, sent ?? idle);
    const most = longest(opening);
    const onPage = (list) => list.filter(({ place }) => place?.includes("shop."));
    return {
      ...figures,
      beforeRequests: before.requests,
      beforeBytes: before.bytes,
      beforeBlocking: blocking(onPage(early), own),
      pageBlocking: blocking(onPage(early)),
      openBlocking: blocking(onPage(opening)),
      blocking: blocking(within(all, begun, sent ?? idle)),
      longest: most?.ms ?? 0,
      longestCpu: Math.max(0, ...opening.map(({ cpu }) => cpu)),
      longestTask: most,
      longestEarly: longest(onPage(early)),
      hostLongest: longest(onPage(opening))?.ms ?? 0,
      hostTask: longest(onPage(opening)),
      shift: shift(events, begun, tapped),
      shiftOpen: shift(events, tapped, idle),
      composer: usable - tapped,
      firstMessage: said - sent,
      inAll: said - begun,
      events,
      opening,
    };
  } finally {
    await page.close();
  }
}
