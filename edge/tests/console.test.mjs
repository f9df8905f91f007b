// The owner's console: who may ask what, and what people at two consoles see of each other.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PASSWORD, ask, escalation, hello, id, sleep, startEdge } from "./harness.mjs";

let edge;
let cookies;
before(async () => {
  edge = await startEdge();
  const member = (name, role) => ({ email: `${name}@shop.example`, password: PASSWORD, name, skills: [], capacity: 2, role });
  await edge.put("shop/agents", ["agent", "supervisor", "editor", "owner"].map((role) => member(role, role)));
  const signedIn = ["agent", "supervisor", "editor", "owner"].map(async (role) => [role, await edge.signIn(`${role}@shop.example`)]);
  cookies = Object.fromEntries(await Promise.all(signedIn));
});
after(() => edge?.stop());

/// A request of whoever holds the cookie, from a page of ours.
const api = (cookie, method, path, body, headers = {}) =>
  ask(edge.desk, method, `/api/v1/${path}`, { headers: { origin: edge.desk, ...(cookie ? { cookie } : {}), ...headers }, body });
const as = (who, ...rest) => api(cookies[who], ...rest);

let founders = 0;
const found = (wished, headers = { "cf-connecting-ip": `10.0.0.${(founders += 1)}` }) =>
  api(null, "POST", "sites", {
    code: edge.operatorSecret, site: "bakery", name: "Bakery", locale: "en", person: "Olga", email: "olga@bakery.example",
    password: PASSWORD, domain: "bakery.example", ...wished,
  }, headers);
const session = (answer) => answer.headers["set-cookie"][0].split(";")[0];

const trained = async (cookie) => {
  for (;;) {
    const { body } = await api(cookie, "GET", "playbook/training");
    if (body.state !== "training") return body;
    await sleep(50);
  }
};

test("CO2 a new site is founded with the operator's code, begins with a playbook that can be published, and is its owner's alone", async () => {
  const wrong = await found({ code: "x".repeat(64) });
  assert.deepEqual([wrong.status, wrong.body.code], [401, "wrong_code"]);
  assert.equal((await found({ domain: "https://bakery.example" })).status, 400);
  assert.equal((await found({ password: "short" })).status, 400);
  assert.equal((await found({}, { origin: edge.shop })).status, 403, "a page of somebody else");

  const founded = await found();
  assert.equal(founded.status, 201, JSON.stringify(founded.body));
  assert.deepEqual([founded.body.site, founded.body.agent.role], ["bakery", "owner"]);
  const olga = session(founded);
  const again = await found({ person: "Mallory", email: "mallory@bakery.example" });
  assert.deepEqual([again.status, again.body.code], [409, "site_exists"]);
  assert.equal((await found({ site: "shop" })).status, 409, "published by the operator");

  const draft = (await api(olga, "GET", "playbook")).body;
  assert.deepEqual([draft.version, draft.saved_by.name, draft.published], [1, "Olga", null]);
  assert.match(draft.text, /site: bakery/);
  assert.deepEqual((await api(olga, "GET", "site")).body.name, { en: "Bakery" });
  assert.equal((await ask(edge.chat, "GET", "/w/bakery")).status, 404, "nothing is published yet");
  assert.notEqual((await as("owner", "GET", "playbook")).body.text, draft.text, "another site's owner sees their own");

  const begun = await api(olga, "POST", "playbook/publish", { version: 1, note: "Hello, world" });
  assert.deepEqual([begun.status, begun.body.by.name], [202, "Olga"], JSON.stringify(begun.body));
  const done = await trained(olga);
  assert.equal(done.state, "published", JSON.stringify(done));
  assert.equal((await ask(edge.chat, "GET", "/w/bakery")).status, 200);
  const { published } = (await api(olga, "GET", "playbook")).body;
  assert.deepEqual([published.number, published.by.name], [1, "Olga"]);
  const [version] = (await api(olga, "GET", "playbook/versions")).body;
  assert.deepEqual([version.number, version.note, version.intents, version.is_published], [1, "Hello, world", 3, true]);
  assert.equal((await api(olga, "GET", "playbook/report")).status, 200);
});

