// A slow line to an instance: a proxy on a port of its own that many connections share fairly.
import { connect, createServer } from "node:net";

const SLICE = 2048;
/** What the far side may be ahead of the line. */
const AHEAD = 64 * 1024;

/// Listens in front of `port`. What comes down is let through at `bitsPerSecond`, in turn between the connections; either way takes
/// half of `roundTripMs`. `{ port, bytes(), close() }`; `bytes()` is what came down so far.
export async function slowLine(port, { bitsPerSecond, roundTripMs }) {
  const connections = new Set();
  const pauseMs = (SLICE * 8 * 1000) / bitsPerSecond;
  let bytes = 0;
  let freeAt = 0;

  /** One slice of each connection in turn. */
  const pump = setInterval(() => {
    const now = performance.now();
    freeAt = Math.max(freeAt, now - pauseMs);
    while (freeAt <= now) {
      const next = [...connections].find((connection) => connection.queue.length);
      if (!next) return;
      connections.delete(next);
      connections.add(next);
      freeAt += (send(next) * 8 * 1000) / bitsPerSecond;
    }
  }, 2);

  function send(connection) {
    const [head] = connection.queue;
    const slice = head.subarray(0, SLICE);
    if (slice.length < head.length) connection.queue[0] = head.subarray(SLICE);
    else connection.queue.shift();
    connection.queued -= slice.length;
    bytes += slice.length;
    setTimeout(() => connection.near.writable && connection.near.write(slice), roundTripMs / 2);
    if (connection.queued < AHEAD) connection.far.resume();
    if (connection.hasEnded && !connection.queue.length) hangUp(connection);
    return slice.length;
  }

  /** Once what is on the way has arrived. */
  const hangUp = ({ near }) => setTimeout(() => near.end(), roundTripMs);

  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    const connection = { near, far, queue: [], queued: 0, hasEnded: false };
    connections.add(connection);
    near.on("data", (chunk) => setTimeout(() => far.writable && far.write(chunk), roundTripMs / 2));
    far.on("data", (chunk) => {
      connection.queue.push(chunk);
      connection.queued += chunk.length;
      if (connection.queued >= AHEAD) far.pause();
    });
    const end = () => {
      near.destroy();
      far.destroy();
      connections.delete(connection);
    };
    near.on("error", end);
    near.on("close", end);
    far.on("error", end);
    far.on("end", () => {
      connection.hasEnded = true;
      if (!connection.queue.length) hangUp(connection);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    bytes: () => bytes,
    close: () => {
      clearInterval(pump);
      for (const { near, far } of connections) [near, far].forEach((side) => side.destroy());
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
