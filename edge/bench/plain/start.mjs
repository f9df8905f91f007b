// The plain Durable Object on a workerd of its own, on local disk like ours.
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sleep } from "../../tests/harness.mjs";

const text = (value) => JSON.stringify(value);

export async function startPlain(workerd) {
  const data = await mkdtemp(join(tmpdir(), "frontdesk-plain-"));
  const port = await new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
  await mkdir(join(data, "objects"));
  await writeFile(join(data, "worker.js"), await readFile(new URL("worker.js", import.meta.url)));
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "plain", worker = .plain), (name = "objects", disk = (path = ${text(join(data, "objects"))}, writable = true))],
  sockets = [(name = "plain", address = "127.0.0.1:${port}", http = (), service = "plain")],
);
const plain :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-01-01",
  bindings = [(name = "PLAIN", durableObjectNamespace = "Plain")],
  durableObjectNamespaces = [(className = "Plain", uniqueKey = "plain", enableSql = true)],
  durableObjectStorage = (localDisk = "objects"),
);
`;
  await writeFile(join(data, "workerd.capnp"), config);
  const child = spawn(workerd, ["serve", join(data, "workerd.capnp")], { stdio: ["ignore", "inherit", "inherit"] });
  for (let tries = 0; tries < 200; tries += 1) {
    if (await fetch(`http://127.0.0.1:${port}/ready`).then(() => true, () => false)) break;
    await sleep(25);
  }
  return {
    origin: `http://plain.localhost:${port}`,
    stop: async () => {
      child.kill("SIGKILL");
      await rm(data, { recursive: true, force: true });
    },
  };
}
