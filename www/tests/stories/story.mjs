// What the stories share: a stage with one instance and one browser, customers in a site's chat, agents at its desk.
import { chromium, startInstance } from "../../../xtask/harness/index.mjs";
import { slowLine } from "../../../xtask/harness/line.mjs";

/// Slow machines need it; nothing waits this long where all is well.
export const PATIENCE_MS = 45_000;

/// Contexts of a test are private windows, whose third parties may store nothing; most customers are in ordinary ones.
const ORDINARY = ["--disable-features=AlwaysBlock3pcsIncognito"];

/// A running instance and a browser: `customer()` and `agent()` bring people, `end()` sends all of them home. With `slow`
/// (`{ bitsPerSecond, roundTripMs }`) the browser reaches the edge over such a line, which is then `line`.
export async function stage({ slow, ...options } = {}) {
  const instance = await startInstance(options);
  let browser;
  let line;
  try {
    const args = [...ORDINARY];
    if (slow) {
      line = await slowLine(instance.port, slow);
      args.push(`--host-resolver-rules=MAP chat.localhost:${instance.port} 127.0.0.1:${line.port}`);
    }
    browser = await chromium({ args });
  } catch (error) {
    await line?.close();
    await instance.stop();
    throw error;
  }
  return {
    ...instance,
    browser,
    line,
    /// A customer in a browser of their own; `site` is one of the instance's.
    customer: async ({ site = "shop", path = "/", context, ...options } = {}) => {
      const own = context ?? (await newContext(browser, options));
      return new Customer(await own.newPage()).visit(`${instance[site]}${path}`);
    },
    /// Somebody of the staff in a browser of their own, signed in.
    agent: async (email, options) => {
      const context = await newContext(browser, { viewport: { width: 1440, height: 900 } });
      return new Agent(await context.newPage()).signIn(instance, email, options);
    },
    end: async () => {
      await browser.close();
      await line?.close();
      await instance.stop();
    },
  };
}

async function newContext(browser, options) {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/// Looks until `check` finds something true; for what no single event tells.
export async function until(check, what) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/// Keeps what goes over a page's sockets: `{ url, sent, frame }`.
export function frames(page) {
  const seen = [];
  page.on("websocket", (socket) => {
    const keep = (sent) => ({ payload }) => seen.push({ url: socket.url(), sent, text: String(payload), frame: parsed(payload) });
    socket.on("framesent", keep(true));
    socket.on("framereceived", keep(false));
  });
  return seen;
}

const parsed = (payload) => {
  try {
    return JSON.parse(payload);
  } catch {
    return {};
  }
};

/// A line that somebody said: an author, and behind it what they said.
const SAID = "li:has(> p + *)";

/// A customer, as far as the chat on one page goes.
export class Customer {
  constructor(page) {
    this.page = page;
    this.context = page.context();
    this.frames = frames(page);
    this.requests = [];
    page.on("request", (request) => this.requests.push(request));
    this.chat = page.frameLocator("frontdesk-chat iframe");
    this.launcher = page.locator("frontdesk-chat").getByRole("button", { name: /chat|聊天/i });
    this.log = this.chat.getByRole("log");
    this.composer = this.chat.getByRole("textbox");
  }

  async visit(url) {
    await this.page.goto(url);
    await this.launcher.waitFor();
    return this;
  }

  /// The same customer in another tab.
  async tab(path) {
    return new Customer(await this.context.newPage()).visit(new URL(path, this.page.url()).href);
  }

  /// The chat's own document, to look at from the inside.
  get inside() {
    return this.page.frames().find((frame) => frame.url().includes("/w/"));
  }

  /// Opens the chat; it is there when somebody can write.
  async open() {
    await this.launcher.click();
    await this.composer.waitFor();
    return this;
  }

  async say(text) {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /// A line that somebody said, or that tells what happened.
  line(text) {
    return this.log.getByRole("listitem").filter({ hasText: text });
  }

  button(name) {
    return this.chat.getByRole("button", { name, exact: true });
  }

  /// Asks for a person, says yes to what goes along if there is anything, and is there when that has arrived.
  async callPerson(name = "Talk to a person", then = "A person will join you here") {
    await this.chat.locator("footer").getByRole("button", { name }).click();
    const offered = this.log.getByRole("button", { name });
    const waits = this.line(then);
    await until(async () => {
      if (await waits.isVisible()) return true;
      if (await offered.isVisible()) await offered.click({ timeout: 1000 }).catch(() => {});
      return false;
    }, "a person is on the way");
  }

  /// What was said, in the order shown; without the greeting and what merely happened.
  said() {
    return this.log.locator(SAID).evaluateAll((rows) => rows.map((row) => row.children[1].innerText.trim()));
  }

  /// There when this many lines were said.
  async saidAtLeast(count) {
    await this.log.locator(SAID).nth(count - 1).waitFor();
  }
}

/// Somebody at the desk.
export class Agent {
  constructor(page) {
    this.page = page;
    this.context = page.context();
    this.frames = frames(page);
    this.offers = page.getByRole("region", { name: "Offered to you" });
    this.mine = page.getByRole("tabpanel", { name: "Your conversations" });
    this.queue = page.getByRole("tabpanel", { name: "Waiting" });
    this.mentions = page.getByRole("tabpanel", { name: "You are mentioned" });
    this.log = page.getByRole("log", { name: "Conversation" });
    this.composer = page.getByRole("combobox", { name: "Reply" });
    this.details = page.getByRole("complementary", { name: "Details" });
  }

  /// `capacity` is how many conversations at once they want, at most as many as their profile says.
  async signIn({ desk, password }, email, { site = "shop", presence = "Online", capacity } = {}) {
    await this.page.goto(desk);
    await this.page.getByLabel("Site").fill(site);
    await this.page.getByLabel("E-mail").fill(email);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
    if (capacity) await this.setCapacity(capacity);
    await this.setPresence(presence);
    return this;
  }

  async setPresence(presence) {
    // The desk says what is so: the mark follows its answer.
    const radio = this.page.getByRole("radio", { name: presence });
    await radio.click();
    await until(() => radio.isChecked(), `${presence} is marked`);
  }

  async setCapacity(capacity) {
    const stepper = this.page.getByRole("group", { name: "Conversations at once" });
    const shown = stepper.getByRole("status");
    await shown.filter({ hasText: / of [1-9]/ }).waitFor();
    for (;;) {
      const now = Number((await shown.innerText()).split(" of ")[1]);
      if (now === capacity) return;
      await stepper.getByRole("button", { name: now > capacity ? "One fewer at once" : "One more at once" }).click();
      await shown.filter({ hasText: `of ${now > capacity ? now - 1 : now + 1}` }).waitFor();
    }
  }

  /// Lists `Mine`, `Waiting`, `Mentions` or `All`.
  async list(view) {
    await this.page.getByRole("tab", { name: view }).click();
  }

  /// The offer in which this was said last.
  offer(preview) {
    return this.offers.getByRole("article").filter({ hasText: preview });
  }

  async accept(preview) {
    await this.offer(preview).getByRole("button", { name: "Accept" }).click();
    await this.composer.waitFor();
  }

  async say(text) {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /// Something said in the conversation on screen.
  line(text) {
    return this.log.getByRole("article").filter({ hasText: text });
  }

  /// What was said, in the order shown.
  async said() {
    return (await this.log.locator("article .bubble").allInnerTexts()).map((text) => text.trim());
  }

  button(name) {
    return this.page.getByRole("main").getByRole("button", { name });
  }
}
