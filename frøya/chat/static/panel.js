// The place beside the chat (a sheet at the bottom on a phone): a source, or what one thinks of an answer. Escape closes it.
import { say, words } from "./words.js";

const panel = document.getElementById("froya-kilde");
const content = panel.querySelector(".innhold");
const close = panel.querySelector(".lukk");
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

// What is not a page came from something between us and the server, and is not for the reader.
async function page(response) {
  if (!response.headers.get("content-type")?.startsWith("text/html")) throw new Error(response.status);
  return response.text();
}

export async function openPanel(link) {
  const url = new URL(link.href);
  url.searchParams.set("bare", "true");
  const isSource = url.pathname.includes("/kilde/");
  document.querySelector(".henvisning.apen, .kilde-lenke.apen, .tommel.apen")?.classList.remove("apen");
  link.classList.add("apen");
  let html = null;
  try {
    html = await page(await fetch(url));
  } catch {
    // said below
  }
  opener = link;
  if (html === null) content.replaceChildren(message(words.no_connection, words.no_connection_help));
  else content.innerHTML = html; // made and escaped by our own server
  panel.setAttribute("aria-label", isSource ? words.source_panel : words.useful);
  close.textContent = isSource ? words.close_source : words.close;
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

// A form in the panel is sent from here, so that the conversation stays; what is written stays too when it fails.
content.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const url = new URL(form.action);
  url.searchParams.set("bare", "true");
  try {
    const response = await fetch(url, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    content.innerHTML = await page(response); // made and escaped by our own server
  } catch {
    let place = form.querySelector(".problem");
    if (!place) {
      place = document.createElement("p");
      place.className = "problem";
      form.querySelector("button").before(place);
    }
    place.textContent = words.lost;
    say(words.lost);
    return;
  }
  const problem = content.querySelector(".problem");
  if (problem) say(problem.textContent);
  panel.scrollTop = 0;
  (content.querySelector("[aria-invalid]") ?? content.querySelector("h2")).focus();
});

close.addEventListener("click", closePanel);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing) closePanel();
});
