// What stands between the browser and everything that it asks for: the demo shop's page with the one chat or the other on it,
// the peers' bundles, and the instance. All bytes are counted here, in one way for all.
import { createServer, request as ask } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { constants, brotliCompressSync } from "node:zlib";

const SNIPPET = /<script async src="[^"]*\/v1\/loader\.js"[^>]*><\/script>/;
const TYPES = { js: "text/javascript", css: "text/css" };

/// `peers` are folders of bundles by name, `answer(name, method, path, body)` what a peer's server would say.
/// `{ port, page(name), log, hold(paths), close() }`: what `hold` names is never answered; an entry of the log is `{ url, body, began, ended }`.
export async function front({ chat, demo, peers, answer }) {
  const log = [];
  let held;
  const page = await new Promise((resolve, reject) => {
    ask({ port: demo, path: "/", headers: { host: `shop.localhost:${demo}` } }, async (answered) => {
      resolve(Buffer.concat(await Array.fromAsync(answered)).toString());
    }).on("error", reject).end();
  });
  const [tag] = SNIPPET.exec(page);
  const bundles = new Map();
  for (const [name, folder] of Object.entries(peers)) {
    for (const file of await readdir(folder)) bundles.set(`/peer/${name}/${file}`, packed(await readFile(`${folder}/${file}`)));
  }
  const snippet = (name) => {
    if (name === "plain") return "";
    if (name === "frontdesk") return tag;
    const css = bundles.has(`/peer/${name}/${name}.css`) ? `<link rel="stylesheet" href="/peer/${name}/${name}.css">` : "";
    return `${css}<script type="module" src="/peer/${name}/${name}.js"></script>`;
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, `http://${request.headers.host}`);
    const entry = { url: url.host.split(".")[0] + url.pathname, method: request.method, body: 0, began: Date.now() };
    log.push(entry);
    response.once("close", () => (entry.ended = Date.now()));
    const say = (type, body, headers = {}) => {
      entry.body = body.length;
      response.writeHead(200, { "content-type": type, "content-length": body.length, ...headers }).end(body);
    };
    // Left without an answer until the browser goes.
    if (held?.test(url.pathname)) return void log.pop();
    const [, kind, name, ...rest] = url.pathname.split("/");
    const isOurs = url.host.startsWith("shop.");
    if (isOurs && url.pathname === "/" && url.searchParams.has("with")) {
      const body = packed(Buffer.from(page.replace(SNIPPET, snippet(url.searchParams.get("with")))));
      return say("text/html; charset=utf-8", body, { "content-encoding": "br" });
    }
    const bundle = isOurs && bundles.get(url.pathname);
    if (bundle) return say(TYPES[url.pathname.split(".").pop()], bundle, { "content-encoding": "br", "cache-control": "max-age=31536000" });
    if (isOurs && kind === "api") {
      const parts = [];
      for await (const part of request) parts.push(part);
      const told = answer(name, request.method, `/${rest.join("/")}`, Buffer.concat(parts).toString());
      if (told.keep === undefined) return say("application/json", Buffer.from(JSON.stringify(told)));
      entry.body = told.keep.length;
      return void response.writeHead(200, { "content-type": "text/event-stream" }).write(told.keep);
    }
    const onward = ask(
      { port: isOurs ? demo : chat, method: request.method, path: request.url, headers: request.headers },
      (answered) => {
        response.writeHead(answered.statusCode, answered.rawHeaders);
        answered.on("data", (part) => (entry.body += part.length));
        answered.pipe(response);
      },
    );
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    page: (name) => `http://shop.localhost:${demo}/?with=${name}`,
    log,
    hold: (paths) => (held = paths),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

const packed = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
