// As its readme's basic implementation.
import { Fab, Webchat } from "@botpress/webchat";
import { createElement as h, useState } from "react";
import { createRoot } from "react-dom/client";

function App() {
  const [isOpen, setIsOpen] = useState(false);
  const panel = { width: "100%", height: "600px", display: isOpen ? "flex" : "none", position: "fixed", bottom: "90px", right: "0" };
  const button = { position: "fixed", bottom: "20px", right: "20px", width: "64px", height: "64px" };
  return [
    h(Webchat, { key: 1, clientId: "bench", apiUrl: `${location.origin}/api/botpress`, style: panel }),
    h(Fab, { key: 2, id: "launcher", onClick: () => setIsOpen(!isOpen), style: button }),
  ];
}

const place = document.body.appendChild(document.createElement("div"));
place.id = "botpress";
createRoot(place).render(h(App));
