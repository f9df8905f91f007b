// The chat host's service worker: the chat opens without a connection, too.
//
// What it is made of is kept: its document, its programs, the site's content (the engine keeps its models itself). Nothing a customer says
// comes here, and no other request is touched. It is registered once the chat was opened and is at rest, so a page whose visitors never open it has none.

const KEPT = "frontdesk";
/// Those in use are about 30; the oldest go first.
const KEPT_MAX = 80;
/// Their names change with their content.
const FOREVER = /^\/a\/.*\.(css|js|txt|wasm)$/;
const RENEWED = /^\/[wc]\/[^/]+$|\/bundle\.json$/;

const keep = async (key, answer) => {
  const cache = await caches.open(KEPT);
  await cache.put(key, answer);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, -KEPT_MAX).map((old) => cache.delete(old)));
};

const once = async (request, path) => {
  const kept = await caches.match(path);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await keep(path, answer.clone());
  return answer;
};

const renewed = async (request, path) => {
  try {
    const answer = await fetch(request);
    if (answer.ok) await keep(path, answer.clone());
    if (answer.status < 500) return answer;
  } catch {
    // No connection.
  }
  return (await caches.match(path)) ?? Response.error();
};

/// Questions after `?` change nothing of what is served.
const answerTo = (request) => {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (FOREVER.test(pathname)) return once(request, pathname);
  if (RENEWED.test(pathname)) return renewed(request, pathname);
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});
/// The page says what it was made of before this worker was there.
addEventListener("message", (event) => {
  event.waitUntil(Promise.allSettled(event.data.map((url) => answerTo(new Request(url)))));
});
