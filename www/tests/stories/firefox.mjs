// Firefox over WebDriver BiDi, as far as a smoke run needs it: no driver, no library, one socket.
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firefoxPath } from "../../../xtask/harness/index.mjs";
import { open } from "../../../edge/tests/websocket.mjs";
import { PATIENCE_MS } from "./story.mjs";

/// Nothing of Mozilla's is asked for while it runs.
const PREFERENCES = {
  "app.update.enabled": false,
  "browser.safebrowsing.update.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.getAddons.cache.enabled": false,
  "intl.accept_languages": "en-GB, en",
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,",
  "toolkit.telemetry.server": "data:,",
};

/// A headless Firefox with an empty profile.
export async function firefox() {
  const profile = await mkdtemp(join(tmpdir(), "frontdesk-firefox-"));
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  await writeFile(join(profile, "user.js"), lines.join("\n"));
  const child = spawn(firefoxPath, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, MOZ_HEADLESS: "1", HOME: profile },
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const close = async () => {
    child.kill("SIGKILL");
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const address = await new Promise((resolve, reject) => {
      let said = "";
      const timer = setTimeout(() => reject(new Error(`Firefox does not listen: ${said}`)), PATIENCE_MS);
      child.stderr.on("data", (text) => {
        said += text;
        const found = said.match(/WebDriver BiDi listening on ws:\/\/(\S+)/);
        if (found) resolve(found[1], clearTimeout(timer));
      });
      child.once("exit", () => reject(new Error(`Firefox ended: ${said}`)));
    });
    const socket = await open(`http://${address}`, "/session");
    return new Firefox(socket, close);
  } catch (error) {
    await close();
    throw error;
  }
}

class Firefox {
  constructor(socket, close) {
    this.socket = socket;
    this.close = close;
    this.last = 0;
  }

  async ask(method, params = {}) {
    this.last += 1;
    const id = this.last;
    this.socket.send({ id, method, params });
    const answer = await this.socket.until((message) => message.id === id, method);
    if (answer.type === "error") throw new Error(`${method}: ${answer.error} ${answer.message}`);
    return answer.result;
  }

  /// Starts the session and opens a page; the context it is in.
  async visit(url) {
    await this.ask("session.new", { capabilities: {} });
    const { contexts } = await this.ask("browsingContext.getTree");
    const { context } = contexts[0];
    await this.ask("browsingContext.navigate", { context, url, wait: "complete" });
    return context;
  }

  /// The first frame inside a page, once there is one.
  async frame(context, path) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const { contexts } = await this.ask("browsingContext.getTree", { root: context });
      const found = contexts[0].children.find(({ url }) => url.includes(path));
      if (found) return found.context;
      if (Date.now() > end) throw new Error(`no frame ${path}: ${JSON.stringify(contexts)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /// What `find` gives, a function of the page's, as soon as it gives something: looked at with every change of the page.
  async seen(context, find) {
    const { result, exceptionDetails } = await this.ask("script.callFunction", {
      target: { context },
      awaitPromise: true,
      functionDeclaration: `() => new Promise((resolve, reject) => {
        const find = ${find};
        const look = () => { const found = find(); if (found) { clearInterval(timer); resolve(found); } };
        const timer = setInterval(look, 50);
        setTimeout(() => reject(new Error("not seen: ${encodeURIComponent(String(find))} in " + document.body?.innerText)), 12_000);
        look();
      })`,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.type === "node" ? { sharedId: result.sharedId } : result.value;
  }

  /// A real click of the mouse in the middle of an element.
  async click(context, element) {
    const actions = [
      { type: "pointerMove", x: 0, y: 0, origin: { type: "element", element } },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    await this.ask("input.performActions", { context, actions: [{ type: "pointer", id: "mouse", actions }] });
  }

  /// Real keys; Enter is `\uE007`.
  async type(context, text) {
    const actions = [...text].flatMap((value) => ["keyDown", "keyUp"].map((type) => ({ type, value })));
    await this.ask("input.performActions", { context, actions: [{ type: "key", id: "keyboard", actions }] });
  }
}
