// Counts the desk's figures anew while claims are edited. Without script a button does the same on a page of its own.
"use strict";

const PAUSE = 600; // milliseconds after the last key

function start() {
  const panel = document.querySelector("[data-figures]");
  const form = panel?.closest("form");
  if (!form) return;
  let waiting = null;
  let asked = 0;
  async function count() {
    const turn = ++asked;
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    const answer = await fetch(panel.dataset.figures, { method: "POST", body, headers: { "X-Desk": "1" } }).catch(() => null);
    if (!answer?.ok || answer.redirected || turn !== asked) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("figures");
    if (fresh) document.getElementById("figures").replaceWith(fresh);
  }
  const soon = (event) => {
    if (!/^(claims|tallies)-|^grade$/.test(event.target.name || "")) return;
    clearTimeout(waiting);
    waiting = setTimeout(count, PAUSE);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  window.django?.jQuery?.(form).on("select2:select select2:clear", (event) => soon(event));
}

document.addEventListener("DOMContentLoaded", start);
