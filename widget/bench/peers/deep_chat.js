// It has no launcher: a plain button puts its element, which the page has loaded, into the page.
import "deep-chat/dist/deepChat.bundle.js";

const button = document.body.appendChild(document.createElement("button"));
button.id = "launcher";
button.textContent = "Chat";
button.style.cssText = "position:fixed;bottom:20px;right:20px;width:64px;height:64px";
button.onclick = () => {
  const chat = document.createElement("deep-chat");
  chat.connect = { url: `${location.origin}/api/deep_chat` };
  chat.style.cssText = "position:fixed;bottom:90px;right:0;width:100%;height:600px";
  document.body.append(chat);
};
