// A decision is one request; its answer is what changed, and only that is drawn anew.
"use strict";

const STALE_PAGE = "The desk did not take this: you were logged out, or this page is old. Copy what you typed, then load the page anew.";

function made(html) {
  const box = document.createElement("template");
  box.innerHTML = html.trim();
  return box.content;
}

function versions() {
  return cards().map((card) => `${card.dataset.card}:${card.dataset.version}`).join(",");
}

// What the fields of one card say, and no other card's.
function bodyOf(button) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", byId("decide").elements.csrfmiddlewaretoken.value);
  body.set("do", button.value);
  for (const field of button.closest(".card")?.querySelectorAll('input[form="decide"]') || []) {
    if (field.type !== "radio" || field.checked) body.set(field.name, field.value);
  }
  return body;
}

function decideBy(button) {
  return send(bodyOf(button), button.value.split(":")[0]);
}

async function send(body, action) {
  body.set("known", versions());
  document.body.classList.add("is-busy");
  say("");
  try {
    const answer = await fetch(location.pathname, { method: "POST", body, headers: { "X-Desk": "1" } });
    const isOurs = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    if (answer.redirected || !isOurs) { say(STALE_PAGE); return; }
    take(await answer.json(), action, answer.ok);
  } catch {
    say("The desk did not answer. Nothing was lost: try again.");
  } finally {
    document.body.classList.remove("is-busy");
  }
}

function take(found, action, isDone) {
  for (const pk of found.gone || []) byId(`s${pk}`)?.remove();
  for (const line of found.lines || []) document.querySelector(`.line[data-at="${line.at}"]`)?.replaceWith(made(line.html));
  for (const card of found.cards || []) put(card, found.decided);
  for (const id of ["progress", "ending"]) if (id in found) byId(id).replaceChildren(made(found[id]));
  byId("bulk")?.replaceChildren(made(found.bulk || ""));
  if (found.adding || (isDone && action === "add")) byId("adding").replaceChildren(made(found.adding || ""));
  say(found.said);
  goOn(found, action, isDone);
}

function nextOpen(card) {
  const open = [...document.querySelectorAll(".card--pending")];
  return open.find((each) => card && card.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) || open[0];
}

// A card takes its place; what was typed into it stays, unless it was this one that was decided.
function put({ pk, html, below, group }, decided) {
  const fresh = made(html).firstElementChild;
  const old = byId(fresh.id);
  if (!old) { shelve(fresh, below, group); } else {
    const slot = old.querySelector("[data-slot]");
    const place = fresh.querySelector("[data-slot]");
    const isKept = slot?.firstElementChild && !place.firstElementChild && pk !== decided;
    keepChoice(old, fresh);
    if (isKept) place.replaceChildren(...slot.childNodes);
    old.replaceWith(fresh);
  }
  const state = { pending: "open", rejected: "rejected" }[fresh.dataset.state] || "done";
  for (const mark of document.querySelectorAll(`.mark[href="#${fresh.id}"]`)) {
    mark.classList.remove("mark--open", "mark--done", "mark--rejected");
    mark.classList.add(`mark--${state}`);
  }
}

function keepChoice(old, fresh) {
  if (old.dataset.version !== fresh.dataset.version) return;
  for (const field of old.querySelectorAll('input[form="decide"]')) {
    const twin = [...fresh.querySelectorAll('input[form="decide"]')].find((each) => each.name === field.name && (field.type !== "radio" || each.value === field.value));
    if (twin && field.type === "radio") twin.checked = field.checked;
    else if (twin && field.type === "text") twin.value = field.value;
  }
}

function shelve(fresh, below, group) {
  const above = below ? byId(`s${below}`) : null;
  let section = [...document.querySelectorAll("section.group")].find((each) => each.dataset.group === group);
  if (!section) {
    section = document.createElement("section");
    section.className = "group";
    section.dataset.group = group;
    section.setAttribute("aria-label", group);
    const name = document.createElement("h2");
    name.className = "group__name";
    name.textContent = group;
    section.append(name);
    byId("add").before(section);
    document.querySelector("#cards > .empty")?.remove();
  }
  if (above && section.contains(above)) above.after(fresh);
  else section.append(fresh);
}

function goOn(found, action, isDone) {
  const decided = byId(`s${found.current || found.decided}`);
  const again = document.querySelector("#bulk [data-main]") || (found.adding && document.querySelector("#adding textarea"));
  if (!isDone) { select(decided || currentCard(), { focus: !again }); (again || decided?.querySelector(".field--wrong input, .choices--asked input"))?.focus(); return; }
  if (["undo", "undo_batch", "add", "move", "estimate"].includes(action)) { select(decided); return; }
  const next = nextOpen(action === "bulk" ? null : decided);
  const ending = document.querySelector("#ending [data-main]");
  if (next) { select(next); return; }
  if (decided) select(decided, { focus: !ending });
  ending?.focus();
  ending?.scrollIntoView({ block: "nearest" });
}
