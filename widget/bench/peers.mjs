// The peers, each as its own guide embeds it, and how far a customer gets with them. Their servers are played by `answers`: at once, on
// the same host, so that what is measured is the chat alone.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";

const run = promisify(execFile);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/// Where the launcher and the composer are: expressions, true elements once they can be used.
export const PEERS = {
  botpress: { launcher: `document.querySelector("#launcher")`, composer: `document.querySelector("textarea")` },
  typebot: { launcher: `document.querySelector("typebot-bubble")?.shadowRoot?.querySelector("button")`, composer: `document.querySelector("typebot-bubble")?.shadowRoot?.querySelector("textarea,input")` },
  deep_chat: { launcher: `document.querySelector("#launcher")`, composer: `document.querySelector("deep-chat")?.shadowRoot?.querySelector("#text-input")` },
  n8n: { launcher: `document.querySelector(".chat-window-toggle")`, composer: `document.querySelector(".chat-window-wrapper textarea")` },
};

/// Bundles of a peer in `folder`, minified.
export async function bundle(name, { packages, tools, folder }) {
  await run(`${tools}/.bin/esbuild`, [
    here(`peers/${name}.js`), "--bundle", "--minify", "--format=esm", "--splitting", "--target=es2022", "--define:process.env.NODE_ENV=\"production\"",
    "--legal-comments=none", "--log-level=error", `--outdir=${folder}`, "--loader:.svg=dataurl",
  ], { env: { ...process.env, NODE_PATH: packages }, maxBuffer: 1 << 26 });
}

const AT = new Date(0).toISOString();
const stamped = (id) => ({ id, createdAt: AT, updatedAt: AT });
const typebotInput = { id: "i1", type: "text input", options: {} };

const SERVERS = {
  botpress: (method, path, body) => {
    if (path.endsWith("/initialize")) {
      const user = { ...stamped("u1"), userKey: "k1" };
      const data = { conversation: stamped("c1"), messages: [], participants: [user], user };
      return { keep: `data: ${JSON.stringify({ type: "init", data })}\n\n` };
    }
    if (path.endsWith("/listen")) return { keep: ":\n\n" };
    if (path.endsWith("/messages") && method === "POST") {
      return { message: { ...stamped("m1"), conversationId: "c1", userId: "u1", ...JSON.parse(body) } };
    }
    return { user: stamped("u1"), conversation: stamped("c1"), conversations: [], messages: [], participants: [], meta: {} };
  },
  typebot: (_method, path) =>
    path.endsWith("/startChat")
      ? {
          sessionId: "s1",
          typebot: { id: "bench", version: "6", theme: {}, settings: { typingEmulation: { enabled: false } } },
          messages: [{ id: "m1", type: "text", content: { type: "richText", richText: [{ type: "p", children: [{ text: "Hello" }] }] } }],
          input: typebotInput,
        }
      : { messages: [], input: typebotInput },
  deep_chat: () => ({ text: "Four working days." }),
  n8n: (_method, _path, body) => (body.includes("loadPreviousSession") ? { data: [] } : { output: "Four working days." }),
};

/// What a peer's server says: an object, or `{ keep }`, the beginning of a stream of events that stays open.
export const answer = (name, ...asked) => SERVERS[name]?.(...asked) ?? {};
