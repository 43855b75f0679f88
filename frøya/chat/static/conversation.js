// The conversation as it grows: what is announced, what is copied, and what Gradio leaves unnamed.
import { closePanel } from "./panel.js";
import { field, furnish, noteLost } from "./composer.js";
import { say, words } from "./words.js";

let waiting = false;
let problem = "";
let rows = 0;

const last = (selector) => [...document.querySelectorAll(selector)].at(-1);

function plain(element) {
  const copy = element.cloneNode(true);
  for (const hidden of copy.querySelectorAll(".skjult, [hidden]")) hidden.remove();
  for (const mark of copy.querySelectorAll(".henvisning")) mark.textContent = `[${mark.textContent.trim()}]`;
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function asText(answer) {
  const lines = [];
  const row = answer.closest(".message-row");
  const question = row?.previousElementSibling?.querySelector(".sporsmal");
  if (question) lines.push(plain(question), "");
  for (const part of answer.querySelectorAll(":scope > :is(h3, p, ul, ol, .kort)")) {
    if (part.classList.contains("handlinger")) continue;
    if (part.tagName === "H3") lines.push("", `${plain(part)}:`);
    else if (part.tagName === "UL") for (const item of part.children) lines.push(`- ${plain(item)}`);
    else if (part.tagName === "OL") [...part.children].forEach((item, i) => lines.push(`${item.value || i + 1}. ${plain(item)}`));
    else lines.push(plain(part));
  }
  return lines.join("\n").replace(/\n{3,}/g, "\n\n").trim() + "\n";
}

async function toClipboard(button, label, text) {
  let said = words.copied;
  try {
    await navigator.clipboard.writeText(await text);
  } catch {
    said = words.not_copied;
  }
  button.textContent = said;
  say(said);
  setTimeout(() => { button.textContent = label; }, 4000);
}

export function copy(button) {
  return toClipboard(button, words.copy, asText(button.closest(".svar")));
}

// The same file as the link to it gives: with references, dates and addresses.
export function copyMarkdown(button) {
  const link = button.closest(".filer").querySelector("a[href*='/svar.md']");
  const text = fetch(link.href).then((response) => (response.ok ? response.text() : Promise.reject(response.status)));
  return toClipboard(button, words.copy_markdown, text);
}

// One place speaks, twice for each question: that the search has begun, and what came of it.
function announce() {
  const shown = document.querySelector("#froya-feil .prose")?.textContent.trim() ?? "";
  if (document.querySelector("#froya-svar .venter")) {
    if (!waiting) say(words.searching);
    waiting = true;
  } else if (waiting) {
    waiting = false;
    say(shown || last("#froya-svar .meldt")?.textContent || "");
  } else if (shown && shown !== problem) {
    say(shown);
  }
  if (shown && shown !== problem) document.getElementById("froya-feil").scrollIntoView({ block: "nearest" });
  problem = shown;
  field()?.setAttribute("aria-invalid", String(Boolean(shown)));
}

// A long answer is read from its beginning, so the question goes to the top, not the answer's last line.
function follow() {
  const asked = document.querySelectorAll("#froya-svar .sporsmal");
  const before = rows;
  rows = asked.length;
  document.body.classList.toggle("har-samtale", rows > 0);
  if (rows > before) asked[rows - 1].scrollIntoView({ block: "start" });
  if (rows > before && matchMedia("(pointer: coarse)").matches) document.activeElement?.blur(); // the keyboard covers the answer
  if (before && !rows) {
    say(words.deleted);
    closePanel();
    setTimeout(() => document.getElementById("froya-angre")?.focus(), 50);
  }
}

function tools() {
  const row = document.getElementById("froya-verktoy");
  if (row && !row.querySelector(".bryter")) {
    const label = document.createElement("label");
    label.className = "bryter";
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = document.body.classList.contains("bare-sitater");
    box.addEventListener("change", () => document.body.classList.toggle("bare-sitater", box.checked));
    label.append(box, ` ${words.only_quotes}`);
    row.prepend(label);
    const note = document.createElement("p");
    note.className = "kort-merknad";
    note.textContent = words.notice_short;
    row.append(note);
  }
  const felt = document.getElementById("froya-felt");
  if (felt && !felt.querySelector(".hopp")) {
    const link = document.createElement("a");
    link.className = "hopp til-svaret";
    link.href = "#froya-svar";
    link.textContent = words.to_answer;
    felt.append(link);
  }
}

function mend() {
  furnish();
  tools();
  for (const log of document.querySelectorAll("#froya-svar [role='log']")) {
    log.setAttribute("role", "group");
    log.setAttribute("aria-label", words.conversation);
    log.removeAttribute("aria-live");
  }
  // A label on something without a role says nothing to a screen reader, and repeats the raw text.
  for (const element of document.querySelectorAll("#froya-svar [data-testid][aria-label]")) element.removeAttribute("aria-label");
  for (const link of document.querySelectorAll("#froya-svar a[target]")) link.removeAttribute("target");
  follow();
  announce();
  noteLost();
}

export function watch() {
  let planned = false;
  const plan = () => {
    if (planned) return;
    planned = true;
    queueMicrotask(() => { planned = false; mend(); });
  };
  new MutationObserver(plan).observe(document.querySelector("gradio-app"), { subtree: true, childList: true, characterData: true });
  mend();
}

export function toAnswer() {
  last("#froya-svar .sporsmal")?.focus();
}
