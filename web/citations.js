// Following citations: by click, by key, by the address, one after another; and the sheet that
// holds the transcript on a small screen. Links are found by delegation: answers come and go.
const reader = () => document.getElementById("reader");
const bar = (selector) => document.querySelector(`#reading ${selector}`);
const narrow = matchMedia("(max-width: 767px)");
let opener = null; // the link that was followed; focus returns to it
let current = null; // its address
let arriving = false; // whether the reader asked to be taken there
let asked = 0; // numbers our questions to Python, so that an overtaken answer is known

// What is hidden cannot take the focus, and a sheet that slides in is hidden for some frames.
const focusOnceVisible = (place, frames) => {
  place.focus({ preventScroll: true });
  if (document.activeElement === place || !place.isConnected || !frames) return;
  requestAnimationFrame(() => focusOnceVisible(place, frames - 1));
};
const arrive = (place) => {
  bring(place);
  if (arriving) focusOnceVisible(place, 30);
  arriving = false;
};

const groupOf = (link) => link?.closest(".answer, .refusal");
const linksOf = (group) => [...(group?.querySelectorAll("a.cite, a.show") ?? [])];
const isCurrent = (link) => link.getAttribute("href") === current;
// The answer is drawn anew with every question, so the link that was followed may be another's now.
const followed = () => {
  if (opener?.isConnected && isCurrent(opener)) return opener;
  return [...document.querySelectorAll("#conversation a.cite, #conversation a.show")].findLast(isCurrent);
};
const around = () => {
  const link = followed();
  const group = groupOf(link) ?? [...document.querySelectorAll("#conversation .answer")].at(-1);
  const links = linksOf(group);
  return { links, at: links.indexOf(link) };
};
const tell = () => {
  const { links, at } = around();
  for (const link of document.querySelectorAll("#conversation [aria-current]")) link.removeAttribute("aria-current");
  if (at >= 0) links[at].setAttribute("aria-current", "location");
  const which = bar(".which");
  if (!which) return;
  const noun = groupOf(links[0])?.matches(".refusal") ? "Passage" : "Citation";
  const words = at >= 0 ? `${noun} ${at + 1} of ${links.length}` : links.length ? `${links.length} cited` : "";
  if (which.textContent !== words) which.textContent = words;
  bar(".cites").classList.toggle("none", !links.length);
  bar("[data-step='-1']").ariaDisabled = String(at === 0);
  bar("[data-step='1']").ariaDisabled = String(at === links.length - 1);
};
const step = (by, focusing) => {
  const { links, at } = around();
  const next = at < 0 ? links.at(by > 0 ? 0 : -1) : links[at + by];
  if (next) open(next.getAttribute("href"), next, focusing);
};

const raise = () => {
  delete reader().dataset.shows; // the panel of sources
  if (reader().dataset.open) return;
  reader().dataset.open = "yes";
  // Going back in the browser closes the sheet instead of leaving the chat.
  if (narrow.matches && !history.state?.sheet) history.pushState({ sheet: true }, "");
};
const lower = () => {
  delete reader().dataset.open;
  hidePreview();
  const link = followed();
  const folded = link?.closest("details:not([open])")?.querySelector("summary");
  returning = true;
  (folded ?? link ?? document.querySelector("button[data-sources]"))?.focus();
  returning = false;
};
const close = () => {
  if (!reader()?.dataset.open || reader().dataset.shows) return;
  const pushed = history.state?.sheet;
  lower();
  if (!pushed) return;
  leaving = true;
  history.back();
};
let leaving = false; // whether the address is about to change because the sheet was closed
let returning = false; // whether the focus comes back by itself, which previews nothing

const open = async (href, from, focusing = true) => {
  if (from) opener = from;
  current = href;
  arriving = focusing;
  wanted += 1;
  const mine = (asked += 1);
  raise();
  history.replaceState(history.state, "", location.pathname + location.search + href);
  tell();
  // Python always has the last word, but nobody waits for it where the words are here already.
  trigger("cite", { href, asked });
  const span = await spanHere(href);
  if (!span || mine !== asked) return;
  note(null);
  if (hit()?.dataset.href !== href) markSpan(span, href);
  arrive(hit());
};

