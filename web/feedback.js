// Runs once in the conversation: judging an answer, and marking the passage that is right.
window.onrecordFeedback?.abort();
const judging = (window.onrecordFeedback = new AbortController());
let awaiting = null; // the button whose answer a marked passage would mend
let marked = null; // what was last selected in the transcript
let unfolded = []; // which details were open when something was sent

const bar = () => {
  const reader = document.getElementById("reader");
  let found = document.getElementById("marking");
  if (found || !reader) return found;
  found = Object.assign(document.createElement("div"), { id: "marking", hidden: true });
  const words = document.createElement("span");
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "This is the passage" });
  words.setAttribute("role", "status");
  words.dir = "auto";
  found.append(words, button);
  reader.append(found);
  return found;
};

// Offsets are counted in code points, as everywhere but in a browser.
const points = (text) => [...text].length;

// What is selected, as a place in one turn: a selection that goes on into others is cut there.
const selected = () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const parts = [...document.querySelectorAll("#transcript .said")]
    .filter((said) => range.intersectsNode(said))
    .map((said) => within(said, range))
    .filter((part) => part.words.trim());
  return parts.length ? { ...parts[0], cut: parts.length > 1 } : null;
};

const within = (said, range) => {
  const before = document.createRange();
  const part = document.createRange();
  before.selectNodeContents(said);
  part.selectNodeContents(said);
  if (said.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
  if (said.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
  before.setEnd(part.startContainer, part.startOffset);
  const words = part.toString();
  const start = points(before.toString());
  const article = said.closest("article");
  const turn = [...article.querySelectorAll(".said")].indexOf(said);
  return { doc: article.dataset.doc, turn, start, end: start + points(words), words };
};

// Without a mouse: a passage that was opened since, unless it is one that was called wrong.
const opened = () => {
  const { link, wrong } = awaiting;
  return link && !wrong.includes(link) ? { link } : null;
};

const short = (text) => {
  const words = points(text) > 90 ? [...[...text].slice(0, 60), " … ", ...[...text].slice(-20)].join("") : text;
  return `“${words}”`;
};

const offer = () => {
  const found = bar();
  if (!found) return;
  marked = (awaiting && selected()) ?? marked;
  const mark = awaiting && (marked ?? opened());
  found.hidden = !mark;
  if (!mark) return;
  const words = mark.words?.trim().replace(/\s+/g, " ");
  found.firstChild.textContent = words
    ? `${short(words)}${mark.cut ? " (to the end of this turn)" : ""}`
    : "The passage that is open here";
};

const send = (judged, mark) => {
  const { number, verdict, back } = judged;
  unfolded = [...element.querySelectorAll("details")].map((one) => one.open);
  const place = mark?.link ? { link: mark.link } : mark;
  trigger("judge", { number, verdict, back, ...place });
};

const judge = (button) => {
  const number = Number(button.dataset.judge);
  const verdict = button.dataset.verdict;
  const back = button.getAttribute("aria-pressed") === "true";
  marked = null;
  awaiting = null;
  if (!back && ["wrong_passage", "should_have_answered"].includes(verdict)) {
    let answer = button.closest(".feedback");
    while (answer && !answer.matches(".answer, .refusal")) answer = answer.previousElementSibling;
    const wrong = [...(answer?.querySelectorAll("a.cite") ?? [])].map((a) => a.hash);
    awaiting = { number, verdict, back: false, wrong };
  }
  offer();
  send({ number, verdict, back }, null);
};

const use = () => {
  const mark = awaiting && (marked ?? opened());
  // It would be lost with the answer that is on its way.
  if (!mark || document.querySelector("#now .pending")) return;
  send(awaiting, mark);
  const { number, verdict } = awaiting;
  awaiting = marked = null;
  getSelection().removeAllRanges();
  // On a phone the transcript covers the answer, where it says that the passage is marked.
  if (matchMedia("(max-width: 767px)").matches) document.querySelector("#reader [data-close]")?.click();
  element.querySelector(`[data-judge="${number}"][data-verdict="${verdict}"]`)?.focus();
  offer();
};

document.addEventListener("selectionchange", offer, { signal: judging.signal });
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-judge]");
  if (button) return judge(button);
  if (event.target.closest?.("#marking button")) return use();
  const link = event.target.closest?.('a[href^="#cite-"]');
  if (!awaiting || !link) return;
  awaiting.link = link.hash;
  marked = null;
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
watch("value", () => {
  const folded = [...element.querySelectorAll("details")];
  if (folded.length === unfolded.length) folded.forEach((one, n) => (one.open = unfolded[n]));
  unfolded = [];
  if (focused) element.querySelector(focused)?.focus({ preventScroll: true });
  if (!awaiting) return;
  // The conversation may have been cleared meanwhile.
  const { number, verdict } = awaiting;
  const pressed = `[data-judge="${number}"][data-verdict="${verdict}"][aria-pressed="true"]`;
  if (!element.querySelector(pressed)) awaiting = marked = null;
  offer();
});
