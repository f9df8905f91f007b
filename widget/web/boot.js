// The chat's entry. Files have a script of their own, loaded when the first one is seen or chosen.
import init from "wasm-glue";

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

// Before the first picture: dark or light, where the page asks for one of them.
document.documentElement.className = /s=(\w*)/.exec(location.hash)?.[1] ?? "";

init({ module_or_path: WASM_URL });
