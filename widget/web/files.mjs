// Files of a conversation in the chat: those that were sent, and those on their way.
//
// `tools.token(act)` calls `act` with the visitor's token, or with nothing where there is none just now; `tools.done(base, text)`
// says that a file is stored at `base`, and what it is. Nothing here is a credential for longer than a request.

const WORDS = {
  en: {
    tray: "Files on their way",
    large: "Not sent: larger than 10 MB, or this conversation holds as much as it may.",
    kind: "Not sent: only pictures (PNG, JPEG, GIF, WebP) and PDF can be sent.",
    busy: "Too many at once.",
    lost: "Not sent: no connection.",
    again: "Try again",
    remove: (name) => `Remove ${name}`,
    share: (share) => `Sending… ${share} %`,
    missing: "Not loaded. Try again",
  },
  zh: {
    tray: "正在发送的文件",
    large: "未发送：超过 10 MB，或此对话的文件已达上限。",
    kind: "未发送：只能发送图片（PNG、JPEG、GIF、WebP）和 PDF。",
    busy: "一次发送太多。",
    lost: "未发送：没有连接。",
    again: "重试",
    remove: (name) => `移除 ${name}`,
    share: (share) => `发送中… ${share} %`,
    missing: "未能加载，点击重试",
  },
};
const words = (locale) => (/^zh\b/.test(locale) ? WORDS.zh : WORDS.en);
const MOST_BYTES = 10 * 1024 * 1024;
/// What the edge asks to be tried again later, and how often that is done unasked.
const TRIES = 5;

/// Addresses of files, and what the browser calls their bytes.
const held = new Map();

const bytesOf = (address, tools) => {
  const load = () =>
    new Promise((resolve, reject) =>
      tools.token(async (token) => {
        try {
          const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
          if (!answer.ok) throw new Error(`status ${answer.status}`);
          resolve(URL.createObjectURL(await answer.blob()));
        } catch (error) {
          held.delete(address);
          reject(error);
        }
      }),
    );
  if (!held.has(address)) held.set(address, load());
  return held.get(address);
};

/// Draws a picture in the link of this id.
export function show(base, id, locale, tools) {
  const link = document.getElementById(id);
  const picture = link?.firstChild;
  if (!picture) return;
  bytesOf(base + id, tools).then(
    (url) => {
      picture.src = url;
      link.href = url;
      link.onclick = null;
      link.removeAttribute("title");
    },
    () => {
      link.href = "#";
      link.title = words(locale).missing;
      link.classList.add("missing");
      link.onclick = (event) => {
        event.preventDefault();
        link.classList.remove("missing");
        show(base, id, locale, tools);
      };
    },
  );
}

/// Saves a document: `ID NAME`.
export function save(base, subject, locale, tools) {
  const [id, ...name] = subject.split(" ");
  bytesOf(base + id, tools).then(
    (url) => {
      const link = document.createElement("a");
      link.href = url;
      link.download = name.join(" ");
      link.click();
    },
    () => {
      const button = document.getElementById(id);
      if (button) button.title = words(locale).missing;
    },
  );
}

/// One after the other, in the order they were chosen.
let queue = Promise.resolve();

/// Takes what was chosen or pasted, and sends each as a message of its own once it is stored.
export function take(base, files, locale, tools) {
  for (const file of files) {
    const row = new Row(file, locale);
    const begin = () => {
      row.share(0);
      queue = queue.then(() => row.gone || sent(base, row, tools));
    };
    row.again = begin;
    if (file.size > MOST_BYTES) row.failed("large", false);
    else begin();
  }
}

const sent = (base, row, tools, tries = 1) =>
  new Promise((resolve) =>
    tools.token((token) => {
      if (!token) {
        row.failed("lost", true);
        return resolve();
      }
      // `fetch` does not tell how much has left.
      const request = new XMLHttpRequest();
      row.request = request;
      request.open("PUT", base + row.id);
      request.setRequestHeader("authorization", `Bearer ${token}`);
      request.setRequestHeader("frontdesk-file-name", encodeURIComponent(row.file.name));
      request.upload.onprogress = ({ loaded, total }) => total && row.share(Math.floor((loaded / total) * 100));
      request.onloadend = () => {
        const { status, responseText } = request;
        row.request = undefined;
        if (row.gone) return resolve();
        if (status === 200) {
          held.set(base + row.id, Promise.resolve(URL.createObjectURL(row.file)));
          row.remove();
          tools.done(base, responseText);
        } else if ((status === 429 || status === 503) && tries < TRIES) {
          return setTimeout(() => resolve(sent(base, row, tools, tries + 1)), 1000 * tries);
        } else {
          row.failed(status === 413 ? "large" : status === 415 ? "kind" : status === 429 ? "busy" : "lost", status !== 413 && status !== 415);
        }
        resolve();
      };
      request.send(row.file);
    }),
  );

const element = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

/// A file on its way, above the place where one writes.
class Row {
  constructor(file, locale) {
    this.file = file;
    this.words = words(locale);
    this.id = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    this.state = element("span", "state");
    this.state.setAttribute("role", "status");
    this.bar = element("progress", "");
    this.bar.max = 100;
    this.bar.setAttribute("aria-label", file.name);
    this.retry = element("button", "", this.words.again);
    this.retry.onclick = () => this.again();
    const close = element("button", "", "✕");
    close.setAttribute("aria-label", this.words.remove(file.name));
    close.onclick = () => this.remove();
    this.row = element("li", "");
    this.row.append(element("b", "", file.name), this.retry, close, this.state, this.bar);
    const tray = document.querySelector(".tray");
    tray.setAttribute("aria-label", this.words.tray);
    tray.append(this.row);
  }

  share(share) {
    this.row.className = "";
    this.state.textContent = this.words.share(share);
    this.bar.hidden = false;
    this.bar.value = share;
    this.retry.hidden = true;
  }

  failed(why, isWorthRetrying) {
    this.row.className = "bad";
    this.state.textContent = this.words[why];
    this.bar.hidden = true;
    this.retry.hidden = !isWorthRetrying;
  }

  remove() {
    this.gone = true;
    this.request?.abort();
    this.row.remove();
  }
}
