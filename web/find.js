// Finding words in the text shown, whatever their case and accents, in any script.
const MOST_DRAWN = 3000; // matches that are coloured; all are counted
const field = () => bar("input[type=search]");
let folded = null; // by turn: its folded text, and where each of its characters came from
let found = []; // every match, in order: {said, from, to}
let at = -1; // the one that was gone to

// One character as it is compared. Cyrillic й and ї are letters of their own, not accents.
const foldings = new Map();
const fold = (character) => {
  let is = foldings.get(character);
  if (is !== undefined) return is;
  is = character.normalize("NFKD").replace(/(?<![ИиІі])\p{M}|\u0640|\p{Cf}/gu, "");
  is = is.toUpperCase().toLowerCase().replace(/[’‘ʼ]/g, "'").replace(/[“”„«»]/g, '"').replace(/\s/g, " ");
  foldings.set(character, is);
  return is;
};
const foldAll = (text) => {
  let is = "";
  const from = [];
  let place = 0;
  for (const character of text) {
    const one = fold(character);
    if (one !== " " || !is.endsWith(" ")) {
      for (let unit = 0; unit < one.length; unit += 1) from.push(place);
      is += one;
    }
    place += character.length;
  }
  from.push(text.length);
  return { is, from: Uint32Array.from(from) };
};

const matchesOf = (wanted) => {
  folded ??= turns.map(({ said }) => ({ said, ...foldAll(said.textContent) }));
  const matches = [];
  for (const { said, is, from } of folded) {
    for (let i = is.indexOf(wanted); i >= 0; i = is.indexOf(wanted, i + 1)) {
      const end = i + wanted.length;
      // Half of what one character became is no match, and matches do not overlap.
      const whole = (i === 0 || from[i - 1] !== from[i]) && from[end - 1] !== from[end];
      if (!whole) continue;
      matches.push({ said, from: from[i], to: from[end] });
      i = end - 1;
    }
  }
  return matches;
};

const paints = globalThis.Highlight && CSS.highlights;
const draw = () => {
  const now = found[at] && rangeOf(found[at]);
  if (paints) {
    const ranges = found.slice(0, MOST_DRAWN).map(rangeOf);
    paints.set("onrecord-found", new Highlight(...ranges));
    paints.set("onrecord-found-now", Object.assign(new Highlight(...(now ? [now] : [])), { priority: 1 }));
  } else if (now) {
    // A browser without painted highlights selects the one that was gone to.
    getSelection().removeAllRanges();
    getSelection().addRange(now);
  }
  const words = found.length ? `${at + 1} of ${found.length}` : field().value.trim() ? "none" : "";
  bar(".count").textContent = words;
  for (const button of document.querySelectorAll("#reading [data-found]")) button.ariaDisabled = String(!found.length);
};
const goTo = (index) => {
  at = found.length ? (index + found.length) % found.length : -1;
  if (at >= 0) {
    // Its turn first, because what is out of sight has no place yet.
    const pane = view().closest("#transcript");
    const inside = () => {
      const [box, place] = [pane.getBoundingClientRect(), rangeOf(found[at]).getBoundingClientRect()];
      return { off: place.top - box.top - box.height / 3, seen: place.top > box.top && place.bottom < box.bottom };
    };
    if (!inside().seen) {
      found[at].said.scrollIntoView({ block: "nearest" });
      pane.scrollTop += inside().off;
    }
  }
  draw();
};
const search = () => {
  const wantedWords = foldAll(field().value.trim()).is;
  found = wantedWords ? matchesOf(wantedWords) : [];
  // From what is read now, not from the beginning.
  const top = view().closest("#transcript").getBoundingClientRect().top;
  const first = found.length > 1 ? found.findIndex(({ said }) => said.getBoundingClientRect().bottom > top) : 0;
  goTo(Math.max(0, first));
};
const toFind = () => {
  if (!field()?.offsetParent) return;
  field().focus();
  field().select();
};
const unfind = () => {
  found = [];
  at = -1;
  if (field()) field().value = "";
  if (field()) draw();
};
const onFindKey = (event) => {
  if (event.target !== field()) return;
  if (event.key === "Enter") goTo(at + (event.shiftKey ? -1 : 1));
  if (event.key === "Escape" && field().value) unfind();
  else if (event.key === "Escape" && !narrow.matches) view().closest("#transcript").focus();
  else if (event.key !== "Enter") return;
  event.preventDefault();
  event.stopImmediatePropagation();
};

// What was asked, to go to.
const QUESTION = 110; // characters of one that are shown
const listQuestions = () => {
  const list = bar(".outline ol");
  if (list.childElementCount) return;
  const asked = [...view().querySelectorAll(".turn.interviewer")];
  list.append(...asked.map((turn) => {
    const words = turn.querySelector(".said").textContent.replace(/\s+/g, " ").trim();
    const cut = [...words].slice(0, QUESTION).join("");
    const button = Object.assign(document.createElement("button"), { type: "button", dir: "auto" });
    button.textContent = cut.length < words.length ? `${cut} …` : words;
    button.addEventListener("click", () => {
      bar(".outline").open = false;
      turn.tabIndex = -1;
      turn.scrollIntoView({ block: "start" });
      requestAnimationFrame(() => turn.scrollIntoView({ block: "start" }));
      turn.focus({ preventScroll: true });
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
};

onMark = () => found.length && draw();
onText = () => {
  folded = null;
  unfind();
  bar(".outline")?.removeAttribute("open");
  bar(".outline ol")?.replaceChildren();
  bar(".outline")?.classList.toggle("none", !view().querySelector(".turn.interviewer"));
};
document.addEventListener("input", ({ target }) => target === field() && search(), { signal });
document.addEventListener("keydown", onFindKey, { capture: true, signal });
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-found]");
  if (button) goTo(at + Number(button.dataset.found));
  for (const menu of document.querySelectorAll("#reading details[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}, { signal });
document.addEventListener("toggle", ({ target }) => {
  if (target.matches?.("#reading .outline") && target.open) listQuestions();
}, { capture: true, signal });
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("#reading details[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
  event.stopImmediatePropagation();
}, { capture: true, signal });
