// An instance of the Worker with two sites of its own, and what the live tests say to it.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { startInstance } from "../../xtask/harness/index.mjs";
import { open } from "./websocket.mjs";

export const PASSWORD = "a long enough password";
export const id = () => randomBytes(16).toString("hex");
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/// Any request, whose Host header is that of `origin` wherever it listens.
export const ask = (origin, method, path, { headers = {}, body } = {}) =>
  new Promise((resolve, reject) => {
    const { host, port } = new URL(origin);
    const bytes = body === undefined ? undefined : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
    const described = bytes === undefined ? {} : { "content-type": "application/json", "content-length": bytes.length };
    const sent = request({ host: "127.0.0.1", port, method, path, headers: { host, ...described, ...headers } }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => {
        const raw = Buffer.concat(parts);
        const isJson = /json/.test(answer.headers["content-type"] ?? "") && !answer.headers["content-encoding"];
        resolve({ status: answer.statusCode, headers: answer.headers, raw, body: isJson && raw.length ? JSON.parse(raw) : raw.toString() });
      });
    });
    sent.once("error", reject);
    sent.end(bytes);
  });

const publication = (site, domains) => ({
  public: {
    format: 1, site, content: "00000000000000c0", pack: "00000000000000aa", name: { en: site }, locales: ["en", "zh"],
    settings: { accent: "#0f766e", assistant_name: { en: "Ada" }, greeting: { en: "Hello" }, suggestions: [] },
    intents: [{ id: "delivery", title: { en: "Delivery" }, skill: null, reply: "hand_off" }],
    flows: [],
  },
  private: {
    format: 1, site, content: "00000000000000c0", allowed_domains: domains, locales: ["en", "zh"],
    skills: [{ id: "phones", title: { en: "Phones" } }], intent_skills: [["delivery", "phones"]],
  },
  pack: Buffer.from("a pack".repeat(1000)).toString("base64"),
});

/// Starts it, publishes the sites `shop` and `other`, each with the agents amy@SITE and ben@SITE.
export async function startEdge() {
  const instance = await startInstance({ seed: false, breakable: true });
  const operator = { authorization: `Bearer ${instance.operatorSecret}` };
  const own = { origin: instance.desk };
  const put = async (path, body) => {
    const answer = await ask(instance.desk, "PUT", `/api/v1/operator/sites/${path}`, { headers: operator, body });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
  };
  const staff = (site) =>
    ["amy", "ben"].map((name) => ({ email: `${name}@${site}.example`, password: PASSWORD, name, skills: [], capacity: 5 }));
  try {
    for (const site of ["shop", "other"]) {
      await put(site, publication(site, [`${site}.localhost:${instance.demoPort}`]));
      await put(`${site}/agents`, staff(site));
    }
  } catch (error) {
    const log = instance.log();
    await instance.stop();
    throw new Error(`${error.message}\n${log}`);
  }

  const edge = {
    ...instance,
    operator,
    publication,
    staff,
    put,
    /// A visitor's session.
    visitor: async (site = "shop") => {
      const answer = await ask(instance.chat, "POST", `/api/v1/sites/${site}/visitors`, { headers: { origin: instance.chat } });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      return answer.body;
    },
    /// A visitor's socket, not greeted.
    socket: (token, conversation, { site = "shop", origin = instance.chat } = {}) =>
      open(instance.chat, `/api/v1/sites/${site}/conversations/${conversation}/socket`, {
        ...(origin ? { origin } : {}),
        ...(token === undefined ? {} : { "sec-websocket-protocol": `frontdesk.v1, ${token}` }),
      }),
    /// Signs in; the cookie.
    signIn: async (email, password = PASSWORD, site = "shop") => {
      const answer = await ask(instance.desk, "POST", "/api/v1/session", { headers: own, body: { site, email, password } });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      return answer.headers["set-cookie"][0].split(";")[0];
    },
    /// An agent's socket on the desk or on a conversation.
    agentSocket: (cookie, path = "desk/socket", origin = instance.desk) =>
      open(instance.desk, `/api/v1/${path}`, { ...(origin ? { origin } : {}), ...(cookie ? { cookie } : {}) }),
    /// Breaks something on purpose.
    fault: async (fault, { site = "shop", conversation, ...rest } = {}) =>
      ask(instance.desk, "POST", "/api/v1/test/objects", {
        headers: operator,
        body: { site, conversation: conversation ?? null, fault: { fault, ...rest } },
      }),
  };
  return edge;
}

export const hello = (resume = 0) => ({ kind: "hello", protocol: 1, build: "test", resume });

export const escalation = (text = "where is my parcel") => ({
  kind: "escalate",
  id: id(),
  escalation: {
    reason: "asked", locale: "en", prediction: { intent: "delivery", confidence_permille: 700 }, skill: null, priority: "medium", card: null,
    transcript: [{ id: id(), at: 1, from_visitor: true, text, intent: null }],
  },
});

/// A visitor in a conversation that was handed to people.
export async function escalated(edge, site = "shop") {
  const { token, visitor } = await edge.visitor(site);
  const conversation = id();
  const socket = await edge.socket(token, conversation, { site });
  socket.send(hello());
  await socket.kind("welcome");
  const escalate = escalation();
  socket.send(escalate);
  await socket.until((frame) => frame.kind === "ack" && frame.id === escalate.id, "ack");
  return { token, visitor, conversation, socket };
}

/// An agent at the desk, online, who accepts the conversation and opens it.
export async function answered(edge, conversation, cookie) {
  const desk = await edge.agentSocket(cookie);
  desk.send({ kind: "hello", protocol: 1, build: "test" });
  await desk.kind("welcome");
  desk.send({ kind: "set_presence", presence: "online" });
  const offers = await desk.until((frame) => frame.offers?.some((offer) => offer.summary.conversation === conversation), "offer");
  const offer = offers.offers.find((it) => it.summary.conversation === conversation);
  desk.send({ kind: "accept", offer: offer.id });
  await desk.until((frame) => frame.conversations?.some((summary) => summary.conversation === conversation), "mine");
  const socket = await edge.agentSocket(cookie, `conversations/${conversation}/socket`);
  socket.send(hello());
  await socket.kind("welcome");
  await socket.until((frame) => frame.assigned, "assignment");
  return { desk, socket };
}

/// Sends a message and waits until it is stored.
export async function say(socket, text, message = id()) {
  socket.send({ kind: "send", id: message, text });
  return socket.until((frame) => frame.kind === "ack" && frame.id === message, `ack of ${text}`);
}

/// The texts of people in a conversation, in the order they came.
export const texts = (socket) =>
  socket.frames
    .filter((frame) => frame.kind === "entries")
    .flatMap((frame) => frame.entries)
    .filter((entry) => entry.body.kind === "text")
    .map((entry) => entry.body.text);
