// The message loop of the lab. In and out: texts, as `shared/authoring/book` has them.

/**
 * `making` gives the lab, `weights` the encoder's file, without which words alone decide; `post(text)` tells the page. Returns the handler of a message. Messages that come before the lab is there wait
 * for it, in their order. What the lab throws is thrown in a task of its own, so that it reaches the page as an error of the worker.
 */
export function serve(making, weights, post) {
  let lab = null;
  let isDead = false;
  let isAwaited = false;
  const early = [];
  const { port1: turn, port2: next } = new MessageChannel();

  /** A task that comes behind the messages that are there already; no timer, which browsers delay. */
  function later() {
    if (isAwaited) return;
    isAwaited = true;
    next.postMessage(null);
  }

  function guarded(act) {
    if (isDead) return;
    try {
      act();
    } catch (error) {
      die(error);
    }
  }

  function die(error) {
    isDead = true;
    turn.close();
    setTimeout(() => {
      throw error;
    });
  }

  function ask(message) {
    for (const told of lab.ask(message)) post(told);
    if (lab.is_busy()) later();
  }

  turn.onmessage = () => {
    isAwaited = false;
    guarded(() => {
      const told = lab.work();
      if (told !== undefined) post(told);
      if (lab.is_busy()) later();
    });
  };

  making.then((made) => {
    lab = made;
    for (const message of early.splice(0)) guarded(() => ask(message));
    meet();
  }, die);

  /** A training waits for this. */
  async function meet() {
    const bytes = await weights.catch(() => undefined);
    guarded(() => {
      if (bytes) {
        try {
          lab.meet(bytes);
        } catch (reason) {
          console.warn(reason); // A damaged file: words alone decide.
        }
      } else {
        lab.miss();
      }
      if (lab.is_busy()) later();
    });
  }

  return (message) => {
    if (lab) guarded(() => ask(message));
    else early.push(message);
  };
}
