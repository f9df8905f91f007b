// What the main threads of a page's processes were busy with, by the browser's own trace.

const CATEGORIES = [
  "toplevel", "loading", "blink.user_timing", "devtools.timeline", "disabled-by-default-devtools.timeline", "disabled-by-default-lighthouse",
  "v8", "v8.wasm", "disabled-by-default-v8.compile",
];
const PROFILE = ["disabled-by-default-v8.cpu_profiler"];
const TASKS = new Set(["RunTask", "ThreadControllerImpl::RunTask", "ThreadPool_RunTask"]);
/// Tasks are long from here on, in milliseconds.
const LONG = 50;

/// The browser's clock, in milliseconds: Linux has one that does not jump, and both read it.
export const now = () => Number(process.hrtime.bigint()) / 1e6;

/// Starts a trace of everything; `stop()` gives its events.
export async function startTrace(browser, { profile = false } = {}) {
  const includedCategories = profile ? [...CATEGORIES, ...PROFILE] : CATEGORIES;
  const traceConfig = { recordMode: "recordAsMuchAsPossible", includedCategories };
  await browser.send("Tracing.start", { transferMode: "ReturnAsStream", streamFormat: "json", traceConfig });
  return {
    stop: async () => {
      const complete = new Promise((resolve) => {
        const off = browser.on((method, params) => method === "Tracing.tracingComplete" && (off(), resolve(params.stream)));
      });
      await browser.send("Tracing.end");
      const handle = await complete;
      let text = "";
      for (;;) {
        const { data, eof } = await browser.send("IO.read", { handle, size: 1 << 22 });
        text += data;
        if (eof) break;
      }
      await browser.send("IO.close", { handle });
      return JSON.parse(text).traceEvents;
    },
  };
}

/// Tasks of main threads in their order: `{ begin, end, ms, cpu, place, parts }`, times in milliseconds of `now`. `place` is the host of
/// the frames in that process, `parts` what was done, the heaviest first: `{ what, ms }`, each without what is inside it.
export function tasks(events) {
  const places = hosts(events);
  const mains = new Map();
  for (const { ph, name, pid, tid, args } of events) {
    if (ph === "M" && name === "thread_name" && args.name === "CrRendererMain" && places.has(pid)) mains.set(pid, tid);
  }
  const found = [];
  for (const [pid, tid] of mains) {
    const mine = events.filter((event) => event.pid === pid && event.tid === tid && event.ph === "X");
    mine.sort((a, b) => a.ts - b.ts || b.dur - a.dur);
    let at = 0;
    while (at < mine.length) {
      const task = mine[at++];
      if (!TASKS.has(task.name)) continue;
      const inside = [];
      while (at < mine.length && mine[at].ts < task.ts + task.dur) inside.push(mine[at++]);
      found.push({
        begin: task.ts / 1000,
        end: (task.ts + task.dur) / 1000,
        ms: task.dur / 1000,
        cpu: (task.tdur ?? 0) / 1000,
        place: places.get(pid),
        events: inside,
        get parts() {
          return selfTimes(task, inside);
        },
      });
    }
  }
  return found.sort((a, b) => a.begin - b.begin);
}

/// Those that touch a window.
export const within = (all, begin, end) => all.filter((task) => task.end > begin && task.begin < end);

export const longest = (all) => all.reduce((most, task) => (task.ms > (most?.ms ?? 0) ? task : most), undefined);

/// Milliseconds beyond 50 of long tasks: of all, or with `script` what that script's own running adds.
export function blocking(all, script) {
  let sum = 0;
  for (const task of all) {
    const whole = Math.max(0, task.ms - LONG);
    if (!script) sum += whole;
    else if (whole) sum += whole - Math.max(0, task.ms - running(task.events, script) - LONG);
  }
  return sum;
}

/// How long a script was compiled and run in a task. The trace does not name modules when they run; the page has none of its own.
export function running(events, script) {
  let sum = 0;
  let until = 0;
  for (const event of events) {
    const data = event.args?.data ?? event.args ?? {};
    const url = `${data.url ?? data.fileName ?? data.scriptName ?? ""}`;
    if ((!script.test(url) && event.name !== "v8.evaluateModule") || event.ts < until) continue;
    sum += event.dur;
    until = event.ts + event.dur;
  }
  return sum / 1000;
}

/// Layout shift of the page's own document, as far as it did not follow a touch at once.
export const shift = (events, begin, end) =>
  events
    .filter(({ name, args, ts }) => name === "LayoutShift" && args.data.is_main_frame && !args.data.had_recent_input && ts / 1000 > begin && ts / 1000 < end)
    .reduce((sum, { args }) => sum + (args.data.weighted_score_delta ?? args.data.score), 0);

function hosts(events) {
  const found = new Map();
  const add = (pid, url) => {
    const host = /^https?:\/\/([^/:]+)/.exec(url)?.[1];
    if (host) found.set(pid, found.has(pid) && !found.get(pid).includes(host) ? `${found.get(pid)} + ${host}` : found.get(pid) ?? host);
  };
  for (const { name, args, pid } of events) {
    if (name === "TracingStartedInBrowser") for (const { processId, url } of args.data?.frames ?? []) add(processId, url);
    if (name === "FrameCommittedInBrowser" && args.data) add(args.data.processId, args.data.url);
    if (name === "CommitLoad" && args.data?.url) add(pid, args.data.url);
  }
  return found;
}

function selfTimes(task, inside) {
  const sums = new Map();
  const add = (event, ms) => {
    const data = event.args?.data ?? event.args ?? {};
    const url = data.url ?? data.fileName ?? "";
    const what = [event.name, `${url}`.split("/").pop(), data.functionName, data.type].filter(Boolean).join(" ");
    sums.set(what, (sums.get(what) ?? 0) + ms);
  };
  const open = [{ event: { ...task, name: "task" }, left: task.dur }];
  const close = () => {
    const { event, left } = open.pop();
    add(event, left / 1000);
  };
  for (const event of inside) {
    while (open.length > 1 && event.ts >= open.at(-1).event.ts + open.at(-1).event.dur) close();
    open.at(-1).left -= event.dur;
    open.push({ event, left: event.dur });
  }
  while (open.length) close();
  return [...sums].map(([what, ms]) => ({ what, ms })).sort((a, b) => b.ms - a.ms);
}
