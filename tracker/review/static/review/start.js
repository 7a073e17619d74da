// Wires the page: keys, clicks and forms.
"use strict";

function onSubmit(event) {
  const form = event.target, button = event.submitter;
  if (form.matches("[data-ending]")) return;
  const isOurs = form.closest("#cards, #bulk, #progress") || form.id === "decide";
  if (!isOurs || !button) return;
  event.preventDefault();
  if (form.id === "percent") inTurn(() => count(form));
  else if (form.matches(".merge__search")) inTurn(() => searchNow(form, button));
  else if (button.name === "do") inTurn(() => decideBy(button));
  else inTurn(() => send(new FormData(form, button), button.value).then(() => { if (button.value !== "amend") forgetWords(); }));
}

function forgetWords() {
  lines = null;
  if (!document.querySelector("#adding form")) chosen.words = "";
}

function onClick(event) {
  const link = event.target.closest("a");
  const wanted = link && (link.matches("[data-panel]") ? () => panelOf(link) : link.matches("[data-add]") ? () => openAdding(link) : link.matches("[data-close]") ? () => shut(link.closest(".panel, form")) : null);
  if (wanted) { event.preventDefault(); inTurn(wanted); return; }
  if (link?.matches(".mark") && getSelection().isCollapsed) { event.preventDefault(); select(document.querySelector(link.getAttribute("href"))); return; }
  const card = event.target.closest(".card");
  if (card && card.id !== desk.current) select(card, { focus: false, scroll: false });
}

function panelOf(link) {
  select(link.closest(".card"), { focus: false, scroll: false });
  return openPanel(link.dataset.panel);
}

function start() {
  const toggle = byId("keys");
  document.querySelector(".bar__keys").hidden = false;
  toggle.checked = localStorage.getItem("desk-keys") !== "off";
  toggle.addEventListener("change", () => localStorage.setItem("desk-keys", toggle.checked ? "on" : "off"));
  byId("help-button").addEventListener("click", help);
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("click", onClick);
  document.addEventListener("mouseup", mark);
  document.addEventListener("keyup", (event) => { if (event.shiftKey) mark(); });
  document.addEventListener("input", (event) => { if (event.target.matches(".merge__search input[type=search]")) searchSoon(event.target.form); });
  document.addEventListener("change", (event) => { if (event.target.name?.startsWith("best-")) showOutcome(event.target); });
  const named = document.body.dataset.current ? `#s${document.body.dataset.current}` : location.hash;
  const wanted = named.startsWith("#s") ? document.querySelector(named) : null;
  const first = wanted || document.querySelector(".card--pending") || document.querySelector(".card");
  select(first, { focus: true, scroll: Boolean(wanted) });
  if (!document.querySelector(".card--pending")) document.querySelector("#ending [data-main]")?.focus();
  document.body.dataset.ready = "yes";
}

start();
