// The chat's entry. Files have a script of their own, loaded when the first one is seen or chosen.
import init, { start } from "wasm-glue";

let script;

/// Has the script of files do something. What an event carries is there only while it happens, so it is taken out at once.
globalThis.frontdeskFiles = (what, base, subject, locale, tools) => {
  if (subject.target) {
    const carrier = subject.clipboardData ?? subject.target;
    const chosen = [...carrier.files];
    if (!chosen.length) return;
    subject.preventDefault();
    // So that the same file can be chosen again.
    if (carrier === subject.target) carrier.value = "";
    subject = chosen;
  }
  (script ??= import(FILES_URL)).then(
    (files) => files[what](base, subject, locale, tools),
    () => (script = undefined),
  );
};

let audio;

/// Two short tones.
globalThis.frontdeskChime = () => {
  audio ??= new AudioContext();
  audio.resume();
  for (const [frequency, delay] of [[660, 0], [880, 0.12]]) {
    const tone = new OscillatorNode(audio, { frequency });
    const volume = new GainNode(audio, { gain: 0.12 });
    const from = audio.currentTime + delay;
    volume.gain.setTargetAtTime(0, from, 0.08);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.5);
  }
};

// Before the first picture: dark or light, where the page asks for one of them.
document.documentElement.className = /s=(\w*)/.exec(location.hash)?.[1] ?? "";

// The chat's own words, a file for each language. The one it will most likely be in comes beside the program.
globalThis.frontdeskWords = async (tag) => {
  const answer = await fetch(WORDS[tag]);
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return `${tag}\n${await answer.text()}`;
};
const chosen = () => {
  try {
    return localStorage.getItem(`frontdesk:${location.pathname.split("/")[2]}:locale`);
  } catch {
    // Storage is blocked: nothing was kept.
  }
};
const likely = chosen() ?? /l=([\w-]+)/.exec(location.hash || location.search)?.[1] ?? navigator.language;
const first = /^zh-(hant|tw|hk|mo)/i.test(likely) ? "zh-hant" : likely.slice(0, 2).toLowerCase();

Promise.all([frontdeskWords(WORDS[first] ? first : "en"), init({ module_or_path: WASM_URL })]).then(([text]) => start(text));

// Without a connection it opens again, from what it was made of this time. Where nothing may be stored, it does not.
const keep = async () => {
  await navigator.serviceWorker.register("/offline.js");
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage([location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)]);
};
if (navigator.serviceWorker) setTimeout(() => keep().catch(() => {}), 4000);
