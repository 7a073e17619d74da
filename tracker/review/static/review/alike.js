// Says on the page of a new record who may be there already. Without it the question is asked when it is saved.
"use strict";

const pause = 500; // milliseconds after the last key

function watch(place) {
  const form = document.getElementById(place.dataset.form);
  if (!form) return;
  let waiting = null;
  let asked = "";

  const isName = (field) => field.name === "name" || /^names-\d+-name$/.test(field.name);

  async function ask() {
    const names = [...form.elements].filter((field) => isName(field) && field.value.trim()).map((field) => ["name", field.value.trim()]);
    const query = new URLSearchParams(names.slice(0, 8)).toString();
    if (query === asked) return;
    asked = query;
    if (!query) return place.replaceChildren();
    try {
      const answer = await fetch(`${place.dataset.url}?${query}`);
      if (answer.ok && !answer.redirected && query === asked) place.innerHTML = await answer.text();
    } catch { asked = ""; }
  }

  form.addEventListener("input", (event) => {
    if (!isName(event.target)) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, pause);
  });
  ask();
}

document.addEventListener("DOMContentLoaded", () => {
  for (const place of document.querySelectorAll(".desk-alike")) watch(place);
});