const onPlace = async () => {
  const stub = element.querySelector(".place");
  const number = Number(stub?.dataset.asked);
  if (number && number !== asked) return; // another link was followed since
  const place = await display(element);
  if (place === null) return;
  current = stub?.dataset.href ?? null;
  tell();
  if (place && (arriving || !number)) arrive(place);
};

const onClick = (event) => {
  if (event.target.closest?.("[data-close]")) return close();
  const button = event.target.closest?.("[data-step]");
  if (button) return step(Number(button.dataset.step), false);
  const link = event.target.closest?.('a[href^="#cite-"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link.getAttribute("href"), link);
};
// The sheet covers the chat, so Tab goes around in it.
const keepInside = (event) => {
  if (!narrow.matches || !reader().dataset.open || !reader().contains(event.target)) return;
  const stops = [...reader().querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")];
  // While the sheet slides in, parts of it are still hidden that are there for good.
  const there = stops.filter((stop) => stop.checkVisibility() && !stop.closest(".none") && !stop.disabled);
  const way = event.shiftKey ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const isBeyond = (stop) => stop !== event.target && event.target.compareDocumentPosition(stop) & way;
  if (there.some((stop) => isBeyond(stop) && !stop.contains(event.target))) return;
  event.preventDefault();
  focusOnceVisible(there.at(event.shiftKey ? -1 : 0), 30);
};
const typing = ({ target }) => target.closest?.("input, textarea, select, [contenteditable], [role=listbox]");
// Who speaks to the computer, or presses keys by accident, can do without them.
const KEYS = "onrecord-without-keys";
const withKeys = () => {
  try {
    return !localStorage.getItem(KEYS);
  } catch {
    return true;
  }
};
const onKey = (event) => {
  // Beside a transcript that is always there, only who is in it wants to leave it.
  if (event.key === "Escape") return (narrow.matches || reader().contains(event.target)) && close();
  if (event.key === "Tab") return keepInside(event);
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
  const act = { n: () => step(1), p: () => step(-1), "/": () => toFind() }[event.key];
  if (!act || !withKeys()) return;
  event.preventDefault();
  act();
};

const isLink = () => location.hash.startsWith("#cite-");
const onHash = () => {
  if (leaving) leaving = false;
  else if (isLink() && location.hash !== current) open(location.hash);
};
document.addEventListener("click", onClick, { capture: true, signal });
document.addEventListener("keydown", onKey, { signal });
document.addEventListener("change", ({ target }) => {
  if (!target.matches?.("[data-keys]")) return;
  try {
    if (target.checked) localStorage.removeItem(KEYS);
    else localStorage.setItem(KEYS, "yes");
  } catch {
    // A browser that stores nothing keeps the keys.
  }
}, { signal });
addEventListener("popstate", () => {
  if (leaving) return void setTimeout(() => (leaving = false), 300); // where the address stays the same
  if (!reader().dataset.open || history.state?.sheet || !narrow.matches) return;
  leaving = isLink();
  lower();
}, { signal });
addEventListener("hashchange", onHash, { signal });
// What counts is that the place is written here, which may be before or after its value is known.
const places = new MutationObserver(onPlace);
places.observe(element, { attributes: true, characterData: true, childList: true, subtree: true });
signal.addEventListener("abort", () => places.disconnect());

const begin = async () => {
  while (!view() || !bar(".which") || !document.querySelector("[data-keys]") || !document.getElementById("conversation")) await frame();
  // A pane that scrolls must be reached by keyboard, though Gradio gives its blocks no such thing.
  Object.assign(view().closest("#transcript"), { tabIndex: 0, role: "region", ariaLabel: "Transcript" });
  document.querySelector("[data-keys]").checked = withKeys();
  const answers = new MutationObserver(tell);
  answers.observe(document.getElementById("conversation"), { childList: true, subtree: true });
  signal.addEventListener("abort", () => answers.disconnect());
  // The page opens at the place in its address by itself: see _opening in events.py.
  if (isLink()) {
    raise();
    arriving = true;
  }
  if (element.querySelector(".place, .nothing")) onPlace();
};
begin();
