// Ties the page together: links that open a source or a form beside the chat, ask a question or jump, and the button that copies.
import { ask, field } from "./composer.js";
import { copy, copyMarkdown, toAnswer, watch } from "./conversation.js";
import { openPanel } from "./panel.js";

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.kopier, button.som-markdown");
  if (button) return void (button.classList.contains("som-markdown") ? copyMarkdown(button) : copy(button));
  const link = event.target.closest("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin) return;
  const act =
    link.id === "froya-til-felt" ? () => field()?.focus()
    : link.classList.contains("til-svaret") ? toAnswer
    : /^\/\w\w\/(kilde\/|mening$)/.test(url.pathname) ? () => openPanel(link)
    : /^\/\w\w\/$/.test(url.pathname) && url.searchParams.has("sporsmal") ? () => ask(url.searchParams.get("sporsmal"))
    : null;
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}, true);

watch();
