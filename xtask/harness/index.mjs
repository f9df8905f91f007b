// What the tests in real browsers share: an instance on free ports, and browsers to look at it with.
// `cargo xtask test` sets the FRONTDESK_* variables; by hand:
//   cargo xtask test --only NAME [--fast]
import { spawn, execFile } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const env = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run these tests with: cargo xtask test --only NAME`);
  return value;
};

const playwright = () => createRequire(`${env("FRONTDESK_PACKAGES")}/`)("playwright-core");

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/// A seeded instance of everything with a data folder of its own.
/// `{ chat, desk, shop, bank, motors, other }` are origins; `kill9()` and `start()` crash and revive workerd on the
/// same data and ports; `stop()` ends it and removes the data; `log()` is what workerd said. With `breakable` the Worker has
/// the routes under /api/v1/test that break things on purpose.
export async function startInstance({ seed = true, breakable = false } = {}) {
  const data = await mkdtemp(join(tmpdir(), "frontdesk-"));
  const [port, demoPort] = [await freePort(), await freePort()];
  const place = ["--data", data, "--port", `${port}`, "--demo-port", `${demoPort}`, "--dist", env("FRONTDESK_DIST")];
  if (breakable) place.push("--breakable");
  const xtask = async (command) => JSON.parse((await run(env("FRONTDESK_XTASK"), ["instance", command, ...place])).stdout);
  const { program, arguments: args, environment } = await xtask("prepare");
  let child = null;
  let said = "";
  let ended = Promise.resolve();

  const listens = async () => {
    try {
      await fetch(`http://127.0.0.1:${demoPort}/`);
      await fetch(`http://127.0.0.1:${port}/`);
      return true;
    } catch {
      return false;
    }
  };
  const start = async () => {
    child = spawn(program, args, { env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
    const mine = child;
    for (const stream of [mine.stdout, mine.stderr]) stream.on("data", (text) => (said += text));
    ended = new Promise((resolve) => mine.once("exit", resolve));
    for (let tries = 0; tries < 400; tries += 1) {
      if (mine.exitCode !== null) throw new Error(`workerd ended at once:\n${said}`);
      if (await listens()) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`workerd does not listen:\n${said}`);
  };
  const end = async (signal) => {
    child?.kill(signal);
    await ended;
    child = null;
  };
  const stop = async () => {
    await end("SIGKILL");
    await rm(data, { recursive: true, force: true });
  };

  try {
    await start();
    const people = seed ? await xtask("seed") : {};
    const at = (host, of) => `http://${host}.localhost:${of}`;
    return {
      chat: at("chat", port),
      desk: at("desk", port),
      shop: at("shop", demoPort),
      bank: at("bank", demoPort),
      motors: at("motors", demoPort),
      other: at("other", demoPort),
      port,
      demoPort,
      data,
      operatorSecret: environment.FRONTDESK_OPERATOR_SECRET,
      masterSecret: environment.FRONTDESK_MASTER_SECRET,
      password: people.password,
      workerd: program,
      kill9: () => end("SIGKILL"),
      start,
      stop,
      log: () => said,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/// A headless Chromium without background traffic; `options` as for playwright's `launch`.
export function chromium(options = {}) {
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    ...(options.args ?? []),
  ];
  const executablePath = process.env.FRONTDESK_CHROMIUM ?? "/usr/bin/chromium";
  return playwright().chromium.launch({ executablePath, ...options, args });
}

/// What axe finds wrong in a page as it is, by the rules of WCAG 2.2 A and AA: `RULE: ELEMENT`, one each.
export async function violations(page) {
  // A page's policy lets no script in; the browser's own tools are not bound by it.
  const source = await readFile(createRequire(`${env("FRONTDESK_PACKAGES")}/`).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(source);
  return page.evaluate(async () => {
    // What still fades in has not its own colours yet.
    const passing = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map(({ finished }) => finished));
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const found = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ""}`));
  });
}

/// Path of Debian's Firefox, for smoke runs by WebDriver BiDi or `--screenshot`; playwright drives only its own.
export const firefoxPath = process.env.FRONTDESK_FIREFOX ?? "/usr/bin/firefox-esr";
