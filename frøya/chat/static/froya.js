// Ties the page together: links that open a source, ask a question or jump, and the button that copies.
import { ask, field } from "./composer.js";
import { copy, toAnswer, watch } from "./conversation.js";
import { openSource } from "./panel.js";

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.kopier");
  if (button) return void copy(button);
  const link = event.target.closest("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin) return;
  const act =
    link.id === "froya-til-felt" ? () => field()?.focus()
    : link.classList.contains("til-svaret") ? toAnswer
    : /^\/\w\w\/kilde\//.test(url.pathname) ? () => openSource(link)
    : url.searchParams.has("sporsmal") ? () => ask(url.searchParams.get("sporsmal"))
    : null;
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}, true);

watch();
