// A bridge of a social network, as an owner would run one: it signs what it sends.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { ask } from "./harness.mjs";

export async function socialBridge(edge, site = "shop") {
  const told = await ask(edge.desk, "GET", `/api/v1/operator/sites/${site}/channels/social`, { headers: edge.operator });
  assert.equal(told.status, 200, JSON.stringify(told.body));
  const { secret } = told.body;
  const sign = (method, path, body, at) => {
    const seconds = Math.floor(at);
    return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${method}.${path}.${body}`).digest("base64url")}`;
  };
  const call = (method, path, { body = "", sent = body, at = Date.now() / 1000, signature } = {}) => {
    const headers = { "frontdesk-signature": signature ?? sign(method, path, body, at) };
    return ask(edge.chat, method, path, { headers, body: method === "GET" ? undefined : sent });
  };
  const raw = (message, { sent, site: to = site, ...rest } = {}) =>
    call("POST", `/api/v1/sites/${to}/channels/social/messages`, {
      body: JSON.stringify(message), sent: JSON.stringify(sent ?? message), ...rest,
    });
  return {
    raw,
    send: (message) => raw({ locale: "en", ...message }),
    read: (conversation, after = 0) => call("GET", `/api/v1/sites/${site}/channels/social/conversations/${conversation}?after=${after}`),
  };
}
