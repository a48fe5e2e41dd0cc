// Runs once in the conversation: judging an answer, and marking the passage that is right.
window.onrecordFeedback?.abort();
const judging = (window.onrecordFeedback = new AbortController());
let awaiting = null; // the button whose answer a marked passage would mend
let marked = null; // what was last selected in the transcript

const bar = () => {
  const reader = document.getElementById("reader");
  let found = document.getElementById("marking");
  if (found || !reader) return found;
  found = Object.assign(document.createElement("div"), { id: "marking", hidden: true });
  const words = document.createElement("span");
  const use = Object.assign(document.createElement("button"), { type: "button", textContent: "This is the passage" });
  found.append(words, use);
  reader.append(found);
  return found;
};

// Offsets are counted in code points, as everywhere but in a browser.
const points = (text) => [...text].length;

const selected = () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const at = range.startContainer;
  const said = (at.nodeType === 1 ? at : at.parentElement)?.closest?.("#transcript .said");
  if (!said) return null;
  const before = document.createRange();
  before.selectNodeContents(said);
  const whole = before.toString();
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString();
  // A selection that goes on into the next turn ends with this one.
  const inside = said.contains(range.endContainer);
  const words = inside ? range.toString() : whole.slice(start.length);
  const article = said.closest("article");
  return {
    doc: article.dataset.doc,
    turn: [...article.querySelectorAll(".said")].indexOf(said),
    start: points(start),
    end: points(start) + points(words),
    words,
  };
};

const offer = () => {
  const found = bar();
  if (!found) return;
  const now = awaiting && selected();
  if (now?.words.trim()) marked = now;
  found.hidden = !awaiting || !marked;
  if (!found.hidden) {
    const words = marked.words.trim().replace(/\s+/g, " ");
    found.firstChild.textContent = words.length > 90 ? `“${words.slice(0, 60)} … ${words.slice(-20)}”` : `“${words}”`;
  }
};

const judge = (button) => {
  const number = Number(button.dataset.judge);
  const verdict = button.dataset.verdict;
  const back = button.getAttribute("aria-pressed") === "true";
  awaiting = back || !["wrong_passage", "should_have_answered"].includes(verdict) ? null : { number, verdict };
  marked = null;
  if (awaiting) offer();
  trigger("judge", { number, verdict, back, ...(marked ?? {}), words: undefined });
  if (marked) awaiting = null;
  offer();
};

document.addEventListener("selectionchange", offer, { signal: judging.signal });
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-judge]");
  if (button) return judge(button);
  if (!event.target.closest?.("#marking button") || !awaiting || !marked) return;
  trigger("judge", { ...awaiting, back: false, ...marked, words: undefined });
  awaiting = marked = null;
  getSelection().removeAllRanges();
  offer();
}, { signal: judging.signal });
// Pressing a button must not take away what is selected.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest?.("[data-judge], #marking button")) event.preventDefault();
}, { signal: judging.signal });

// The answer is written anew with what was said of it, and the focus stays where it was.
let focused = null;
document.addEventListener("focusin", (event) => {
  const { judge: number, verdict } = event.target.dataset ?? {};
  focused = number === undefined ? null : `[data-judge="${number}"][data-verdict="${verdict}"]`;
}, { signal: judging.signal });
watch("value", () => focused && element.querySelector(focused)?.focus({ preventScroll: true }));
