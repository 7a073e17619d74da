// Words of the text by keyboard and mouse. Offsets count code points, as the server does; labels drawn by the style
// sheet are no text.
"use strict";

const range = { purpose: "", start: 0, end: 0, span: 0, anchor: 0 };
const chosen = { words: "", start: "", end: "" };
let lines = null; // [{ node, at, length, words: [[start, end], …] }], made when it is first needed

function textLines() {
  if (lines) return lines;
  lines = [...document.querySelectorAll("#text .line")].map((node) => {
    const text = node.textContent, at = Number(node.dataset.at), words = [];
    let last = 0, point = at;
    for (const found of text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}\u00ad\u200b-\u200f'’-]*|[^\s]/gu)) {
      point += [...text.slice(last, found.index)].length;
      const length = [...found[0]].length;
      words.push([point, point + length]);
      point += length;
      last = found.index + found[0].length;
    }
    return { node, at, length: [...text].length, words };
  });
  return lines;
}

const allWords = () => textLines().flatMap((line) => line.words);

function placeOf(offset) {
  const line = textLines().findLast((each) => each.at <= offset) || textLines()[0];
  const walker = document.createTreeWalker(line.node, NodeFilter.SHOW_TEXT);
  let left = offset - line.at, node = walker.nextNode(), last = node;
  while (node) {
    const length = [...node.data].length;
    if (left <= length) return [node, [...node.data].slice(0, left).join("").length];
    left -= length;
    last = node;
    node = walker.nextNode();
  }
  return [last, last.data.length];
}

function domRange(start, end) {
  const found = document.createRange();
  found.setStart(...placeOf(start));
  found.setEnd(...placeOf(end));
  return found;
}

function draw() {
  const found = domRange(range.start, range.end);
  if (window.CSS?.highlights) CSS.highlights.set("chosen-words", new Highlight(found));
  else { getSelection().removeAllRanges(); getSelection().addRange(found); }
  const box = found.getBoundingClientRect(), reading = byId("reading"), frame = reading.getBoundingClientRect();
  if (box.top < frame.top || box.bottom > frame.bottom) reading.scrollTop += box.top - frame.top - reading.clientHeight / 3;
  const hint = range.purpose === "move" ? "← → end, Shift start, Enter saves, Esc leaves" : "← → ↑ ↓ walk, Shift marks, Enter takes them, Esc leaves";
  byId("range").hidden = false;
  byId("range").textContent = `“${found.toString()}” · ${hint}`;
}

function rest() {
  range.purpose = "";
  byId("range").hidden = true;
  if (window.CSS?.highlights) CSS.highlights.delete("chosen-words");
}

const spansOf = (card) => (card.dataset.spans || "").split(" ").filter(Boolean).map((span) => span.split("-").map(Number));

function moveWords() {
  const card = currentCard();
  if (card?.dataset.state !== "pending") { say("Only the words of an open suggestion are moved. Undo it first."); return; }
  const spans = spansOf(card);
  if (!spans.length) { say("This suggestion rests on no words of the text."); return; }
  Object.assign(range, { purpose: "move", span: 0, start: spans[0][0], end: spans[0][1] });
  draw();
}

function walkWords() {
  const words = allWords();
  if (!words.length) return;
  const from = spansOf(currentCard() || document.body)[0]?.[0] ?? 0;
  const [start, end] = words.find((word) => word[1] > from) || words[0];
  Object.assign(range, { purpose: "add", start, end, anchor: start });
  draw();
}

// The edge of a word after, or before, an offset.
function edge(offset, isForward, isEnd) {
  const side = isEnd ? 1 : 0, words = allWords();
  const found = isForward ? words.find((word) => word[side] > offset) : words.findLast((word) => word[side] < offset);
  return found ? found[side] : offset;
}

function shift(event) {
  const isForward = event.key === "ArrowRight";
  if (range.purpose === "move") {
    if (event.shiftKey) { const start = edge(range.start, isForward, false); if (start < range.end) range.start = start; }
    else { const end = edge(range.end, isForward, true); if (end > range.start) range.end = end; }
    return;
  }
  const words = allWords(), isLine = event.key === "ArrowDown" || event.key === "ArrowUp";
  const at = words.findIndex((word) => word[1] >= range.end);
  let next = at + (isForward || event.key === "ArrowDown" ? 1 : -1);
  if (isLine) next = lineAway(words, at, event.key === "ArrowDown");
  const word = words[Math.min(words.length - 1, Math.max(0, next))];
  if (!event.shiftKey) range.anchor = word[0];
  range.start = Math.min(range.anchor, word[0]);
  range.end = Math.max(word[1], event.shiftKey ? (words.find((each) => each[0] === range.anchor) || word)[1] : 0);
}

function lineAway(words, at, isDown) {
  const all = textLines().filter((line) => line.words.length);
  const here = all.findIndex((line) => line.words.some((word) => word[0] === words[at]?.[0]));
  const line = all[Math.min(all.length - 1, Math.max(0, here + (isDown ? 1 : -1)))];
  return words.findIndex((word) => word[0] === line.words[0][0]);
}

function onRangeKey(event) {
  if (!range.purpose || event.ctrlKey || event.metaKey || event.altKey) return false;
  const isArrow = ["ArrowRight", "ArrowLeft"].includes(event.key) || (range.purpose === "add" && ["ArrowDown", "ArrowUp"].includes(event.key));
  if (!isArrow && !["Enter", "Escape", "Tab"].includes(event.key)) return false;
  event.preventDefault();
  if (isArrow) { shift(event); draw(); }
  else if (event.key === "Escape") rest();
  else if (event.key === "Tab") nextSpan();
  else inTurn(range.purpose === "move" ? saveMove : takeWords);
  return true;
}

function nextSpan() {
  const spans = spansOf(currentCard());
  if (range.purpose !== "move" || spans.length < 2) return;
  range.span = (range.span + 1) % spans.length;
  [range.start, range.end] = spans[range.span];
  draw();
}

function saveMove() {
  const card = currentCard(), body = new FormData();
  body.set("csrfmiddlewaretoken", byId("decide").elements.csrfmiddlewaretoken.value);
  body.set("do", `move:${card.dataset.card}:${card.dataset.version}`);
  for (const name of ["span", "start", "end"]) body.set(name, range[name]);
  rest();
  return send(body, "move").then(() => { lines = null; });
}

function takeWords() {
  Object.assign(chosen, { words: domRange(range.start, range.end).toString(), start: range.start, end: range.end });
  rest();
  offerWords();
}

function offerWords() {
  fillWords();
  if (document.querySelector("#adding form")) { document.querySelector("#adding textarea").focus(); return; }
  document.querySelector("[data-add]").focus();
  byId("add").scrollIntoView({ block: "nearest" });
}

function fillWords() {
  const form = document.querySelector("#adding form");
  if (form && chosen.words) for (const name of ["words", "start", "end"]) form.elements[name].value = chosen[name];
}

// Words marked with the mouse, or with Shift and the browser's own caret.
function mark() {
  const text = byId("text"), found = getSelection();
  if (!text || range.purpose || !found.rangeCount || found.isCollapsed || !text.contains(found.anchorNode) || !text.contains(found.focusNode)) return;
  const part = found.getRangeAt(0), before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(part.startContainer, part.startOffset);
  const start = [...before.toString()].length, words = part.toString();
  Object.assign(chosen, { words, start, end: start + [...words].length });
  fillWords();
  say(`Marked: “${words.slice(0, 80)}”. Choose below what it is.`);
}
