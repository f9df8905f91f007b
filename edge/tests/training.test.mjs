// A playbook sent as its owner writes it: compiled, trained in slices and published by the edge.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, escalated, escalation, hello, id, sleep, startEdge } from "./harness.mjs";
import { socialBridge } from "./social.mjs";

const ASKED = {
  hours: ["when do you open", "opening hours", "are you open on sunday", "how late are you open", "what time do you close", "几点开门", "营业时间", "周末营业吗"],
  delivery: ["where is my parcel", "track my order", "when will my order come", "my parcel is late", "has it been shipped", "我的快递到哪了", "什么时候发货", "物流信息"],
  refund: ["I want my money back", "refund my order", "how do I get a refund", "money back please", "return it for a refund", "我要退款", "怎么退钱", "退款多久到账"],
};
const SKILLS = { delivery: "parcels", refund: "money" };

const playbook = (site, { intents = ASKED, answer = "We open at nine." } = {}) => `
version: 1
site: ${site}
name: { en: "Shop" }
locales: [en, zh]
settings:
  allowed_domains: ["${site}.localhost"]
  accent: "#0f766e"
  assistant_name: { en: "Ada", zh: "小艾" }
  greeting: { en: "Hello", zh: "您好" }
routing:
  skills:
    - { id: parcels, title: { en: "Parcels", zh: "快递" } }
    - { id: money, title: { en: "Money", zh: "退款" } }
intents:
${Object.entries(intents).map(([name, asked]) => `
  - id: ${name}
    title: { en: "${name}", zh: "${name}" }${SKILLS[name] ? `
    skill: ${SKILLS[name]}` : ""}
    examples:
      en: ${JSON.stringify(asked.filter((text) => /^[ -~]+$/.test(text)))}
      zh: ${JSON.stringify(asked.filter((text) => !/^[ -~]+$/.test(text)))}
    answer:
      en: "${answer}"
      zh: "九点。"`).join("")}
out_of_scope:
  examples: { en: ["tell me a joke", "who won the match"], zh: ["讲个笑话"] }
`;

/// So much that its training is still going on while others ask for something.
const large = (site) => {
  const more = Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [`topic${n}`, ASKED.refund.map((text) => `${text} ${"abcdefghijklmnopqrstuvwxyz"[n % 26].repeat(4)}${n}`)]),
  );
  return playbook(site, { intents: { ...ASKED, ...more } });
};

let edge;
before(async () => (edge = await startEdge()));
after(() => edge?.stop());

const path = (site, rest = "") => `/api/v1/operator/sites/${site}/playbook${rest}`;
const send = (site, body, headers = edge.operator) =>
  ask(edge.desk, "PUT", path(site), { headers: { ...headers, "content-type": "application/yaml" }, body });
const view = async (site) => (await ask(edge.desk, "GET", path(site, "/training"), { headers: edge.operator })).body;
const bundle = async (site) => (await ask(edge.chat, "GET", `/api/v1/sites/${site}/bundle.json`)).body;

const settled = async (site) => {
  for (;;) {
    const now = await view(site);
    if (now.state !== "training") return now;
    await sleep(50);
  }
};

test("a playbook is trained and published, with what the widget needs of it and a report", async () => {
  assert.equal((await view("other")).state, "none");
  const sent = await send("other", playbook("other"));
  assert.equal(sent.status, 202, JSON.stringify(sent.body));
  const done = await settled("other");
  assert.deepEqual([done.state, done.percent], ["published", 100], JSON.stringify(done));

  const published = await bundle("other");
  assert.deepEqual(published.intents.map((intent) => intent.id), ["hours", "delivery", "refund"]);
  for (const [kind, magic] of [["pack", "FDIP"], ["sense", "FDIS"]]) {
    const model = await ask(edge.chat, "GET", `/api/v1/sites/other/${kind}/${published[kind]}`);
    assert.equal(model.status, 200);
    assert.equal(model.raw.subarray(0, 4).toString(), magic);
  }
  const report = (await ask(edge.desk, "GET", path("other", "/report"), { headers: edge.operator })).body;
  assert.equal(report.accuracy.of, 24);
  assert.ok(report.accuracy.low < report.accuracy.high);
  assert.equal(report.intents.length, 3);
});

