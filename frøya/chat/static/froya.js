// Opens a source beside the chat, sends a suggested question, and names what Gradio leaves unnamed.
(() => {
  "use strict";
  const LABELS = {
    "Copy message": "Kopier svaret",
    "Copy": "Kopier svaret",
    "chatbot conversation": "Samtalen med Frøya",
    "Scroll to bottom": "Gå til bunnen",
  };
  let opener = null;

  function panel() {
    let element = document.getElementById("froya-kilde");
    if (element) return element;
    element = document.createElement("aside");
    element.id = "froya-kilde";
    element.setAttribute("aria-label", "Kilden");
    const close = document.createElement("button");
    close.type = "button";
    close.className = "lukk";
    close.textContent = "Lukk kilden";
    close.addEventListener("click", closePanel);
    const content = document.createElement("div");
    content.className = "innhold";
    element.append(close, content);
    document.getElementById("froya-rad").append(element);
    return element;
  }

  function closePanel() {
    const element = document.getElementById("froya-kilde");
    if (!element) return;
    element.remove();
    document.body.classList.remove("viser-kilde");
    if (opener && opener.isConnected) opener.focus();
  }

  async function openSource(link) {
    const url = new URL(link.href);
    url.searchParams.set("bare", "true");
    let html;
    try {
      html = await (await fetch(url)).text();
    } catch {
      html = '<article class="kilde"><h2 tabindex="-1">Får ikke tak i kilden</h2><p>Sjekk at Frøya fortsatt kjører, og prøv igjen.</p></article>';
    }
    opener = link;
    const element = panel();
    element.querySelector(".innhold").innerHTML = html; // made and escaped by our own server
    document.body.classList.add("viser-kilde");
    element.querySelector("h2").focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const mark = element.querySelector("mark");
    if (mark && getComputedStyle(element).overflowY === "auto") {
      const gap = mark.getBoundingClientRect().top - element.getBoundingClientRect().top;
      element.scrollTop += gap - element.clientHeight * 0.4;
    } else {
      (mark || element).scrollIntoView({ block: mark ? "center" : "start", behavior: calm ? "auto" : "smooth" });
    }
  }

  function ask(question) {
    const field = document.querySelector("#froya-sporsmal textarea, #froya-sporsmal input");
    const prototype = field.tagName === "TEXTAREA" ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    Object.getOwnPropertyDescriptor(prototype, "value").set.call(field, question);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(() => document.getElementById("froya-send").click());
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin) return;
    if (url.pathname.startsWith("/kilde/")) {
      event.preventDefault();
      openSource(link);
    } else if (url.searchParams.has("sporsmal")) {
      event.preventDefault();
      ask(url.searchParams.get("sporsmal"));
    }
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closePanel();
  });

  let asked = 0;

  // A long answer is read from its beginning, so the question goes to the top, not the answer's last line.
  function followConversation() {
    const rows = document.querySelectorAll("#froya-svar .user-row");
    const answered = document.querySelector("#froya-svar .message-row:last-of-type.bot-row, #froya-svar .bot-row:last-of-type");
    if (rows.length > asked && answered) {
      asked = rows.length;
      const row = rows[rows.length - 1];
      const scroller = row.closest(".bubble-wrap");
      requestAnimationFrame(() => { scroller.scrollTop += row.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 8; });
    } else if (rows.length < asked) {
      asked = rows.length;
    }
  }

  function mend() {
    followConversation();
    if (document.documentElement.lang !== "nb") document.documentElement.lang = "nb";
    for (const element of document.querySelectorAll("[aria-label], [title]")) {
      for (const name of ["aria-label", "title"]) {
        const label = element.getAttribute(name);
        if (label && LABELS[label]) element.setAttribute(name, LABELS[label]);
      }
    }
    // A label on something without a role says nothing to a screen reader, and repeats the raw text.
    for (const element of document.querySelectorAll("#froya-svar [aria-label$=' message'], #froya-svar [aria-label*='message:']")) {
      element.removeAttribute("aria-label");
    }
    for (const link of document.querySelectorAll("#froya-svar a[href*='/kilde/'], #froya-svar a[href*='sporsmal=']")) {
      link.removeAttribute("target");
    }
    const field = document.querySelector("#froya-sporsmal textarea, #froya-sporsmal input");
    if (field && !field.getAttribute("aria-label")) field.setAttribute("aria-label", "Spørsmålet ditt");
  }

  new MutationObserver(mend).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ["lang"] });
  mend();
})();
