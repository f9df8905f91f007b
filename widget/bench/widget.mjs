// `cargo xtask bench widget`: what the chat costs the page it stands on and the customer who opens it, beside peers on the same page.
// Prints one object. How each figure is taken is told in docs/bench/widget.md.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { cpus, loadavg, tmpdir } from "node:os";
import { chromium, startInstance } from "../../xtask/harness/index.mjs";
import { slowLine } from "../../xtask/harness/line.mjs";
import { answerTimes } from "./answers.mjs";
import { connect } from "./cdp.mjs";
import { front } from "./front.mjs";
import { judged } from "./lighthouse.mjs";
import { PEERS, answer, bundle } from "./peers.mjs";
import { visit } from "./visit.mjs";

const RUNS = Number(process.env.FRONTDESK_BENCH_RUNS ?? 5);
/// How long the page is left alone before the tap.
const QUIET_MS = 2_500;
/// What budget phones see of 3G (Lighthouse's "slow 4G").
const SLOW = { bitsPerSecond: 1_600_000, roundTripMs: 150 };
const OURS = {
  launcher: `document.querySelector("frontdesk-chat")?.shadowRoot.querySelector("button.b")`,
  shown: `document.querySelector("frontdesk-chat")?.shadowRoot.querySelector("dialog.y[open]") && 1`,
  composer: `location.host.startsWith("chat.") && document.querySelector("textarea")`,
};
/// Nothing of this is needed to write: with all of it held back the composer comes all the same.
const BEHIND = /bundle\.json|\/pack\/|\/sense\/|\/(engine|guide|full|encoder)-/;
const ANSWERED = `location.host.startsWith("chat.") && document.querySelector("[role=log]")?.innerText.match(/screen.time/gi)?.length > 1`;

