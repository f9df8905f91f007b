// The browser's own protocol, spoken directly: what a test driver injects would be among the tasks that are measured.

/// `{ send(method, params, session), on(listener), close() }`; a listener hears `(method, params, session)` of every event.
export async function connect(port) {
  const { webSocketDebuggerUrl } = await (await fetch(`http://127.0.0.1:${port}/json/version`)).json();
  const socket = new WebSocket(webSocketDebuggerUrl);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error("the browser does not listen"));
  });
  const waiting = new Map();
  const listeners = new Set();
  let count = 0;
  socket.onmessage = ({ data }) => {
    const { id, method, params, sessionId, result, error } = JSON.parse(data);
    if (id === undefined) return listeners.forEach((listener) => listener(method, params, sessionId));
    const { resolve, reject, asked } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(`${asked}: ${error.message}`));
    else resolve(result);
  };
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        count += 1;
        waiting.set(count, { resolve, reject, asked: method });
        socket.send(JSON.stringify({ id: count, method, params, sessionId }));
      }),
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => socket.close(),
  };
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/// One page in a private window, a phone's: every frame in a process of its own is slowed down too, from its first task on.
export async function openPage(browser, { slowDown = 1 } = {}) {
  const { browserContextId } = await browser.send("Target.createBrowserContext");
  const { targetId } = await browser.send("Target.createTarget", { url: "about:blank", browserContextId, width: 390, height: 844 });
  const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
  const sessions = [sessionId];
  const prepare = async (session, isPage) => {
    await browser.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }, session).catch(() => {});
    if (!isPage) return;
    await browser.send("Emulation.setCPUThrottlingRate", { rate: slowDown }, session);
    // Headless windows are not in front of each other, but only one has the keys.
    await browser.send("Emulation.setFocusEmulationEnabled", { enabled: true }, session);
  };
  const stop = browser.on(async (method, { targetInfo, sessionId: session, waitingForDebugger }, parent) => {
    if (method === "Target.detachedFromTarget" && sessions.includes(session)) sessions.splice(sessions.indexOf(session), 1);
    if (method !== "Target.attachedToTarget" || !sessions.includes(parent)) return;
    const isFrame = targetInfo.type === "iframe";
    if (isFrame) sessions.push(session);
    await prepare(session, isFrame).catch(() => {});
    if (waitingForDebugger) await browser.send("Runtime.runIfWaitingForDebugger", {}, session).catch(() => {});
  });
  await prepare(sessionId, true);
  await browser.send("Page.enable", {}, sessionId);
  const metrics = { width: 390, height: 844, deviceScaleFactor: 2, mobile: true };
  await browser.send("Emulation.setDeviceMetricsOverride", metrics, sessionId);
  await browser.send("Emulation.setTouchEmulationEnabled", { enabled: true }, sessionId);

  /** What the expression is worth in the first document, of the page or of frames in other processes, where it is something. */
  const look = async (expression) => {
    const asked = sessions.map((session) => browser.send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true }, session).catch(() => ({})));
    for (const answer of asked) {
      // A document that is just being replaced may never answer.
      const { result, exceptionDetails } = await Promise.race([answer, sleep(5_000).then(() => ({}))]);
      if (exceptionDetails === undefined && result?.value) return result.value;
    }
    return undefined;
  };
  return {
    look,
    go: (url) => browser.send("Page.navigate", { url }, sessionId),
    /// There when the expression is something; `Date.now()` then.
    until: async (expression, what, patienceMs = 60_000) => {
      const end = Date.now() + patienceMs;
      for (;;) {
        const value = await look(expression);
        if (value) return { value, at: Date.now() };
        if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
        await sleep(15);
      }
    },
    tap: async ({ x, y }) => {
      const at = Date.now();
      await browser.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] }, sessionId);
      await sleep(60);
      await browser.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] }, sessionId);
      return at;
    },
    write: (text) => browser.send("Input.insertText", { text }, sessionId),
    enter: async () => {
      const at = Date.now();
      const key = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13, text: "\r" };
      await browser.send("Input.dispatchKeyEvent", { type: "keyDown", ...key }, sessionId);
      await browser.send("Input.dispatchKeyEvent", { type: "keyUp", ...key }, sessionId);
      return at;
    },
    picture: async () => Buffer.from((await browser.send("Page.captureScreenshot", {}, sessionId)).data, "base64"),
    close: async () => {
      stop();
      await browser.send("Target.disposeBrowserContext", { browserContextId });
    },
  };
}
