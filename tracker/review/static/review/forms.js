// Names the boxes that complete while typing, and takes away a row that was never saved without touching its neighbours.
"use strict";

/** What a field is called: its own name in a table, else its label. */
function called(field) {
  const label = field.id && document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
  return field.getAttribute("aria-label") || (label ? label.textContent.replace("*", "").trim() : "");
}

/** Give a box of select2, which is no form field, the name of the field that it stands for. */
function nameBox(box) {
  const field = box.previousElementSibling;
  const selection = box.querySelector(".select2-selection");
  if (!selection || !(field instanceof HTMLSelectElement)) return;
  const shown = selection.querySelector(".select2-selection__rendered");
  selection.setAttribute("aria-label", called(field));
  for (const each of selection.querySelectorAll("input")) each.setAttribute("aria-label", called(field));
  if (!shown) return;
  if (field.multiple) {
    shown.setAttribute("role", "presentation");
    return;
  }
  shown.removeAttribute("role");
  shown.removeAttribute("aria-readonly");
  selection.id = `${field.id}-box`;
  selection.setAttribute("aria-labelledby", `${selection.id} ${shown.id}`);
}

function nameBoxes(root) {
  for (const box of root.querySelectorAll(".select2-container")) nameBox(box);
  for (const search of root.querySelectorAll(".select2-dropdown input")) search.setAttribute("aria-label", "Search");
}

/** The theme would write the rows below anew, without what was typed in them. An empty row is not saved. */
function takeAway(event) {
  const button = event.target.closest(".delete-template");
  if (!button) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const row = button.closest(".form-group");
  for (const field of row.querySelectorAll("input, select, textarea")) {
    if (field.type === "hidden") continue;
    if (field.type === "checkbox") field.checked = field.defaultChecked;
    else if (field instanceof HTMLSelectElement) field.selectedIndex = Math.max(0, [...field.options].findIndex((each) => each.defaultSelected));
    else field.value = field.defaultValue;
  }
  row.hidden = true;
  row.style.display = "none";
  row.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("click", takeAway, true);
document.addEventListener("formset:added", (event) => {
  const first = event.target.querySelector("select, input:not([type=hidden]), textarea");
  if (first) requestAnimationFrame(() => (first.nextElementSibling?.querySelector(".select2-selection") || first).focus());
});
document.addEventListener("DOMContentLoaded", () => {
  nameBoxes(document);
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (!(node instanceof Element)) continue;
        if (node.matches(".select2-container")) nameBox(node);
        nameBoxes(node);
      }
    }
  }).observe(document.body, { childList: true, subtree: true });
});
