// The reading pane: which text stands in it, and which of its words are marked.
// Python names the place (see place_html in transcript.py); the text comes by a plain request.
window.onrecordReading?.abort();
const ending = (window.onrecordReading = new AbortController());
const { signal } = ending;
const view = () => document.querySelector("#transcript .view");
const shownText = () => view()?.querySelector("article");
const hit = () => view()?.querySelector("#hit");
const frame = () => new Promise(requestAnimationFrame);
let turns = []; // of the text shown, in order: {said, start}
let onText = () => {}; // called when another text stands in the pane
let onMark = () => {}; // called when a mark has moved, which splits the text around it

// Python counts code points, a browser UTF-16 units.
const unitsAfter = (text, from, points) => {
  let at = from;
  for (let left = points; left > 0; left -= 1) {
    if (at >= text.length) return Infinity;
    at += text.codePointAt(at) > 0xffff ? 2 : 1;
  }
  return at;
};

// The span of a link in the text shown; null if it is not one turn's.
const spanAt = (start, points) => {
  const turn = turns.findLast((one) => one.start <= start);
  const text = turn?.said.textContent ?? "";
  const from = unitsAfter(text, 0, start - turn?.start);
  const to = unitsAfter(text, from, points);
  return from < to && to <= text.length ? { said: turn.said, from, to, words: text.slice(from, to) } : null;
};

const rangeOf = ({ said, from, to }) => {
  const range = document.createRange();
  const walker = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
  let [before, begun] = [0, false];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const after = before + node.length;
    if (!begun && from < after) {
      range.setStart(node, from - before);
      begun = true;
    }
    if (begun && to <= after) {
      range.setEnd(node, to - before);
      return range;
    }
    before = after;
  }
  return null;
};

const unmark = () => {
  const old = hit();
  const said = old?.parentNode;
  old?.replaceWith(...old.childNodes);
  said?.normalize();
};
const markSpan = (span, href) => {
  unmark();
  const range = rangeOf(span);
  const mark = Object.assign(document.createElement("mark"), { id: "hit", tabIndex: -1 });
  mark.dataset.href = href;
  mark.append(range.extractContents());
  range.insertNode(mark);
  onMark();
};

const hashOf = async (words) => {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words));
  return [...new Uint8Array(bytes, 0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

// The span of a link if it is in the text shown and its words are still those that were linked to.
const spanHere = async (href) => {
  const link = /^#cite-(.+)-(\d{1,9})-(\d{1,9})-([0-9a-f]{8})$/.exec(href);
  if (!link || !window.crypto?.subtle) return null;
  const [, doc, start, end, hash] = link;
  if (encodeURIComponent(shownText()?.dataset.doc ?? "") !== encodeURIComponent(decoded(doc))) return null;
  const span = spanAt(Number(start), end - start);
  return span && (await hashOf(span.words)) === hash ? span : null;
};
const decoded = (part) => {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
};

// What comes into sight gets its real height instead of a guessed one, which moves what is below
// it, so this is done over until nothing moves any more. A slow scroll would run past.
const bring = (place, frames = 20, before = null) => {
  const pane = view()?.closest("#transcript");
  if (!pane || !place.isConnected) return;
  const block = place.offsetHeight > pane.clientHeight * 0.6 ? "start" : "center";
  place.scrollIntoView({ block, behavior: "instant" });
  const top = place.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  if (frames && top !== before) requestAnimationFrame(() => bring(place, frames - 1, top));
};

const note = (words) => {
  view().querySelector(":scope > .moved, :scope > .changed")?.remove();
  if (words) view().prepend(words.cloneNode(true));
};

const put = (...nodes) => {
  view().replaceChildren(...nodes);
  turns = [...view().querySelectorAll(".said")].map((said) => ({ said, start: Number(said.dataset.start) }));
  view().closest("#transcript").scrollTop = 0;
  onText();
};
const fetched = async (doc) => {
  const holder = document.createElement("template");
  try {
    const answer = await fetch(`sources/text?${new URLSearchParams({ id: doc })}`, { signal });
    holder.innerHTML = await answer.text();
  } catch {
    holder.innerHTML = '<p class="nothing">The text did not arrive: the server is away.</p>';
  }
  return holder.content;
};

// What Python says stands in `stub`. Resolves to what was marked or noted, false if nothing was,
// null if something else was wanted before the text was there.
let wanted = 0;
const display = async (stub) => {
  const mine = (wanted += 1);
  while (!view()) await frame();
  const place = stub.querySelector(".place");
  if (!place) {
    const words = stub.querySelector(".nothing");
    if (words) put(words.cloneNode(true));
    return false;
  }
  const { doc, version, href, start, quote } = place.dataset;
  const shown = shownText()?.dataset;
  if (shown?.doc !== doc || shown?.version !== version) {
    const text = await fetched(doc);
    if (mine !== wanted) return null;
    put(text);
  }
  note(place.firstElementChild);
  if (!href) view().closest("#transcript").scrollTop = 0;
  if (start === undefined) {
    unmark();
    return view().querySelector(":scope > .changed") ?? false;
  }
  if (hit()?.dataset.href === href && hit().textContent === quote) return hit();
  const span = spanAt(Number(start), [...quote].length);
  if (span?.words === quote) markSpan(span, href);
  else unmark(); // the text changed between the two requests
  return hit() ?? false;
};
