// The demo shops' web server: one folder per host name, right types, no cleverness.
const TYPES = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
  avif: "image/avif",
  ico: "image/x-icon",
  woff2: "font/woff2",
  txt: "text/plain; charset=utf-8",
};
const WRITTEN = "http://chat.localhost:8787";

export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    const shop = url.hostname.split(".")[0];
    if (!/^[a-z][a-z0-9-]*$/.test(shop) || !url.hostname.endsWith(".localhost")) {
      return new Response("no such shop", { status: 404 });
    }
    const path = url.pathname.endsWith("/") ? `${url.pathname}index.html` : url.pathname;
    const name = /\.[a-z0-9]+$/.test(path) ? path : `${path}.html`;
    const found = await env.PAGES.fetch(`http://pages/${shop}${name}`);
    if (!found.ok) return new Response("no such page", { status: 404 });
    const extension = name.slice(name.lastIndexOf(".") + 1);
    const headers = { "content-type": TYPES[extension] ?? "application/octet-stream", "cache-control": "no-cache" };
    if (extension !== "html") return new Response(found.body, { headers });
    return new Response((await found.text()).replaceAll(WRITTEN, env.CHAT_ORIGIN), { headers });
  },
};
