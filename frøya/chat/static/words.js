// The words of the page in its language, and the one place that speaks to a screen reader.
export const words = JSON.parse(document.getElementById("froya-ord").textContent);

export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function say(text) {
  document.getElementById("froya-melding").textContent = text;
}
