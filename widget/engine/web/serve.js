// The message loop of the engine. In: {kind: "load", pack, sense?, flows}, {kind: "predict", id, text},
// {kind: "guide", run, call, text, more?, bundle?}: a call of the guide with its arguments; a bundle comes with the first of a run.
// Out: {kind: "ready"}, {kind: "full"}, {kind: "failed", reason}, {kind: "prediction", id, engine, outcome, ranked, guesses, out_of_scope,
// wants_person, language_en, language_zh}, {kind: "guided", run, turn?}: the last two of a prediction name a language that is neither English nor Chinese, and are empty else.
// Every load ends in ready or failed; every question in a prediction or failed; every call in guided, without a turn if it cannot be
// led. After ready, full may come, and nothing waits for it.
import { file, keepOnly } from "./files.js";

// The model reads 600 characters; folding can only be slow on far longer text.
const MAX_TEXT = 2_000;

/**
 * `makeLite(pack)` gives an engine of the pack's bytes; `full`, if this browser is to have it, loads the full program and names the
 * encoder's weights; `guide()` loads the guide's program; `post(message)` answers the page. Returns the handler of a message.
 */
export function serve({ makeLite, full, guide }, post) {
  /** What can predict now, the best first: [{ name, engine, ids }]. */
  let engines = [];
  let reason = "";
  let loading = null;
  let behind = Promise.resolve();
  let loads = 0;
  let encoder = null;
  /** Leads through the flows of one bundle; calls follow each other. */
  let leader = null;
  let led = Promise.resolve();

  async function load({ pack, sense, flows }) {
    const load = (loads += 1);
    try {
      let bytes;
      const lite = await file(pack, (found) => makeLite((bytes = found)));
      for (const { engine } of engines) engine.free();
      engines = [named("lite", lite)];
      post({ kind: "ready" });
      if (flows) behind = behind.then(guide).catch(() => {}); // Told when a flow begins.
      behind = behind.then(() => bringFull(load, pack, bytes, sense)).catch(() => {}); // The lite engine goes on.
    } catch (error) {
      engines = [];
      fail(error);
    }
  }

  /** Unless a newer pack has come meanwhile. */
  async function bringFull(load, pack, bytes, sense) {
    if (load !== loads) return;
    const isWanted = full && sense;
    await keepOnly(isWanted ? [pack, sense, full.weights] : [pack]);
    if (!isWanted) return;
    const program = await full.load();
    encoder ??= await file(full.weights, program.makeEncoder);
    const engine = await file(sense, (found) => program.makeEngine(bytes, found, encoder));
    if (load !== loads || !engines.length) return engine.free();
    engines.unshift(named("full", engine));
    post({ kind: "full" });
  }

  async function lead({ run, bundle, call, text, more }) {
    try {
      if (bundle) {
        const { makeGuide } = await guide();
        leader?.free();
        leader = null;
        leader = await makeGuide(bundle);
      }
      post({ kind: "guided", run, turn: leader[call](text, more) });
    } catch {
      // A program that trapped must not be called again.
      leader = null;
      post({ kind: "guided", run });
    }
  }

  function fail(error) {
    reason = typeof error === "string" ? error : String(error?.message ?? error);
    post({ kind: "failed", reason });
  }

  async function predict({ id, text }) {
    await loading;
    const typed = String(text).slice(0, MAX_TEXT);
    const folded = typed.normalize("NFKC").toLowerCase();
    while (engines.length) {
      try {
        return post({ kind: "prediction", id, ...read(engines[0], folded), ...tone(engines, typed) });
      } catch (error) {
        // A program that trapped must not be called again; the next best goes on.
        engines.shift();
        encoder = null;
        reason = String(error?.message ?? error);
      }
    }
    fail(reason || "no pack was loaded");
  }

  return (message) => {
    if (message?.kind === "load") loading = (loading ?? Promise.resolve()).then(() => load(message));
    else if (message?.kind === "predict") return predict(message);
    else if (message?.kind === "guide") return (led = led.then(() => lead(message)));
    return loading;
  };
}

const named = (name, engine) => ({ name, engine, ids: engine.intents().split("\n") });

function read({ name, engine, ids }, text) {
  const [meant, out_of_scope, ...rest] = engine.predict(text);
  const ranked = [];
  for (let at = 0; at + 1 < rest.length; at += 2) ranked.push([ids[rest[at]], rest[at + 1]]);
  const outcome = meant === 0 ? "dont_know" : meant === 1 ? "answer" : "ask";
  const acted = outcome === "ask" ? ranked.slice(0, meant) : ranked;
  const guesses = acted.map(([intent, confidence]) => ({ intent, confidence_permille: Math.round(confidence * 1000) }));
  return { engine: name, outcome, ranked, guesses, out_of_scope };
}

/** The lite engine, which comes last, hears the wish for a person; the full one knows languages. */
function tone(engines, text) {
  const [language_en, language_zh = ""] = (engines[0].engine.language?.(text) ?? "").split("\n");
  return { wants_person: engines.at(-1).engine.wants_person?.(text) ?? false, language_en, language_zh };
}
