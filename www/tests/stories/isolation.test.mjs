// Story 6: what a visitor cannot reach: another site, another visitor, the desk, and a page nobody allowed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ask } from "../../../edge/tests/harness.mjs";
import { Customer, stage } from "./story.mjs";

const ALLOWED_KEYS = {
  "": "format site content pack sense name locales settings intents flows",
  settings: "accent assistant_name greeting suggestions pages",
  intents: "id title skill reply",
  reply: "answer flow hand_off",
};

let scene, files;
before(async () => {
  scene = await stage();
  const folder = join(process.env.FRONTDESK_DIST, "content/shop");
  const read = async (file) => JSON.parse(await readFile(join(folder, file), "utf8"));
  files = { public: await read("public.json"), private: await read("private.json") };
  // A second, small site: the same playbook in another name, for another page.
  const publication = {
    public: { ...files.public, site: "second", sense: null, intents: files.public.intents.slice(0, 3), flows: [], settings: { ...files.public.settings, suggestions: [], pages: [] } },
    private: { ...files.private, site: "second", allowed_domains: [new URL(scene.other).host] },
    pack: (await readFile(join(folder, "model.pack"))).toString("base64"),
  };
  publication.public.intents = publication.public.intents.filter(({ reply }) => reply.answer);
  const headers = { authorization: `Bearer ${scene.operatorSecret}` };
  const answer = await ask(scene.desk, "PUT", "/api/v1/operator/sites/second", { headers, body: publication });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
});
after(() => scene?.end());

const escalated = async (text) => {
  const customer = await scene.customer();
  await customer.open();
  await customer.say(text);
  await customer.callPerson();
  const { url } = customer.frames[0];
  const { token } = await customer.inside.evaluate(() => JSON.parse(localStorage["frontdesk:shop:visitor"]));
  return { customer, url, token };
};

/// Opens a socket from inside a page and says these frames: what came, and how it was closed (or that it was not).
const attempt = (frame, url, protocols, say) =>
  frame.evaluate(
    ([url, protocols, say]) =>
      new Promise((resolve) => {
        const heard = [];
        const socket = new WebSocket(url, protocols);
        socket.onopen = () => say.forEach((frame) => socket.send(JSON.stringify(frame)));
        socket.onmessage = ({ data }) => {
          heard.push(data);
          if (JSON.parse(data).kind === "welcome") resolve({ heard, closed: null });
        };
        socket.onclose = ({ code, reason }) => resolve({ heard, closed: `${code} ${reason}` });
      }),
    [url, protocols, say],
  );

const hello = { kind: "hello", protocol: 1, build: "story", resume: 0 };
const send = { kind: "send", id: "0".repeat(31) + "1", text: "let me in" };

test("HS5 CV1 a visitor cannot read or write another site, another visitor's conversation, or the desk", async () => {
  const agent = await scene.agent("mei@lumen.example");
  const mine = await escalated("my secret is plum jam");
  await agent.accept("my secret is plum jam");
  const { customer: thief, token } = await escalated("I am curious");
  const socket = (site, conversation) => `${scene.chat.replace("http", "ws")}/api/v1/sites/${site}/conversations/${conversation}/socket`;
  const conversation = mine.url.match(/conversations\/([^/]+)/)[1];
  const inside = thief.inside;

  const tokenOfSecond = await inside.evaluate(async () => (await (await fetch("/api/v1/sites/second/visitors", { method: "POST" })).json()).token);
  const refused = {
    "another visitor's conversation": [socket("shop", conversation), ["frontdesk.v1", token], "4400 not_found"],
    "another site with this site's token": [socket("second", conversation), ["frontdesk.v1", token], "4400 forbidden"],
    "this site with another site's token": [socket("shop", conversation), ["frontdesk.v1", tokenOfSecond], "4400 forbidden"],
    "no token": [socket("shop", conversation), ["frontdesk.v1"], "4400 forbidden"],
  };
  for (const [what, [url, protocols, closed]] of Object.entries(refused)) {
    const answer = await attempt(inside, url, protocols, [hello, send]);
    assert.equal(answer.closed, closed, what);
    assert.deepEqual(answer.heard, [], what);
  }
  // The same id in another site is another conversation, and an empty one.
  const elsewhere = await attempt(inside, socket("second", conversation), ["frontdesk.v1", tokenOfSecond], [hello]);
  assert.equal(JSON.parse(elsewhere.heard[0]).latest, 0);
  assert.ok(!elsewhere.heard.join().includes("plum"));

  // The desk is another host; on the chat host its routes are not there, and its own are closed to other pages.
  const statuses = (paths) => inside.evaluate((paths) => Promise.all(paths.map(async (path) => (await fetch(path)).status)), paths);
  const deskRoutes = ["/api/v1/session", "/api/v1/site", "/api/v1/desk/socket", `/api/v1/conversations/${conversation}/customer`, `/api/v1/conversations/${conversation}/socket`];
  assert.deepEqual(await statuses(deskRoutes), deskRoutes.map(() => 404));
  for (const path of deskRoutes) {
    for (const page of [inside, thief.page.mainFrame()]) {
      assert.equal(await page.evaluate((url) => fetch(url, { credentials: "include" }).then(() => "read", () => "refused"), scene.desk + path), "refused", path);
    }
    const withToken = await ask(scene.desk, "GET", path, { headers: { authorization: `Bearer ${token}`, origin: scene.desk } });
    assert.ok([401, 426].includes(withToken.status), `${path} ${withToken.status}`);
  }
  // Not even a page open beside a signed-in desk.
  const beside = await agent.context.newPage();
  await beside.goto(scene.shop);
  const deskSocket = `${scene.desk.replace("http", "ws")}/api/v1/desk/socket`;
  assert.equal((await attempt(beside.mainFrame(), deskSocket, ["frontdesk.v1"], [hello])).closed, "1006 ");
  const own = await attempt(agent.page.mainFrame(), deskSocket, ["frontdesk.v1"], [{ kind: "hello", protocol: 1, build: "story" }]);
  assert.equal(own.closed, null, "the desk's own page gets in, so the attempt above could have");

  // Nobody noticed anything, and nothing was written.
  await mine.customer.say("still here");
  await agent.line("still here").waitFor();
  assert.deepEqual((await agent.said()).filter((text) => /let me in|curious/.test(text)), []);
});