test("CO2 whoever guesses the code waits, also with the right one", async () => {
  const from = { "cf-connecting-ip": "192.0.2.7" };
  for (let tries = 0; tries < 5; tries += 1) assert.equal((await found({ code: "guess" }, from)).status, 401);
  const waits = await found({ site: "other-bakery" }, from);
  assert.deepEqual([waits.status, waits.body.code], [429, "too_many_attempts"]);
  assert.ok(Number(waits.headers["retry-after"]) > 0);
});

test("CO1 each role is refused what is not its own, and everybody what a page of somebody else asks", async () => {
  const draft = (await as("owner", "GET", "playbook")).body;
  const staff = (await as("owner", "GET", "staff")).body;
  const policy = (await as("owner", "GET", "routing")).body;
  const editing = [
    ["GET", "playbook"], ["PUT", "playbook", { text: "mine", version: draft.version }], ["POST", "playbook/publish", { version: draft.version }],
    ["GET", "playbook/training"], ["GET", "playbook/report"], ["GET", "playbook/versions"], ["GET", "playbook/versions/1"],
    ["POST", "playbook/versions/1/restore", { version: draft.version }], ["GET", "playbook/tests"], ["PUT", "playbook/tests", { tests: [], version: 0 }],
    ["POST", "playbook/tests/scores", { version: 0, right: 1, count: 1 }], ["GET", "installs"], ["GET", "unanswered"],
    ["DELETE", `unanswered/${id()}`],
  ];
  const owning = [["GET", "staff"], ["PUT", "staff", staff], ["GET", "routing"], ["PUT", "routing", policy]];
  for (const [method, path, body] of [...editing, ...owning]) {
    const what = `${method} ${path}`;
    assert.equal((await api(null, method, path, body)).status, 401, `${what} of nobody`);
    for (const who of ["agent", "supervisor"]) assert.equal((await as(who, method, path, body)).status, 403, `${what} of ${who}`);
    if (method !== "GET") {
      const foreign = await as("owner", method, path, body, { origin: edge.shop });
      assert.equal(foreign.status, 403, `${what} from a page of somebody else`);
    }
  }
  for (const [method, path, body] of owning) {
    assert.deepEqual([(await as("editor", method, path, body)).body.code, (await as("owner", method, path, body)).status], ["not_owner", 200], path);
  }
  for (const [method, path] of editing.filter(([method]) => method === "GET")) {
    for (const who of ["editor", "owner"]) assert.notEqual((await as(who, method, path)).status, 403, `${path} of ${who}`);
  }
  assert.equal((await as("agent", "GET", "playbook")).body.code, "not_editor");
  assert.equal((await as("editor", "GET", "desk/floor")).status, 403);
  for (const who of ["supervisor", "owner"]) assert.equal((await as(who, "GET", "desk/floor")).status, 200, who);
  assert.deepEqual((await as("owner", "GET", "playbook")).body.text, draft.text, "nothing was changed");
});

test("CO3 of two who write at once the second is told who saved, and nothing is overwritten", async () => {
  const { version } = (await as("owner", "GET", "playbook")).body;
  const saved = await as("editor", "PUT", "playbook", { text: "first", version });
  assert.deepEqual([saved.status, saved.body.version], [200, version + 1]);
  const late = await as("owner", "PUT", "playbook", { text: "second", version });
  assert.deepEqual([late.status, late.body.code, late.body.version, late.body.saved_by.name], [412, "stale", version + 1, "editor"]);
  assert.ok(Math.abs(late.body.saved_at - Date.now()) < 60_000);
  const again = await as("editor", "PUT", "playbook", { text: "first", version });
  assert.deepEqual([again.status, again.body.version], [200, version + 1], "a repeated one is answered as the first was");
  assert.equal((await as("owner", "GET", "playbook")).body.text, "first");
  assert.equal((await as("owner", "GET", "playbook")).headers["cache-control"], "no-store");
  assert.equal((await as("owner", "PUT", "playbook", { text: "x".repeat(1024 * 1024 + 1), version: version + 1 })).status, 413);
  const unfit = await as("owner", "POST", "playbook/publish", { version: version + 1 });
  assert.deepEqual([unfit.status, unfit.body.code], [422, "unfit_playbook"], "a draft may be anything, a publication not");
});