test("CV15 the site's own model has the last word on what a browser claims, and reads what other channels bring", async () => {
  const cookie = await edge.signIn("amy@other.example", undefined, "other");
  const handOver = async (text, intent, skill) => {
    const { token } = await edge.visitor("other");
    const conversation = id();
    const socket = await edge.socket(token, conversation, { site: "other" });
    socket.send(hello());
    await socket.kind("welcome");
    const frame = escalation(text);
    Object.assign(frame.escalation, { skill, prediction: intent && { intent, confidence_permille: 990 } });
    socket.send(frame);
    await socket.kind("ack");
    socket.close();
    return listed(conversation);
  };
  const listed = async (conversation) => {
    for (;;) {
      const found = await ask(edge.desk, "POST", "/api/v1/conversations/search", { headers: { cookie, origin: edge.desk }, body: { text: conversation } });
      const [row] = found.body.rows;
      if (row) return [row.intent, row.skill];
      await sleep(50);
    }
  };
  assert.deepEqual(await handOver("where is my parcel", "delivery", "parcels"), ["delivery", "parcels"], "a true claim stands");
  assert.deepEqual(await handOver("where is my parcel", "hours_of_others", "money"), ["delivery", "parcels"], "a false one does not");
  assert.deepEqual(await handOver("我要退款", null, null), ["refund", "money"], "without a claim the words decide");
  assert.deepEqual(await handOver("qqq zzz", "nonsense", "owner_only"), [null, null], "what the site does not have is dropped");
  const bridge = await socialBridge(edge, "other");
  const sent = await bridge.send({ thread: "t1", message: "m1", from: "li", text: "我的快递到哪了", locale: "zh" });
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  assert.deepEqual(await listed(sent.body.conversation), ["delivery", "parcels"]);
});

test("chats go on while a model is being trained, and the newest playbook wins", async () => {
  const { socket } = await escalated(edge);
  assert.equal((await send("shop", large("shop"))).status, 202);
  let answered = 0;
  while (answered < 8) {
    const message = { kind: "send", id: id(), text: `are you there ${answered}` };
    socket.send(message);
    await socket.until((frame) => frame.kind === "ack" && frame.id === message.id, "ack");
    answered += 1;
    await sleep(100); // No faster than people may write.
  }
  assert.equal((await view("shop")).state, "training", "eight messages were stored before it was over");
  assert.equal((await send("shop", playbook("shop", { answer: "We open at ten." }))).status, 202);
  assert.equal((await settled("shop")).state, "published");
  const published = await bundle("shop");
  assert.equal(published.intents.length, 3);
  assert.match(JSON.stringify(published), /We open at ten/);
  socket.close();
});

test("a training that is cut off by a crash is begun again and ends", async () => {
  assert.equal((await send("shop", large("shop"))).status, 202);
  while ((await view("shop")).percent < 10) await sleep(20);
  await edge.kill9();
  await edge.start();
  const done = await settled("shop");
  assert.equal(done.state, "published", JSON.stringify(done));
  assert.equal((await bundle("shop")).intents.length, 63);
});

test("what is wrong is told, and nothing is published for it", async () => {
  const before = await bundle("other");
  const unfit = await send("other", playbook("other").replace("site: other", "sit: other"));
  assert.equal(unfit.status, 422);
  assert.match(unfit.body.message, /`sit`/);
  assert.match(unfit.body.message, /playbook:\d+:\d+/);
  assert.equal((await send("other", playbook("shop"))).status, 400);
  assert.equal((await send("other", playbook("other"), { authorization: "Bearer wrong" })).status, 401);
  assert.equal((await send("other", `# ${"x".repeat(1024 * 1024)}`)).status, 413);
  const json = await ask(edge.desk, "PUT", path("other"), { headers: edge.operator, body: {} });
  assert.deepEqual([json.status, json.body.code], [415, "not_yaml"]);
  for (const rest of ["/training", "/report"]) {
    assert.equal((await ask(edge.desk, "GET", path("other", rest), {})).status, 401);
    assert.equal((await ask(edge.chat, "GET", path("other", rest), { headers: edge.operator })).status, 404);
  }
  assert.equal((await ask(edge.chat, "GET", "/models/encoder.bin")).status, 404, "the weights have their public name alone");
  assert.deepEqual(await bundle("other"), before);
});
