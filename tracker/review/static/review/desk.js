// Keys, marks and decisions without leaving the page. Everything here also works without it, by plain forms.
"use strict";

const token = / name="csrfmiddlewaretoken" value="[^"]*"/g;
const served = new Map(); // card id → its HTML as the server sent it, to tell what a decision changed
let current = null;

const cards = () => [...document.querySelectorAll(".card")];
const plain = (card) => card.outerHTML.replace(token, "").replace(/ is-current/g, "");
const isTyping = (node) => node.closest("input:not([type=radio]):not([type=checkbox]), textarea, select") !== null;

function keep(root) {
  for (const card of root.querySelectorAll(".card")) served.set(card.id, plain(card));
}

function select(card, { focus = true, scroll = true } = {}) {
  if (!card) return;
  for (const node of document.querySelectorAll(".is-current")) node.classList.remove("is-current", "is-narrow");
  current = card.id;
  card.classList.add("is-current");
  const marks = [...document.querySelectorAll(`.mark[data-cards~="${card.dataset.card}"]`)];
  for (const mark of marks) {
    mark.classList.add("is-current");
    mark.classList.toggle("is-narrow", mark.getAttribute("href") === `#${card.id}` && !card.matches(".card--event, .card--claim"));
  }
  if (focus) card.focus({ preventScroll: true });
  if (!scroll) return;
  card.scrollIntoView({ block: "nearest" });
  const reading = document.getElementById("reading");
  if (marks.length && reading) {
    const offset = marks[0].getBoundingClientRect().top - reading.getBoundingClientRect().top;
    if (offset < 0 || offset > reading.clientHeight - 60) reading.scrollTop += offset - reading.clientHeight / 3;
  }
}

function step(by) {
  const all = cards();
  const at = all.findIndex((card) => card.id === current);
  select(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]);
}

function press(action) {
  const card = document.getElementById(current);
  const button = card && card.querySelector(`button[name=action][value=${action}]`);
  if (button) button.click();
  else if (action === "undo") document.getElementById("undo-last")?.click();
}

function amend() {
  const details = document.getElementById(current)?.querySelector("details.card__amend");
  if (!details) return;
  details.open = true;
  details.querySelector("input:not([type=hidden]), textarea, select")?.focus();
}

// The fresh page: cards that the decision did not change keep what was typed into them.
function take(page, action) {
  const fresh = page.getElementById("cards");
  if (!fresh) { location.reload(); return; }
  const before = new Map(served);
  keep(page);
  for (const card of fresh.querySelectorAll(".card")) {
    const old = document.getElementById(card.id);
    if (old && before.get(card.id) === served.get(card.id)) card.replaceWith(old);
  }
  const adding = document.getElementById("add");
  const added = fresh.querySelector("#add");
  if (action !== "add" && adding && added) added.replaceWith(adding);
  document.getElementById("cards").replaceWith(document.adoptNode(fresh));
  for (const id of ["progress", "said", "text"]) {
    const part = page.getElementById(id);
    if (part) document.getElementById(id)?.replaceChildren(...part.childNodes);
  }
}

async function send(form, button) {
  const all = cards();
  const at = all.findIndex((card) => card.contains(form));
  const body = new FormData(form, button);
  const action = String(body.get("action"));
  document.body.classList.add("is-busy");
  try {
    const answer = await fetch(location.pathname, { method: "POST", body, headers: { "X-Desk": "1" } });
    if (answer.redirected || ![200, 409, 422].includes(answer.status)) {
      document.getElementById("said").textContent = "The desk did not take this: you were logged out, or this page is old. Copy what you typed, then load the page anew.";
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    take(page, action);
    const now = cards();
    const decided = document.getElementById(`s${page.body.dataset.decided}`);
    const open = now.filter((card) => card.dataset.state === "pending");
    const following = open.find((card) => now.indexOf(card) >= Math.max(0, at)) || open[0];
    const stays = answer.status !== 200 || action === "undo" || action === "add";
    select(stays ? decided || document.getElementById(current) : following || decided);
  } catch {
    document.getElementById("said").textContent = "The desk did not answer. Nothing was lost: try again.";
  } finally {
    document.body.classList.remove("is-busy");
  }
}

// Offsets count code points, as the server does; labels are drawn by the style sheet and are no text.
function mark() {
  const text = document.getElementById("text");
  const chosen = getSelection();
  if (!text || !chosen.rangeCount || chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return;
  const range = chosen.getRangeAt(0);
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const start = [...before.toString()].length;
  for (const form of document.querySelectorAll("#add form")) {
    form.elements.words.value = words;
    form.elements.start.value = start;
    form.elements.end.value = start + [...words].length;
  }
  document.getElementById("add").open = true;
}

const keys = { j: () => step(1), k: () => step(-1), a: () => press("accept"), p: () => press("parts"), r: () => press("reject"), z: () => press("undo"), e: amend, "?": help };

function help() {
  const panel = document.getElementById("help");
  panel.hidden = !panel.hidden;
  document.getElementById("help-button").setAttribute("aria-expanded", String(!panel.hidden));
}

function start() {
  const toggle = document.getElementById("keys");
  document.querySelector(".bar__keys").hidden = false;
  toggle.checked = localStorage.getItem("desk-keys") !== "off";
  toggle.addEventListener("change", () => localStorage.setItem("desk-keys", toggle.checked ? "on" : "off"));
  document.getElementById("help-button").addEventListener("click", help);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isTyping(event.target)) { document.getElementById(current)?.focus(); return; }
    if (!toggle.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act) { event.preventDefault(); act(); }
  });
  document.addEventListener("submit", (event) => {
    if (!event.submitter || !event.target.closest("#cards, #progress")) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".mark");
    if (link && getSelection().isCollapsed) { event.preventDefault(); select(document.querySelector(link.getAttribute("href"))); return; }
    const card = event.target.closest(".card");
    if (card && card.id !== current) select(card, { focus: false });
  });
  document.addEventListener("mouseup", mark);
  document.addEventListener("keyup", (event) => { if (event.shiftKey) mark(); });
  keep(document);
  const wanted = document.querySelector(location.hash.startsWith("#s") ? location.hash : ".card--pending");
  select(wanted || document.querySelector(".card"), { focus: Boolean(location.hash), scroll: Boolean(location.hash) });
}

start();