test("CO4 one publication runs at a time, of the draft that was looked at, and CO5 what was published comes back", async () => {
  const founded = await found({ site: "florist", name: "Florist" });
  const olga = session(founded);
  const first = (await api(olga, "GET", "playbook")).body.text;
  // Enough of them that its training is still going on while the next is asked for.
  const words = ["red", "blue", "tall", "small", "late", "early", "fresh", "dry"];
  const more = Array.from({ length: 60 }, (_, n) =>
    `  - id: topic${n}\n    title:\n      en: "Topic ${n}"\n    examples:\n      en:\n${words.map((word) => `        - "${word} flowers number ${n}"\n`).join("")}    handoff: true\n`);
  const large = first.replace("out_of_scope:", `${more.join("")}out_of_scope:`);
  assert.equal((await api(olga, "PUT", "playbook", { text: large, version: 1 })).status, 200);
  assert.deepEqual((await api(olga, "POST", "playbook/publish", { version: 1 })).body.code, "stale");
  assert.equal((await api(olga, "POST", "playbook/publish", { version: 2, note: "many" })).status, 202);
  const busy = await api(olga, "POST", "playbook/publish", { version: 2 });
  assert.deepEqual([busy.status, busy.body.code], [409, "busy"]);
  assert.match(busy.body.message, /^Olga is publishing/);
  assert.equal((await api(olga, "PUT", "playbook", { text: first, version: 2 })).status, 200, "writing goes on");
  assert.equal((await trained(olga)).state, "published");

  const restored = await api(olga, "POST", "playbook/versions/1/restore", { version: 3 });
  assert.deepEqual([restored.status, restored.body.version], [200, 4]);
  assert.equal((await api(olga, "GET", "playbook")).body.text, large);
  assert.equal((await api(olga, "POST", "playbook/versions/1/restore", { version: 3 })).status, 412);
  assert.equal((await api(olga, "GET", "playbook/versions/99")).status, 404);
  const versions = (await api(olga, "GET", "playbook/versions")).body;
  assert.deepEqual(versions.map((it) => [it.number, it.intents, it.is_published]), [[2, 3, false], [1, 63, true]]);
  assert.equal((await api(olga, "GET", "playbook/versions/2")).body.text, first, "the draft it took the place of");

  const pushed = await ask(edge.desk, "PUT", "/api/v1/operator/sites/florist/playbook", {
    headers: { ...edge.operator, "content-type": "application/yaml" }, body: first.replace("Florist", "Florists"),
  });
  assert.equal(pushed.status, 202);
  await trained(olga);
  const [newest] = (await api(olga, "GET", "playbook/versions")).body;
  assert.deepEqual([newest.by.name, newest.by.agent, newest.is_published], ["operator", null, true]);
  assert.equal((await api(olga, "PUT", "playbook", { text: "mine", version: 4 })).body.saved_by.name, "operator");
});

test("CO5 what an operator compiled elsewhere is the draft its owner goes on from", async () => {
  const publication = edge.publication("other", ["other.example"]);
  await edge.put("other", { ...publication, playbook: "# compiled elsewhere" });
  await edge.put("other/agents", [{ email: "olga@other.example", password: PASSWORD, name: "Olga", skills: [], capacity: 1, role: "owner" }]);
  const olga = await edge.signIn("olga@other.example", PASSWORD, "other");
  const draft = (await api(olga, "GET", "playbook")).body;
  assert.deepEqual([draft.text, draft.published.by.name], ["# compiled elsewhere", "operator"]);
});

test("CO6 tests and scores are kept for everybody who edits", async () => {
  const tests = [{ text: "when do you open", locale: "en", intent: "hours" }, { text: "你好", locale: "zh", intent: null }];
  assert.equal((await as("editor", "PUT", "playbook/tests", { tests, version: 0 })).body.version, 1);
  assert.equal((await as("owner", "PUT", "playbook/tests", { tests: [], version: 0 })).status, 412);
  const score = await as("editor", "POST", "playbook/tests/scores", { version: 3, right: 1, count: 2 });
  assert.deepEqual([score.body.share_permille, score.body.by.name], [500, "editor"]);
  const kept = (await as("owner", "GET", "playbook/tests")).body;
  assert.deepEqual([kept.tests, kept.scores.length], [tests, 1]);
});

