// Cards, the one that is chosen, and what its keys do. Everything here also works without script, by plain forms.
"use strict";

const desk = { current: null, lit: [], turn: Promise.resolve() };
const byId = (id) => document.getElementById(id);
const cards = () => [...document.querySelectorAll(".card")];
const currentCard = () => byId(desk.current);
const isTyping = (node) => node.closest("input:not([type=radio]):not([type=checkbox]), textarea, select") !== null;

function say(words) {
  byId("said").textContent = words || "";
}

// One thing after another: a key pressed while the desk is still writing acts on what comes of it.
function inTurn(act) {
  desk.turn = desk.turn.then(act).catch((error) => {
    document.body.classList.remove("is-busy");
    say("The desk did not answer. Nothing was lost: try again.");
    console.error(error);
  });
  return desk.turn;
}

function light(card) {
  for (const mark of desk.lit) mark.classList.remove("is-current", "is-narrow");
  desk.lit = [...document.querySelectorAll(`.mark[data-cards~="${card.dataset.card}"]`)];
  const isWide = card.matches(".card--event, .card--claim");
  for (const mark of desk.lit) {
    mark.classList.add("is-current");
    mark.classList.toggle("is-narrow", !isWide && mark.getAttribute("href") === `#${card.id}`);
  }
}

function select(card, { focus = true, scroll = true } = {}) {
  if (!card) return;
  currentCard()?.classList.remove("is-current");
  desk.current = card.id;
  card.classList.add("is-current");
  light(card);
  if (focus) card.focus({ preventScroll: true });
  if (!scroll) return;
  card.scrollIntoView({ block: "nearest" });
  showWords(desk.lit[0]);
}

function showWords(mark) {
  const reading = byId("reading");
  if (!mark || !reading) return;
  const offset = mark.getBoundingClientRect().top - reading.getBoundingClientRect().top;
  if (offset < 0 || offset > reading.clientHeight - 60) reading.scrollTop += offset - reading.clientHeight / 3;
}

function step(by) {
  const all = cards();
  const at = all.findIndex((card) => card.id === desk.current);
  select(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]);
}

function press(action) {
  const button = currentCard()?.querySelector(`button[name=do][value^="${action}:"]`);
  if (button) return decideBy(button);
  return action === "undo" && byId("undo-last") ? decideBy(byId("undo-last")) : null;
}

// 1 to 9 tick one of the records shown, 0 a new one.
function choose(digit) {
  const radios = [...(currentCard()?.querySelectorAll(`input[name="choice-${currentCard().dataset.card}"]`) || [])];
  const wanted = digit === "0" ? radios.find((radio) => radio.value === "0") : radios.filter((radio) => radio.value !== "0")[Number(digit) - 1];
  if (!wanted) return;
  wanted.checked = true;
  const words = wanted.parentElement.textContent.trim().replace(/\s+/g, " ");
  say(`Chosen: ${words}`);
}

function help() {
  const panel = byId("help");
  panel.hidden = !panel.hidden;
  byId("help-button").setAttribute("aria-expanded", String(!panel.hidden));
}

const keys = {
  j: () => step(1), k: () => step(-1),
  a: () => press("accept"), p: () => press("parts"), r: () => press("reject"), z: () => press("undo"),
  e: () => openPanel("amend"), m: () => openPanel("merge"), f: () => showFigures(),
  s: () => moveWords(), n: () => walkWords(), b: () => byId("count")?.click(),
  "?": help,
};

function onKey(event) {
  if (onRangeKey(event)) return;
  if (event.key === "Escape") { leave(event.target); return; }
  if (!byId("keys").checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const act = keys[key] || (/^[0-9]$/.test(key) ? () => choose(key) : null);
  if (!act) return;
  event.preventDefault();
  inTurn(act);
}
