// The field: what is asked, how long it is, and what is said when the server cannot be reached.
import { filled, say, words } from "./words.js";

const NEAR = 0.8; // of the longest question
const DRAFT = "froya-utkast";
let asked = "";

export const field = () => document.querySelector("#froya-sporsmal textarea, #froya-sporsmal input");

export function fill(text) {
  const element = field();
  const prototype = element.tagName === "TEXTAREA" ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value").set.call(element, text);
  element.dispatchEvent(new Event("input", { bubbles: true }));
}

export function ask(question) {
  if (!field()) return setTimeout(() => ask(question), 100); // Gradio is still starting
  fill(question);
  requestAnimationFrame(() => document.getElementById("froya-send").click());
}

function own(tag, id, place) {
  const element = document.createElement(tag);
  element.id = id;
  element.hidden = true;
  place.after(element);
  return element;
}

// Called each time Gradio has drawn something: what is ours is put back where it is missing.
export function furnish() {
  const element = field();
  const row = document.getElementById("froya-felt");
  if (!element || !row) return;
  if (!document.getElementById("froya-teller")) own("p", "froya-nett", own("p", "froya-teller", row));
  if (element.dataset.froya) return;
  element.dataset.froya = "ja";
  element.setAttribute("aria-label", words.field);
  element.setAttribute("aria-describedby", "froya-teller froya-nett froya-feil");
  element.addEventListener("input", count);
  const draft = sessionStorage.getItem(DRAFT) || new URL(location.href).searchParams.get("sporsmal");
  sessionStorage.removeItem(DRAFT);
  if (draft && !element.value) fill(draft);
  if (matchMedia("(pointer: fine)").matches && document.activeElement === document.body) element.focus({ preventScroll: true });
}

function count() {
  const counter = document.getElementById("froya-teller");
  const length = [...field().value].length;
  counter.hidden = length < words.limit * NEAR;
  counter.textContent = filled(words.counter, { count: length, limit: words.limit });
  counter.classList.toggle("over", length > words.limit);
}

export function asking() {
  asked = field().value || asked;
  document.getElementById("froya-nett").hidden = true;
  document.body.classList.remove("uten-kontakt");
}

function failed(text) {
  const place = document.getElementById("froya-nett");
  if (!place || !place.hidden) return;
  place.textContent = text;
  place.hidden = false;
  document.body.classList.add("uten-kontakt");
  if (!field().value) fill(asked);
  sessionStorage.setItem(DRAFT, field().value); // Gradio loads the page anew when the server is back
  say(text);
}

const fetchAsBefore = window.fetch;
window.fetch = async (...request) => {
  const joins = String(request[0]?.url ?? request[0]).includes("/queue/join");
  if (joins) asking();
  try {
    const response = await fetchAsBefore(...request);
    if (joins && response.status === 503) failed(words.busy);
    else if (joins && !response.ok) failed(words.lost);
    else if (joins) sessionStorage.removeItem(DRAFT);
    return response;
  } catch (error) {
    if (joins) failed(words.lost);
    throw error;
  }
};

// Gradio says in a note of its own (hidden by froya.css) that an answer under way was lost.
export function noteLost() {
  if (document.querySelector(".toast-body.error")) failed(words.lost);
}