test("CO7 the hosts of pages that frame the chat are listed, and no page of ours", async () => {
  const shop = `shop.localhost:${edge.demoPort}`;
  const framed = (referer, dest = "iframe") => ask(edge.chat, "GET", "/w/shop", { headers: { referer, "sec-fetch-dest": dest } });
  for (const referer of [`http://${shop}/`, "https://stranger.example/page?q", `${edge.desk}/console`, "nonsense"]) {
    assert.equal((await framed(referer)).status, 200);
  }
  await framed("https://linked.example/", "document");
  const installs = (await as("editor", "GET", "installs")).body;
  assert.deepEqual(installs.map((it) => [it.host, it.is_allowed]).sort(), [[shop, true], ["stranger.example", false]]);
  assert.ok(Math.abs(installs[0].seen_at - Date.now()) < 60_000);
});

test("CO8 what nobody answered is kept masked and without who asked, from browsers and from hand-overs", async () => {
  const olga = await (async () => session(await api(null, "POST", "session", { site: "bakery", email: "olga@bakery.example", password: PASSWORD })))();
  const { token, visitor } = await edge.visitor("bakery");
  const asked = (body, headers) =>
    ask(edge.chat, "POST", "/api/v1/sites/bakery/questions", { headers: { origin: edge.chat, authorization: `Bearer ${token}`, ...headers }, body });
  const question = { text: "can I pay with 4111 1111 1111 1111", locale: "en" };
  assert.equal((await asked(question)).status, 200);
  assert.equal((await asked(question, { authorization: "" })).status, 401);
  assert.equal((await asked(question, { authorization: `Bearer ${(await edge.visitor("shop")).token}` })).status, 401, "another site's visitor");
  assert.equal((await asked(question, { origin: edge.shop })).status, 403);
  assert.equal((await asked({ text: "x".repeat(20_000), locale: "en" })).status, 413);

  const socket = await edge.socket(token, id(), { site: "bakery" });
  socket.send(hello());
  await socket.kind("welcome");
  const escalate = escalation("zxqv wvutsr qponml kjihgf");
  socket.send({ ...escalate, escalation: { ...escalate.escalation, prediction: null } });
  await socket.until((frame) => frame.kind === "ack" && frame.id === escalate.id, "ack");
  let unanswered = [];
  for (let tries = 0; tries < 100 && unanswered.length < 2; tries += 1) {
    unanswered = (await api(olga, "GET", "unanswered")).body;
    await sleep(50);
  }
  assert.deepEqual(unanswered.map((it) => [it.text, it.count]), [["zxqv wvutsr qponml kjihgf", 1], ["can I pay with •••• •••• •••• 1111", 1]]);
  assert.ok(!JSON.stringify(unanswered).includes(visitor));
  assert.equal((await api(olga, "DELETE", `unanswered/${unanswered[0].id}`)).status, 200);
  assert.equal((await api(olga, "GET", "unanswered")).body.length, 1);
  assert.deepEqual((await as("owner", "GET", "unanswered")).body, [], "another site's");
});

test("CO9 an owner sets staff and hours, never without an owner, and whoever loses a role loses it at once", async () => {
  const staff = (await as("owner", "GET", "staff")).body;
  assert.ok(staff.members.every((member) => member.password === ""));
  const but = (change) => ({ ...staff, members: staff.members.map((member) => ({ ...member, ...change(member) })) });
  const own = await as("owner", "PUT", "staff", but((member) => (member.role === "owner" ? { role: "agent" } : {})));
  assert.deepEqual([own.status, own.body.code], [409, "own_role"]);
  const demoted = await as("owner", "PUT", "staff", but((member) => (member.role === "editor" ? { role: "agent" } : {})));
  assert.equal(demoted.status, 200, JSON.stringify(demoted.body));
  assert.equal((await as("editor", "GET", "playbook")).body.code, "not_editor");
  assert.equal((await as("owner", "PUT", "staff", staff)).status, 412, "of a list that is no longer");

  const policy = (await as("owner", "GET", "routing")).body;
  const hours = { zone: "Asia/Shanghai", week: [{ day: "monday", open: ["09:00-18:00"] }] };
  assert.equal((await as("owner", "PUT", "routing", { ...policy, hours: { ...hours, zone: "Mars/Olympus" } })).status, 400);
  assert.equal((await as("owner", "PUT", "routing", { ...policy, hours })).status, 200);
  assert.equal((await as("owner", "GET", "routing")).body.hours.zone, "Asia/Shanghai");
});
