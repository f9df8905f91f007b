// The message loop of the engine. In: {kind: "load", pack, sha256?}, {kind: "predict", id, text}.
// Out: {kind: "ready"}, {kind: "failed", reason}, {kind: "prediction", id, outcome, ranked, guesses, out_of_scope}.
// Every load ends in ready or failed; every question in a prediction or failed.

const CACHE = "frontdesk-packs-1";
const PATIENCE_MS = 30_000;
// The model reads 600 characters; folding can only be slow on far longer text.
const MAX_TEXT = 2_000;

/** `make(bytes)` gives an engine, `post(message)` answers the page. Returns the handler of a message. */
export function serve(make, post) {
  let engine = null;
  let ids = [];
  let reason = "";
  let loading = null;

  async function load({ pack, sha256 }) {
    try {
      const loaded = await fromCache(pack, sha256, make).catch(() => null) ?? await fromNetwork(pack, sha256, make);
      ids = loaded.intents().split("\n");
      engine?.free();
      engine = loaded;
      post({ kind: "ready" });
    } catch (error) {
      fail(error);
    }
  }

  function fail(error) {
    engine = null;
    reason = typeof error === "string" ? error : String(error?.message ?? error);
    post({ kind: "failed", reason });
  }

  async function predict({ id, text }) {
    await loading;
    if (!engine) return post({ kind: "failed", reason: reason || "no pack was loaded" });
    try {
      const [meant, out_of_scope, ...rest] = engine.predict(String(text).slice(0, MAX_TEXT).normalize("NFKC").toLowerCase());
      const ranked = [];
      for (let at = 0; at + 1 < rest.length; at += 2) ranked.push([ids[rest[at]], rest[at + 1]]);
      const outcome = meant === 0 ? "dont_know" : meant === 1 ? "answer" : "ask";
      const named = outcome === "ask" ? ranked.slice(0, meant) : ranked;
      const guesses = named.map(([intent, confidence]) => ({ intent, confidence_permille: Math.round(confidence * 1000) }));
      post({ kind: "prediction", id, outcome, ranked, guesses, out_of_scope });
    } catch (error) {
      // A program that trapped must not be called again.
      fail(error);
    }
  }

  return (message) => {
    if (message?.kind === "load") loading = (loading ?? Promise.resolve()).then(() => load(message));
    else if (message?.kind === "predict") return predict(message);
    return loading;
  };
}

/** An engine of the kept pack, if there is one. A kept pack that is no good is fetched anew. */
async function fromCache(url, sha256, make) {
  const kept = await (await openCache())?.match(url);
  if (!kept) return null;
  const bytes = new Uint8Array(await kept.arrayBuffer());
  return (await isIntact(bytes, sha256)) ? make(bytes) : null;
}

async function fromNetwork(url, sha256, make) {
  const response = await fetch(url, { credentials: "omit", signal: AbortSignal.timeout?.(PATIENCE_MS) });
  if (!response.ok) throw new Error(`the pack could not be loaded (${response.status})`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!(await isIntact(bytes, sha256))) throw new Error("the pack is not the one that was published");
  const loaded = await make(bytes);
  await keep(await openCache(), url, bytes);
  return loaded;
}

/** The cache, or nothing where the browser forbids storage. */
async function openCache() {
  try {
    return await caches.open(CACHE);
  } catch {
    return undefined;
  }
}

/** Keeps this pack and forgets the others: a site has one at a time. Storage may be full or forbidden. */
async function keep(cache, url, bytes) {
  try {
    for (const other of await cache.keys()) await cache.delete(other);
    await cache.put(url, new Response(bytes));
  } catch {
    // The pack is loaded again next time.
  }
}

/** The pack has a checksum of its own against accidents; this one says that it is the pack that was meant. */
async function isIntact(bytes, sha256) {
  if (!sha256 || !globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === sha256.toLowerCase();
}
