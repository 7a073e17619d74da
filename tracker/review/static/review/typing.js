// Keeps what is typed into a record's form, and shows who else has the record open. Without it everything else works.
"use strict";

const settle = 3000; // milliseconds after the last key until it is kept
const beat = 20000; // milliseconds between two looks at who is here

function begin(place) {
  const form = document.getElementById(place.dataset.form);
  if (!form) return;
  const said = place.querySelector(".desk-typing__said");
  let waiting = null;
  let kept = null; // what the desk has; null until something was typed
  let sending = null;
  let isEditing = false;
  let isLeaving = false;

  const cookie = () => document.cookie.split("; ").find((each) => each.startsWith("csrftoken="))?.slice(10);
  const token = () => cookie() || form.elements.csrfmiddlewaretoken.value;

  function typed() {
    const pairs = [];
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken") pairs.push([name, value]);
    }
    return JSON.stringify(pairs);
  }

  async function post(url, fields) {
    const body = new URLSearchParams(fields);
    const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token() } });
    if (answer.redirected) throw new Error("login");
    return answer;
  }

  async function keep() {
    waiting = null;
    const now = typed();
    if (sending || isLeaving || now === kept) return;
    const version = form.elements.opened_version?.value || "";
    sending = post(place.dataset.keep, { fields: now, opened_version: version });
    try {
      const answer = await sending;
      const found = await answer.json().catch(() => ({}));
      if (answer.ok) {
        kept = now;
        said.textContent = `Kept at ${new Date().toLocaleTimeString()}, not saved yet.`;
        if (cookie()) form.elements.csrfmiddlewaretoken.value = cookie();
      } else {
        said.textContent = found.problem || "What you type is not being kept: your role, or your login, has changed.";
      }
    } catch (problem) {
      said.textContent = problem.message === "login"
        ? "You are logged out. Log in in another tab: what you typed here stays, and is kept again."
        : "The desk does not answer. What you typed stays on this page; it is kept as soon as the desk answers.";
      waiting = setTimeout(keep, beat);
    } finally {
      sending = null;
    }
    if (!waiting && typed() !== now) waiting = setTimeout(keep, settle);
  }

  function changed(event) {
    if (!event.target.closest || event.target.closest("form") !== form) return;
    isEditing = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, settle);
  }

  async function look() {
    try {
      const answer = await post(place.dataset.presence, { is_editing: isEditing ? "1" : "0" });
      if (!answer.ok) return;
      const list = place.querySelector(".desk-typing__others");
      const words = (await answer.json()).others;
      if ([...list.children].map((each) => each.textContent).join() === words.join()) return;
      list.replaceChildren(...words.map((each) => Object.assign(document.createElement("li"), { className: "desk-note", textContent: each })));
    } catch { /* the next look says more */ }
  }

  if (place.dataset.keep) {
    for (const kind of ["input", "change"]) document.addEventListener(kind, changed);
    // What is on its way must not arrive after the save, which forgets it.
    form.addEventListener("submit", async (event) => {
      isLeaving = true;
      clearTimeout(waiting);
      if (!sending) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const button = event.submitter;
      await Promise.race([sending.catch(() => null), new Promise((done) => setTimeout(done, 4000))]);
      sending = null;
      form.requestSubmit(button);
    }, { capture: true });
    addEventListener("pageshow", () => { isLeaving = false; });
  }
  if (place.dataset.presence) {
    look();
    setInterval(() => { if (!document.hidden) look(); }, beat);
    addEventListener("pagehide", () => {
      const body = new URLSearchParams({ is_leaving: "1", csrfmiddlewaretoken: token() });
      navigator.sendBeacon(place.dataset.presence, body);
    });
  }
}

document.addEventListener("DOMContentLoaded", () => {
  for (const place of document.querySelectorAll(".desk-typing")) begin(place);
});
