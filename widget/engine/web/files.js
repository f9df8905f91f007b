// The files of the model: kept in the browser's cache under addresses that name their content.

const CACHE = "frontdesk-model-2";
const OLD = ["frontdesk-packs-1"];
/** A line that brings nothing for so long is dead; one that brings little is waited for. */
const PATIENCE_MS = 30_000;

/**
 * What `make(bytes)` makes of the file. A kept file that is no good is fetched anew; only a good one is kept. What goes wrong with
 * the network or in `make` is thrown.
 */
export async function file(url, make) {
  const cache = await openCache();
  const kept = await cache?.match(url).catch(() => undefined);
  if (kept) {
    try {
      return await make(new Uint8Array(await kept.arrayBuffer()));
    } catch {
      await cache.delete(url);
    }
  }
  const bytes = await download(url);
  const made = await make(bytes);
  // Storage may be full or forbidden: then it is loaded again next time.
  await cache?.put(url, new Response(bytes)).catch(() => {});
  return made;
}

/** Forgets every file but these. */
export async function keepOnly(urls) {
  const cache = await openCache();
  if (!cache) return;
  const kept = urls.map((url) => new URL(url, location.href).href);
  for (const request of await cache.keys()) {
    if (!kept.includes(request.url)) await cache.delete(request);
  }
  for (const name of OLD) await caches.delete(name);
}

async function download(url) {
  const waiting = new AbortController();
  let timer = setTimeout(() => waiting.abort(), PATIENCE_MS);
  try {
    const response = await fetch(url, { signal: waiting.signal });
    if (!response.ok) throw new Error(`${url} could not be loaded (${response.status})`);
    const parts = [];
    let length = 0;
    for (let reader = response.body.getReader(), part; !(part = await reader.read()).done; ) {
      parts.push(part.value);
      length += part.value.length;
      clearTimeout(timer);
      timer = setTimeout(() => waiting.abort(), PATIENCE_MS);
    }
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  } finally {
    clearTimeout(timer);
  }
}

/** The cache, or nothing where the browser forbids storage. */
async function openCache() {
  try {
    return await caches.open(CACHE);
  } catch {
    return undefined;
  }
}