test("the chat's iframe is cross-site, and another host's page sees none of the shop's storage", async () => {
  const { customer } = await escalated("keep this to yourself");
  const request = customer.requests.find((request) => request.url().split("#")[0] === `${scene.chat}/w/shop`);
  const headers = await request.allHeaders();
  assert.equal(headers["sec-fetch-site"], "cross-site");
  assert.equal(headers["sec-fetch-dest"], "iframe");
  const keys = (frame) => frame.evaluate(() => Object.keys(localStorage));
  assert.ok((await keys(customer.inside)).some((key) => key.startsWith("frontdesk:shop:c/")), "the shop's chat keeps its conversation");
  assert.deepEqual(await keys(customer.page.mainFrame()), ["frontdesk:shop"]);

  // The same browser on another host that has a chat of its own, from the same chat host.
  const visitor = new Customer(await customer.context.newPage());
  await visitor.page.goto(scene.other);
  await visitor.page.evaluate((chat) => {
    const script = document.createElement("script");
    script.src = `${chat}/v1/loader.js`;
    script.dataset.site = "second";
    document.head.append(script);
  }, scene.chat);
  await visitor.open();
  await visitor.line("Hi, I'm Lumi").waitFor();
  assert.deepEqual(await visitor.said(), [], "nothing of the other conversation");
  assert.deepEqual((await keys(visitor.inside)).filter((key) => key.startsWith("frontdesk:shop")), []);
  assert.deepEqual(await keys(visitor.page.mainFrame()), ["frontdesk:second"]);
  assert.deepEqual(await visitor.inside.evaluate(async () => [document.cookie, (await caches.keys()).length <= 1]), ["", true]);
});

test("a page on a domain that is not allowed cannot frame the chat", async () => {
  const customer = new Customer(await (await scene.browser.newContext()).newPage());
  const said = customer.page.waitForEvent("console", (message) => /frame-ancestors/.test(message.text()));
  await customer.visit(`${scene.other}/borrowed`);
  await customer.launcher.click();
  assert.match((await said).text(), new RegExp(`frame-ancestors ${new URL(scene.shop).host}`));
  assert.equal(await customer.chat.locator("main, textarea").count(), 0);
  const asked = customer.requests.map((request) => request.url().split("#")[0]).filter((url) => url.startsWith(scene.chat));
  assert.deepEqual(asked, [`${scene.chat}/v1/loader.js`, `${scene.chat}/w/shop`], "nothing of the chat was loaded");
  const refused = customer.page.waitForEvent("console", (message) => /frame-ancestors 'none'/.test(message.text()));
  await customer.page.evaluate((desk) => {
    const frame = document.createElement("iframe");
    frame.src = desk;
    document.body.append(frame);
  }, scene.desk);
  await refused;
  assert.ok(customer.page.frames().every((frame) => !frame.url().startsWith(scene.desk)), "nobody frames the desk");
});

test("the public bundle holds nothing private", async () => {
  const { customer } = await escalated("what do you know");
  const text = await customer.inside.evaluate(async () => (await fetch("/api/v1/sites/shop/bundle.json")).text());
  const bundle = JSON.parse(text);
  const keys = (value) => Object.keys(value).filter((key) => value[key] !== null).sort();
  const among = (value, place) => {
    const allowed = ALLOWED_KEYS[place].split(" ");
    assert.deepEqual(keys(value).filter((key) => !allowed.includes(key)), [], place);
  };
  among(bundle, "");
  among(bundle.settings, "settings");
  for (const intent of bundle.intents) {
    among(intent, "intents");
    if (typeof intent.reply === "object") among(intent.reply, "reply");
  }
  for (const word of ["allowed_domains", "localhost", "examples", "routing", "@lumen.example", scene.operatorSecret, scene.masterSecret, scene.password]) {
    assert.ok(!text.includes(word), word);
  }
  // No utterance the owner trains with, unless it is a title too; a few words alone may stand in an answer.
  const playbook = await readFile(new URL("../../demo/sites/shop/playbook.yaml", import.meta.url), "utf8");
  const isSentence = (text) => text.length >= (/\p{Script=Han}/u.test(text) ? 7 : 20);
  const examples = [...playbook.matchAll(/^ {8}- "(.*)"$/gm)].map((match) => match[1]).filter(isSentence);
  assert.ok(examples.length > 500, `${examples.length} examples were found in the playbook`);
  const strings = new Set();
  const collect = (value) => (typeof value === "string" ? strings.add(value) : value && typeof value === "object" && Object.values(value).forEach(collect));
  collect(bundle);
  const titles = new Set(bundle.intents.flatMap(({ title }) => Object.values(title)));
  assert.deepEqual(examples.filter((example) => strings.has(example) && !titles.has(example)), []);
});
