// Turns the pages of a course. Every screen is in the page already, so nothing is asked of the server.
// The projector and the notes tell each other what is shown through a channel that never leaves the browser.

const NEXT = new Set(["ArrowRight", "ArrowDown", "PageDown", " ", "Spacebar"]);
const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp", "Backspace"]);
const NO_LETTERS = "froya-kurs-uten-bokstaver";

const page = document.getElementById("kurs") ?? document.getElementById("notater");
const slug = page.dataset.kurs;
const channel = "BroadcastChannel" in window ? new BroadcastChannel(`froya-kurs-${slug}`) : null;
const tell = (message) => channel?.postMessage(message);
const kept = {
  get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* nothing is kept then */ } },
};

function projector() {
  const screens = [...document.querySelectorAll(".skjerm")];
  const codes = [...document.querySelectorAll(".qr")];
  const black = document.querySelector(".svart");
  let at = Math.min(screens.length - 1, Math.max(0, Number.parseInt(location.hash.slice(1), 10) - 1 || 0));

  const source = () => screens[at].querySelector(".kilde");
  const code = () => codes.find((element) => element.dataset.steg === screens[at].dataset.steg);
  const report = () => tell({ shown: at });

  let addressing = 0;
  function show(number) {
    at = Math.min(screens.length - 1, Math.max(0, number));
    close();
    screens.forEach((screen, i) => { screen.hidden = i !== at; });
    window.scrollTo(0, 0);
    report();
    clearTimeout(addressing);
    addressing = setTimeout(() => history.replaceState(null, "", `#${at + 1}`), 200); // the browser limits how often
  }
  function close() {
    const was = [source(), ...codes, black].some((element) => element && !element.hidden);
    for (const element of [...document.querySelectorAll(".kilde, .qr"), black]) element.hidden = true;
    return was;
  }
  function toggle(element) {
    if (!element) return;
    const open = element.hidden;
    close();
    element.hidden = !open;
    if (open && element !== black) {
      element.focus({ preventScroll: true });
      (element.querySelector("mark") ?? element).scrollIntoView({ block: "center" });
    }
  }
  const does = {
    neste: () => show(at + 1),
    forrige: () => show(at - 1),
    forste: () => show(0),
    siste: () => show(screens.length - 1),
    kilde: () => toggle(source()),
    qr: () => toggle(code()),
    svart: () => toggle(black),
    lukk: close,
    notater: () => window.open(`/kurs/${slug}/notater`, "froya-notater", "popup,width=900,height=720"),
    full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.()),
  };
  // F5 and Escape are what the start button of a clicker sends, in turn.
  const named = { Home: "forste", End: "siste", Enter: "kilde", F5: "kilde", Escape: "lukk", ".": "svart" };
  const letters = { k: "kilde", q: "qr", n: "notater", b: "svart", f: "full" };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const letter = kept.get(NO_LETTERS) ? undefined : letters[event.key.toLowerCase()];
    const what = NEXT.has(event.key) ? "neste" : BACK.has(event.key) ? "forrige" : named[event.key] ?? letter;
    if (!what) return;
    event.preventDefault();
    does[what]();
  });
  if (channel) {
    channel.onmessage = ({ data }) => {
      if (data.hello) report();
      if (data.do) does[data.do]?.();
    };
  }
  show(at);
}

function notes() {
  const screens = [...document.querySelectorAll(".skjermer li")];
  const steps = [...document.querySelectorAll(".steg")];
  const now = document.querySelector(".na-tekst");
  const next = document.querySelector(".neste-tekst");
  const started = new Map();  // step → seconds used before this visit to it
  let at = 0;
  let begun = null;
  let entered = Date.now();
  let alone = true;

  const step = (number) => screens[number].dataset.steg;
  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

  function show(number) {
    const before = step(at);
    at = Math.min(screens.length - 1, Math.max(0, number));
    if (step(at) !== before) {
      started.set(before, (started.get(before) ?? 0) + (Date.now() - entered) / 1000);
      entered = Date.now();
    }
    now.replaceChildren(...screens[at].cloneNode(true).childNodes);
    next.replaceChildren(...(screens[at + 1] ? screens[at + 1].cloneNode(true).childNodes : [next.dataset.siste]));
    for (const element of steps) element.hidden = element.dataset.steg !== step(at);
    tick();
  }
  function go(what) {
    begun ??= Date.now();
    tell({ do: what });
    if (alone && what === "neste") show(at + 1);
    if (alone && what === "forrige") show(at - 1);
  }
  function tick() {
    const here = steps.find((element) => element.dataset.steg === step(at));
    const planned = Number(here.dataset.minutter);
    const used = begun ? (started.get(step(at)) ?? 0) + (Date.now() - Math.max(entered, begun)) / 1000 : 0;
    document.querySelector(".brukt").textContent = clock(used);
    document.querySelector(".planlagt").textContent = planned || "–";
    document.querySelector(".alt").textContent = clock(begun ? (Date.now() - begun) / 1000 : 0);
    document.querySelector(".tid").classList.toggle("over", planned > 0 && used > planned * 60);
  }
  for (const button of document.querySelectorAll("[data-gjor]")) {
    button.addEventListener("click", () => go(button.dataset.gjor));
  }
  const off = document.getElementById("bokstaver");
  off.checked = Boolean(kept.get(NO_LETTERS));
  off.addEventListener("change", () => kept.set(NO_LETTERS, off.checked ? "1" : ""));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input")) return;
    if (event.key === " " && event.target.matches("button, a")) return;
    const what = NEXT.has(event.key) ? "neste" : BACK.has(event.key) ? "forrige" : null;
    if (!what) return;
    event.preventDefault();
    go(what);
  });
  if (channel) {
    channel.onmessage = ({ data }) => {
      if (data.shown === undefined) return;
      if (!alone && data.shown !== at) begun ??= Date.now();
      alone = false;
      show(data.shown);
    };
  }
  document.body.classList.add("levende");
  show(0);
  tell({ hello: true });
  setInterval(tick, 1000);
}

if (page.id === "kurs") projector();
else notes();
