// The source beside the chat (a sheet at the bottom on a phone): opened by a citation, closed by Escape.
import { words } from "./words.js";

const panel = document.getElementById("froya-kilde");
const content = panel.querySelector(".innhold");
let opener = null;

export function closePanel() {
  if (panel.hidden) return;
  panel.hidden = true;
  document.body.classList.remove("viser-kilde");
  content.replaceChildren();
  if (opener?.isConnected) opener.focus();
  opener = null;
}

function message(title, help) {
  const heading = document.createElement("h2");
  heading.tabIndex = -1;
  heading.textContent = title;
  const paragraph = document.createElement("p");
  paragraph.textContent = help;
  const article = document.createElement("article");
  article.className = "kilde";
  article.append(heading, paragraph);
  return article;
}

export async function openSource(link) {
  const url = new URL(link.href);
  url.searchParams.set("bare", "true");
  document.querySelector(".henvisning.apen, .kilde-lenke.apen")?.classList.remove("apen");
  link.classList.add("apen");
  let html = null;
  try {
    html = await (await fetch(url)).text();
  } catch {
    // said below
  }
  opener = link;
  if (html === null) content.replaceChildren(message(words.no_connection, words.no_connection_help));
  else content.innerHTML = html; // made and escaped by our own server
  panel.hidden = false;
  document.body.classList.add("viser-kilde");
  content.querySelector("h2").focus({ preventScroll: true });
  const mark = content.querySelector("mark");
  panel.scrollTop = 0;
  if (!mark) return;
  if (panel.scrollHeight > panel.clientHeight) {
    const top = content.querySelector("header");
    const header = getComputedStyle(top).position === "sticky" ? top.offsetHeight : 0;
    const gap = mark.getBoundingClientRect().top - panel.getBoundingClientRect().top;
    panel.scrollTop = Math.max(0, gap - Math.max(header + 24, panel.clientHeight * 0.4));
  }
  if (getComputedStyle(panel).position === "static") panel.scrollIntoView({ block: "start" });
}

panel.querySelector(".lukk").addEventListener("click", closePanel);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing) closePanel();
});
