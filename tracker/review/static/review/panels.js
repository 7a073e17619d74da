// Panels that are fetched when they are wanted: amend, merge, figures, the batch, and adding.
"use strict";

const WAIT = 180; // milliseconds without a letter before the records are searched
let waiting = 0;

async function fetched(query) {
  const answer = await fetch(`${location.pathname}?${query}`, { headers: { "X-Desk": "1" } });
  if (!answer.ok || answer.redirected) throw new Error(`${answer.status}`);
  return made(await answer.text());
}

async function openPanel(name) {
  const card = currentCard();
  if (!card?.querySelector(`[data-panel="${name}"]`)) return;
  card.querySelector("[data-slot]").replaceChildren(await fetched(`${name}=${card.dataset.card}`));
  const first = card.querySelector("[data-slot] input[type=search], [data-slot] .fields :is(input, textarea, select), [data-slot] input[type=radio]:checked, [data-slot] a");
  first?.focus();
  if (first?.type === "search") first.select();
}

// The table stands on the card while the figure is open; beside an accepted one it is fetched.
function showFigures() {
  const radio = currentCard()?.querySelector(".contest input[type=radio]:checked");
  if (radio) { radio.focus(); return null; }
  return openPanel("figures");
}

function leave(node) {
  const panel = node.closest?.(".panel, #adding form");
  if (panel && (!isTyping(node) || node.type === "search")) shut(panel);
  currentCard()?.focus();
}

function shut(panel) {
  const card = panel.closest(".card");
  panel.remove();
  (card || currentCard())?.focus();
}

async function search(form, record) {
  const query = new URLSearchParams(new FormData(form));
  if (record) query.set("record", record);
  const panel = form.closest(".panel");
  const fresh = await fetched(query);
  for (const part of ["[data-found]", "[data-sides]"]) panel.querySelector(part).replaceChildren(...fresh.querySelector(part).childNodes);
  return panel;
}

// Enter takes the record that was found; with several, the focus goes to the first of them.
async function searchNow(form, submitter) {
  const panel = await search(form, submitter?.name === "record" ? submitter.value : "");
  const accept = panel.querySelector("[data-sides] [data-main]");
  (accept || panel.querySelector("[data-found] button"))?.focus();
}

function searchSoon(form) {
  clearTimeout(waiting);
  waiting = setTimeout(() => inTurn(() => search(form)), WAIT);
}

async function count(form) {
  byId("bulk").replaceChildren(await fetched(new URLSearchParams(new FormData(form))));
  const panel = document.querySelector("#bulk .panel");
  (panel.querySelector("[data-main]") || panel.querySelector("[data-close]")).focus();
  panel.scrollIntoView({ block: "nearest" });
}

async function openAdding(link) {
  byId("adding").replaceChildren(await fetched(`add=${link.dataset.add}`));
  for (const each of document.querySelectorAll("[data-add]")) each.toggleAttribute("aria-current", each === link);
  fillWords();
  const form = document.querySelector("#adding form");
  const next = form.elements.words.value ? form.querySelectorAll(".fields .field :is(input, select, textarea)")[2] : form.elements.words;
  next?.focus();
  form.scrollIntoView({ block: "nearest" });
}

// What the desk's figure would be is said while the estimate is being chosen.
function showOutcome(radio) {
  const result = radio.closest("tr")?.querySelector(".contest__result");
  const place = radio.closest(".card")?.querySelector(`[data-outcome="${radio.name}"]`);
  if (result && place) place.textContent = result.textContent;
}
