// Google's own judgement of the page with the one chat or the other on it.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/// Performance score (0 to 100), blocking time (ms) and layout shift of a page, as a phone sees it.
export async function judged(packages, port, url) {
  const args = [`${packages}/lighthouse/cli/index.js`, url, `--port=${port}`, "--only-categories=performance", "--output=json", "--quiet", "--no-enable-error-reporting"];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 1 << 28, timeout: 180_000 });
  const { categories, audits } = JSON.parse(stdout);
  return {
    score: Math.round(categories.performance.score * 100),
    blocking: audits["total-blocking-time"].numericValue,
    shift: audits["cumulative-layout-shift"].numericValue,
  };
}
