// S1, sale day: hundreds ask at once over web and social media; each goes to a fitting agent with room, and the owner sees what that
// is worth against round robin.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, PASSWORD, sleep, startEdge } from "./harness.mjs";
import { Agent, webContact } from "./load.mjs";
import { socialBridge } from "./social.mjs";

const CONTACTS = 600;
const OVER_MS = 60_000;
/// One rule after the other; the second begins when the first one's contacts are served.
const PERIOD_S = 100;
const SKILLS = ["promotions", "stock", "delivery", "returns", "payments", "warranty"];
/// Most ask about the sale.
const SHARES = [0.34, 0.24, 0.16, 0.12, 0.08, 0.06];
/// Milliseconds of work for who knows it well, a little, not at all.
const WORK = { primary: 3_200, secondary: 3_600, untrained: 6_000 };
const CAPACITY = 4;

let edge;
let agents;
let bridge;
before(async () => {
  edge = await startEdge();
  bridge = await socialBridge(edge);
  await edge.put("shop/agents", staff());
  agents = await Promise.all(
    staff().map(async (profile) => new Agent(edge, { cookie: await edge.signIn(profile.email, PASSWORD), profile, serve }).start()),
  );
});
after(async () => {
  for (const agent of agents ?? []) agent.stop();
  await edge?.stop();
});

/// Twelve, skewed as the questions are: two secondary skills each.
function staff() {
  const primary = [0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5];
  return primary.map((skill, place) => ({
    email: `sale${place}@shop.example`, password: PASSWORD, name: `Sale ${place}`, capacity: CAPACITY,
    skills: [SKILLS[skill]],
    secondary_skills: [SKILLS[(skill + 1 + place) % 6], SKILLS[(skill + 3 + place) % 6]].filter((other) => other !== SKILLS[skill]),
  }));
}

function serve(summary, profile) {
  if (profile.skills.includes(summary.skill)) return WORK.primary;
  return profile.secondary_skills.includes(summary.skill) ? WORK.secondary : WORK.untrained;
}

/// The same contacts in both rounds: when, how, about what.
function contacts() {
  let state = 2026;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const skill = () => {
    let left = random();
    return SKILLS.find((_, place) => (left -= SHARES[place]) < 0) ?? SKILLS[0];
  };
  return Array.from({ length: CONTACTS }, (_, place) => ({ at: random() * OVER_MS, skill: skill(), isSocial: place % 3 === 0 })).sort(
    (a, b) => a.at - b.at,
  );
}

async function round(name) {
  const began = Date.now();
  const asked = new Set();
  const open = [];
  const send = async ({ at, skill, isSocial }, place) => {
    await sleep(Math.max(0, began + at - Date.now()));
    if (isSocial) {
      const message = { thread: `${name}-${place}`, message: "1", from: `@${name}${place}`, text: `about ${skill}`, skill };
      const sent = await bridge.send(message);
      assert.equal(sent.status, 200, JSON.stringify(sent.body));
      asked.add(sent.body.conversation);
    } else {
      const { conversation, socket } = await webContact(edge, "shop", skill);
      asked.add(conversation);
      open.push(socket);
    }
  };
  await Promise.all(contacts().map(send));
  const served = () => agents.flatMap((agent) => agent.served).filter((done) => asked.has(done.conversation));
  for (let tries = 0; served().length < CONTACTS && tries < 1_200; tries += 1) await sleep(100);
  for (const socket of open) socket.close();
  return { asked, served: served() };
}

const path = "/api/v1/operator/sites/shop/routing";
const report = async () => (await ask(edge.desk, "GET", path, { headers: edge.operator })).body;

test("S1 on a sale day each contact goes to a fitting agent with room, and the report tells what that is worth", { timeout: 420_000 }, async () => {
  const { policy } = await report();
  // Targets of a rush: seconds, not minutes, so that a minute shows what an hour would.
  const rush = { target_s: 10, cost_permille: 1_000, reserve_permille: 0, forced_after_permille: 500 };
  const experiment = { against: "round_robin", since: Date.now(), period_s: PERIOD_S };
  const published = { ...policy, chat: rush, social: rush, untrained_after_permille: 3_000, preferred_hold_s: 0, experiment };
  assert.equal((await ask(edge.desk, "PUT", path, { headers: edge.operator, body: published })).status, 200);

  const index = await round("index");
  await sleep(Math.max(0, experiment.since + PERIOD_S * 1_000 + 500 - Date.now()));
  assert.equal((await report()).rule, "round_robin");
  const robin = await round("robin");

  for (const [name, { asked, served }] of Object.entries({ index, robin })) {
    assert.equal(asked.size, CONTACTS, name);
    assert.equal(served.length, CONTACTS, `${name}: each is answered, and once`);
    assert.equal(new Set(served.map((done) => done.conversation)).size, CONTACTS, name);
  }
  for (const agent of agents) {
    assert.deepEqual(agent.problems, []);
    assert.ok(agent.most <= CAPACITY, `${agent.profile.name} held ${agent.most}`);
  }
  const trained = ({ served }) => {
    const knows = (done) => agents.find((agent) => agent.served.includes(done)).profile;
    return served.filter((done) => serve(done.summary, knows(done)) < WORK.untrained).length / served.length;
  };
  const told = await report();
  const waits = (rule) => {
    const rows = told.waits.of.filter((of) => of.rule === rule);
    const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
    return { channels: rows.map((row) => row.channel).sort(), answered: sum("answered"), mean_s: sum("sum_ms") / 1_000 / (sum("answered") + sum("left")) };
  };
  const [ours, theirs] = [waits("index"), waits("round_robin")];
  console.log(`# index: mean wait ${ours.mean_s.toFixed(2)} s, ${(100 * trained(index)).toFixed(0)} % to somebody trained`);
  console.log(`# round robin: mean wait ${theirs.mean_s.toFixed(2)} s, ${(100 * trained(robin)).toFixed(0)} % to somebody trained`);
  assert.deepEqual([ours.channels, theirs.channels], [["chat", "social"], ["chat", "social"]]);
  assert.deepEqual([ours.answered, theirs.answered], [CONTACTS, CONTACTS]);
  assert.ok(trained(index) > 0.95 && trained(robin) < 0.8, "index asks who knows it, round robin whoever is next");
  assert.ok(ours.mean_s < theirs.mean_s, `${ours.mean_s} s against ${theirs.mean_s} s`);
});