const log = (text) => console.error(`bench: ${text}`);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const quantile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
};
const round = (value) => Math.round(value * 10) / 10;
const median = (visits, key) => {
  const sorted = visits.map((visit) => visit[key]).sort((a, b) => a - b);
  return round((sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2);
};
const least = (visits, key) => round(Math.min(...visits.map((visit) => visit[key])));
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const figures = { runs: RUNS, cores: cpus().length, load_before: round(loadavg()[0]) };
const { FRONTDESK_DIST: dist, FRONTDESK_PACKAGES: tools, FRONTDESK_PEERS: packages, FRONTDESK_LIGHTHOUSE: lighthouse } = process.env;
const folder = await mkdtemp(`${tmpdir()}/frontdesk-peers-`);
const peers = {};
for (const name of packages ? Object.keys(PEERS) : []) {
  peers[name] = `${folder}/${name}`;
  await bundle(name, { packages, tools, folder: peers[name] });
}
const instance = await startInstance();
const between = await front({ chat: instance.port, demo: instance.demoPort, peers, answer });
const subjects = { plain: {}, frontdesk: OURS, ...Object.fromEntries(Object.keys(peers).map((name) => [name, PEERS[name]])) };

await weigh();
await withBrowser(between.port, async (browser, port) => {
  await bytes(browser);
  await opening(browser);
  log("answers");
  const times = await answerTimes(browser, between, OURS);
  Object.assign(figures, { answers: times.length, answer_p50_ms: round(quantile(times, 0.5)), answer_p95_ms: round(quantile(times, 0.95)) });
  if (lighthouse) await scores(port);
});
await slowly();
figures.load_after = round(loadavg()[0]);
await between.close();
await instance.stop();
await rm(folder, { recursive: true, force: true });
console.log(JSON.stringify(figures));
process.exit(0);

/// `work` with a browser that has been asked for one page already, so that the first visit does not pay for its start.
async function withBrowser(onPort, work) {
  const port = await freePort();
  const args = ["--disable-features=AlwaysBlock3pcsIncognito", `--host-resolver-rules=MAP *.localhost 127.0.0.1:${onPort}`];
  const owner = await chromium({ args: [...args, `--remote-debugging-port=${port}`] });
  const browser = await connect(port);
  await visit(browser, between, "plain", {}, { quiet: 1_000 });
  await work(browser, port);
  browser.close();
  await owner.close();
}

/// What stands in the built tree.
async function weigh() {
  const manifest = JSON.parse(await readFile(`${dist}/manifest.json`, "utf8"));
  const size = async (name) => (await readFile(`${dist}/assets${manifest[name]}.br`)).length;
  figures.loader_br = await size("loader.js");
  figures.ui_br = (await size("widget.wasm")) + (await size("widget.js")) + (await size("widget.css"));
}

/// Bytes of one whole conversation, and of one in which everything that a composer does not need never comes.
async function bytes(browser) {
  log("bytes");
  between.hold(BEHIND);
  const needed = await visit(browser, between, "frontdesk", OURS, { slowDown: 1 });
  between.hold();
  figures.first_open_br = needed.openBytes;
  figures.first_open_requests = needed.requests;
  const settled = async (page, { bytes: sum }) => {
    await page.until(ANSWERED, "the first answer");
    return { first: sum() };
  };
  const first = await visit(browser, between, "frontdesk", OURS, { slowDown: 1, settled });
  figures.first_open_line_br = first.openBytes;
  figures.first_answer_br = first.first;
  const whole = await visit(browser, between, "frontdesk", OURS, { slowDown: 1, settled: async (_page, { bytes: sum }) => {
    for (let tries = 0; !between.log.some(({ url, ended }) => /encoder-/.test(url) && ended) && tries < 1_200; tries += 1) await sleep(50);
    return { full: sum() };
  } });
  figures.full_encoder_br = whole.full;
}

/// Everybody in turn, so that whatever else the machine does falls on all.
async function opening(browser) {
  const visits = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
  for (let run = 0; run < RUNS; run += 1) {
    for (const [name, subject] of Object.entries(subjects)) {
      log(`${name}, ${run + 1} of ${RUNS}`);
      const { events, opening: _, ...seen } = await visit(browser, between, name, subject, { quiet: QUIET_MS });
      visits[name].push(seen);
    }
  }
  for (const [name, all] of Object.entries(visits)) {
    const prefix = name === "frontdesk" ? "" : `${name}_`;
    figures[`${prefix}page_blocking_ms`] = median(all, "pageBlocking");
    figures[`${prefix}cls`] = Math.max(...all.map(({ shift, shiftOpen }) => shift + shiftOpen));
    if (name === "plain") continue;
    figures[`${prefix}before_intent_br`] = median(all, "beforeBytes");
    figures[`${prefix}before_intent_requests`] = median(all, "beforeRequests");
    figures[`${prefix}blocking_ms`] = median(all, "beforeBlocking");
    figures[`${prefix}open_blocking_ms`] = median(all, "openBlocking");
    figures[`${prefix}longest_task_ms`] = median(all, "longest");
    figures[`${prefix}longest_task_ms_least`] = least(all, "longest");
    figures[`${prefix}longest_task_cpu_ms`] = least(all, "longestCpu");
    figures[`${prefix}page_longest_task_ms`] = median(all, "hostLongest");
    figures[`${prefix}composer_ms`] = median(all, "composer");
    figures[`${prefix}composer_ms_least`] = least(all, "composer");
    if (name === "frontdesk") {
      const { longestTask, hostTask } = all.reduce((best, seen) => (seen.longest < best.longest ? seen : best));
      const told = (task) => (task?.parts ?? []).slice(0, 6).map(({ what, ms }) => `${what} ${round(ms)}`).join(", ");
      figures.longest_task_in = longestTask?.place ?? "";
      figures.longest_task_of = told(longestTask);
      figures.page_longest_task_of = told(hostTask);
    } else {
      figures[`${name}_br`] = quantile(all.map(({ openBytes }) => openBytes), 0.5);
      figures[`${name}_requests`] = median(all, "requests");
    }
  }
}

/// A phone's slow line, nothing kept, a customer in a hurry: from the address to the first message in the thread.
async function slowly() {
  const line = await slowLine(between.port, SLOW);
  await withBrowser(line.port, async (browser) => {
    for (const [name, subject] of Object.entries(subjects)) {
      if (name === "plain") continue;
      const all = [];
      for (let run = 0; run < Math.min(3, RUNS); run += 1) {
        log(`${name} on a slow line`);
        all.push(await visit(browser, between, name, subject, {}));
      }
      figures[`${name === "frontdesk" ? "" : `${name}_`}first_message_ms`] = median(all, "inAll");
    }
  });
  await line.close();
}

async function scores(port) {
  for (const name of Object.keys(subjects)) {
    const all = [];
    for (let run = 0; run < Math.min(3, RUNS); run += 1) {
      log(`Lighthouse, ${name}`);
      try {
        all.push(await judged(lighthouse, port, between.page(name)));
      } catch (error) {
        log(`Lighthouse does not run here: ${`${error.message}`.split("\n")[0]}`);
        return;
      }
    }
    const prefix = name === "frontdesk" ? "" : `${name}_`;
    figures[`${prefix}lighthouse`] = quantile(all.map(({ score }) => score), 0.5);
    figures[`${prefix}lighthouse_blocking_ms`] = median(all, "blocking");
  }
}
