// Runs once where the question stands that is being answered: all that asks, stops and copies.
// Everything is found by delegation, because the conversation is drawn anew with every answer.
window.onrecordAsking?.abort();
const ending = (window.onrecordAsking = new AbortController());
const signal = ending.signal;
const talk = element.closest("#talk");
const one = (selector) => document.querySelector(selector);
const box = () => one("#question textarea");
const isPending = () => Boolean(element.querySelector(".pending"));

// The newest question moves to the top when it is asked, and stays there while the answer comes:
// what is missing below to scroll it there is made up for.
let asked = 0;
let pending = false;
let stood = 0; // where it was when it was last seen
const newest = () => [...talk.querySelectorAll(".question")].pop();
const newestTop = () => newest()?.getBoundingClientRect().top ?? 0;
const makeRoom = () => {
  const question = newest();
  const below = [...talk.children].map((part) => part.getBoundingClientRect()).filter((box) => box.height);
  const bottom = Math.max(0, ...below.map((box) => box.bottom));
  const used = question ? bottom - question.getBoundingClientRect().top + 8 : 0;
  const room = asked > 1 ? Math.max(0, Math.ceil(talk.clientHeight - used)) : 0;
  talk.style.setProperty("--room", `${room}px`);
};
// What stands below it may go a frame later than it comes.
const aim = (frames = 2) => {
  makeRoom();
  newest()?.scrollIntoView({ block: "start" });
  stood = newestTop();
  if (frames) requestAnimationFrame(() => aim(frames - 1));
};
const settle = () => {
  const questions = talk.querySelectorAll(".question").length;
  const begins = isPending() && !pending;
  const more = questions > asked;
  if (begins || more) begun();
  // Its answer is drawn already, and in a moment it is no longer here.
  if (isPending() && pending && more) return;
  const ended = !isPending() && (pending || more);
  if (ended) answered();
  if (isPending() !== pending) turn(isPending());
  const stays = ended && questions === asked;
  asked = questions;
  if (begins || more) aim();
  makeRoom();
  // What is above it is drawn anew with the answer, and may have become lower or higher.
  if (stays) talk.scrollTop += newestTop() - stood;
  stood = newestTop();
  if (ended) window.onrecordOpen(); // a link that came while an answer was on its way
};
const watchPlace = () => {
  if (talk.querySelectorAll(".question").length === asked) stood = newestTop();
};

// On a phone the box would bring up the keys over what is to be read.
const rest = () => (matchMedia("(hover: hover)").matches ? box() : one("#ask"))?.focus({ preventScroll: true });
// What is pressed to ask or to stop is gone the moment it was pressed; the focus must not be.
const turn = (begins) => {
  pending = begins;
  const focused = document.activeElement;
  if (begins && (focused === document.body || focused.closest("#ask, #starters, #next, #talk"))) {
    one("#stop").focus();
  }
  if (!begins && focused.closest("#stop")) rest();
  for (const button of document.querySelectorAll("#conversation .feedback button")) {
    button.disabled = begins;
  }
};

const fill = (words) => {
  const typed = box();
  // As if it were typed, or Gradio would not know of it.
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(typed, words);
  typed.dispatchEvent(new Event("input", { bubbles: true }));
  typed.focus();
  typed.setSelectionRange(words.length, words.length);
};
const put = (told, words) => {
  if (isPending()) return;
  asks(words);
  trigger("put", told);
};

const copyBySelection = (words) => {
  const focused = document.activeElement;
  const area = Object.assign(document.createElement("textarea"), { value: words });
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus();
  return done;
};
const copy = async (words, button) => {
  let done = true;
  try {
    await navigator.clipboard.writeText(words); // is not there without HTTPS, but for localhost
  } catch {
    done = copyBySelection(words);
  }
  const said = button.parentElement.querySelector("[role=status]");
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = done ? "Copied." : "This browser does not let pages copy."));
};
// The question of the exchange that a button stands in, or below.
const wordsAbove = (button) => {
  const isAbove = (question) => question.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING;
  return [...talk.querySelectorAll(".question")].filter(isAbove).pop()?.textContent;
};
const here = () => location.origin + location.pathname;

const ACTS = {
  "[data-ask]": (button) => put({ question: button.textContent }, button.textContent),
  "[data-again]": (button) => put({ again: Number(button.dataset.again) }, wordsAbove(button)),
  "[data-widen]": (button) => put({ widen: Number(button.dataset.widen) }, wordsAbove(button)),
  "[data-edit]": (button) => fill(button.dataset.edit),
  "[data-link]": (button) => copy(here() + button.dataset.link, button),
  "[data-copy]": (button) => {
    const parts = JSON.parse(button.dataset.copy); // words, a link, words, a link ...
    copy(parts.map((part, number) => (number % 2 ? here() + part : part)).join(""), button);
  },
};
const onClick = (event) => {
  const act = Object.keys(ACTS).find((selector) => event.target.closest?.(`#talk ${selector}`));
  if (act) ACTS[act](event.target.closest(act));
  if (event.target.closest?.("#back")) rest(); // which is gone once it was pressed
};
const onKey = (event) => {
  // In the transcript and the sources it leads back to the chat, and in a word half typed it ends that.
  const leads = event.isComposing || event.target.closest?.("#reader") || one(":popover-open");
  if (event.key === "Escape" && isPending() && !leads) return one("#stop").click();
  if (event.key !== "ArrowUp" || event.target !== box() || box().value) return;
  const last = newest()?.textContent;
  if (!last) return;
  event.preventDefault();
  fill(last);
};

// The address asks once: a reload must not ask again what the conversation already holds.
window.onrecordOpen = () => {
  const link = location.hash;
  if (!link.startsWith("#ask-") || isPending()) return;
  history.replaceState(null, "", location.pathname + location.search);
  put({ link });
};

document.addEventListener("click", onClick, { signal });
document.addEventListener("keydown", onKey, { signal });
addEventListener("hashchange", window.onrecordOpen, { signal });
talk.addEventListener("scroll", watchPlace, { signal });
const seen = new MutationObserver(settle);
seen.observe(talk, { childList: true, subtree: true });
const sized = new ResizeObserver(makeRoom);
for (const part of [talk, ...talk.children]) sized.observe(part);
signal.addEventListener("abort", () => (seen.disconnect(), sized.disconnect()));
