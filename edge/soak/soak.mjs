// `cargo xtask soak`: visitors and agents for minutes while workerd is killed again and again; then every log is read anew and held
// against what was promised. Prints one object.
import { PASSWORD, ask, sleep, startEdge } from "../tests/harness.mjs";
import { Agent, patiently, visit } from "./people.mjs";
import { Thread } from "./thread.mjs";

const [minutes, visitors, agents, killEvery] = process.argv.slice(2).map(Number);
const log = (text) => console.error(`soak: ${text}`);

const faults = {
  counts: { lost: 0, doubled: 0, misordered: 0 },
  told: [],
  add(kind, what) {
    this.counts[kind] += 1;
    if (this.told.length < 20) this.told.push(`${kind}: ${what}`);
  },
};

const edge = await startEdge();
const staff = Array.from({ length: agents }, (_, place) => ({
  email: `soak${place}@shop.example`, password: PASSWORD, name: `Soak ${place}`, skills: [], capacity: 20,
}));
await edge.put("shop/agents", staff);
const cookies = [];
for (const { email } of staff) cookies.push(await edge.signIn(email, PASSWORD));

const all = [];
const ends = Date.now() + minutes * 60_000;
const isOver = () => Date.now() >= ends;
const people = cookies.map((cookie) => new Agent(edge, cookie, faults));
const visits = Array.from({ length: visitors }, () => visit(edge, { all, faults, isOver }));
log(`${visitors} visitors and ${agents} agents for ${minutes} minutes, a kill every ${killEvery} s or so`);

let kills = 0;
while (!isOver()) {
  await sleep(Math.min(killEvery * 1_000 * (0.5 + Math.random()), Math.max(0, ends - Date.now()) + 1));
  if (isOver()) break;
  await edge.kill9();
  await sleep(200 + Math.random() * 1_000);
  await edge.start();
  kills += 1;
  const acknowledged = all.reduce((sum, talk) => sum + talk.thread.acked.size, 0);
  log(`killed ${kills} times; ${all.length} conversations, ${acknowledged} acknowledged by visitors, faults ${JSON.stringify(faults.counts)}`);
}
log("no more questions; what is open is finished");
await Promise.race([Promise.all(visits), sleep(180_000)]);

// Everything that anybody was told is stored must be there, once, in the order it was written.
let acknowledged = 0;
let stranded = 0;
const promised = new Map(all.map((talk) => [talk.conversation, [talk.thread]]));
for (const agent of people) for (const [conversation, thread] of agent.threads) promised.get(conversation)?.push(thread);
for (const talk of all) {
  const fresh = new Thread(() => edge.socket(talk.token, talk.conversation), faults);
  const isWhole = await fresh.until(() => fresh.greeted && fresh.last >= fresh.latest, 20_000);
  if (!isWhole) faults.add("lost", `the log of ${talk.conversation} cannot be read`);
  if (fresh.state !== "resolved") stranded += 1;
  for (const thread of promised.get(talk.conversation)) {
    let before = 0;
    for (const [message, { seq, number }] of thread.acked) {
      acknowledged += 1;
      const entry = fresh.seen.get(message);
      if (!entry) faults.add("lost", `${message} of ${talk.conversation} was acknowledged at ${seq}`);
      else if (entry.seq !== seq) faults.add("misordered", `${message} was promised ${seq} and has ${entry.seq}`);
      if (number === null) continue;
      if (seq < before) faults.add("misordered", `${message} of ${talk.conversation} stands before an earlier one`);
      before = seq;
    }
  }
  fresh.close();
}
for (const agent of people) agent.close();
const report = await patiently(async () => (await fetchReport()).waits);
const counted = report.of.reduce((sum, row) => sum + row.answered + row.left, 0);
await edge.stop();
for (const fault of faults.told) log(fault);
const figures = { conversations: all.length, acknowledged, ...faults.counts, stranded, kills, counted_waits: counted };
console.log(JSON.stringify(figures));
process.exit(faults.counts.lost + faults.counts.doubled + faults.counts.misordered + stranded === 0 && counted === all.length ? 0 : 1);

async function fetchReport() {
  return (await ask(edge.desk, "GET", "/api/v1/operator/sites/shop/routing", { headers: edge.operator })).body;
}
