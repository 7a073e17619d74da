// The editor of a story: buttons for its mark-up, links to records by search, and a count of its words.
// Without it the text is typed with the mark-up that the help says.
"use strict";

function make(name, settings, ...inside) {
  const made = Object.assign(document.createElement(name), settings);
  made.append(...inside);
  return made;
}

function beginStory(area) {
  const count = make("p", { className: "story-bar__count" });
  const results = make("ul", { className: "story-bar__found" });
  const said = make("p", { className: "story-bar__said" });
  said.setAttribute("role", "status");
  const asked = make("input", { type: "search", id: "story-records", maxLength: 100, autocomplete: "off" });
  const label = make("label", { htmlFor: "story-records" }, "Link to a record: ");
  let waiting = null;
  let turn = 0;

  function typed(words, from, to) {
    area.focus();
    area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
    const end = area.selectionEnd;
    if (from !== undefined) area.setSelectionRange(end - words.length + from, end - words.length + to);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const chosen = (otherwise) => area.value.slice(area.selectionStart, area.selectionEnd).replace(/\s+/g, " ").trim() || otherwise;

  function alone(words) {
    const before = area.value.slice(0, area.selectionStart);
    const after = area.value.slice(area.selectionEnd);
    const gap = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    return gap + words + (after === "" || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n");
  }

  function nextQuote() {
    const used = [...area.value.matchAll(/\[quote (\d+)\]/gi)].map((each) => Number(each[1]));
    return Math.max(0, ...used) + 1;
  }

  const buttons = [
    ["Subhead", () => typed(alone(`## ${chosen("Subhead")}`))],
    ["List", () => typed(alone(`- ${chosen("First item")}\n- `))],
    ["Web link", () => { const words = chosen("words"); typed(`[${words}](https://)`, words.length + 11, words.length + 11); }],
    ["Place for a quote", () => typed(alone(`[quote ${nextQuote()}]`))],
  ];

  function counted() {
    const words = area.value.replace(/\]\([^()\s]*\)/g, "]").match(/[\p{L}\p{N}][\p{L}\p{N}'’\-.,]*/gu) || [];
    count.textContent = `${words.length} words, about ${Math.max(1, Math.round(words.length / 230))} min to read`;
  }

  function show(found) {
    results.replaceChildren(...found.map((each) => {
      const button = make("button", { type: "button", className: "desk-button" }, each.name);
      button.addEventListener("click", () => {
        typed(`[${chosen(each.name).replace(/[[\]]/g, "")}](${each.target})`);
        asked.value = "";
        results.replaceChildren();
        said.textContent = `Linked to ${each.name}.`;
      });
      return make("li", {}, button, make("small", {}, ` ${each.kind}`));
    }));
    said.textContent = found.length ? `${found.length} found.` : "Nothing found.";
  }

  async function search() {
    const mine = ++turn;
    const words = asked.value.trim();
    if (words.length < 2) { results.replaceChildren(); said.textContent = ""; return; }
    try {
      const answer = await fetch(`${area.dataset.records}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
      if (mine === turn && answer.ok) show((await answer.json()).found);
    } catch { said.textContent = "The desk does not answer just now."; }
  }

  asked.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 250); });
  asked.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); clearTimeout(waiting); search(); } });
  area.addEventListener("input", counted);

  const bar = make("div", { className: "story-bar" });
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Writing");
  for (const [name, act] of buttons) {
    const button = make("button", { type: "button", className: "desk-button" }, name);
    button.addEventListener("click", act);
    bar.append(button);
  }
  bar.append(label, asked, said, results);
  area.before(bar);
  area.after(count);
  counted();
}

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("textarea[data-records]").forEach(beginStory));
