// Runs once in the transcript pane: citation links anywhere on the page open their place here.
// Links are found by delegation, because answers come and go and this may load before them.
window.onrecordLinks?.abort();
const ending = (window.onrecordLinks = new AbortController());
const reader = element.closest("#reader");
// A pane that scrolls must be reached by keyboard, though Gradio gives its blocks no such thing.
const pane = element.closest("#transcript");
Object.assign(pane, { tabIndex: 0, role: "region", ariaLabel: "Transcript" });
let opener = null; // the link that was followed; focus returns to it
let arriving = false; // whether the reader asked to be taken there

const show = () => {
  const place = element.querySelector("#hit, .changed");
  if (!place) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  if (arriving) focusOnceVisible(place, 30);
  arriving = false;
};

// What is hidden cannot take the focus, and a sheet that slides in is hidden for some frames.
const focusOnceVisible = (place, frames) => {
  place.focus({ preventScroll: true });
  if (document.activeElement === place || !place.isConnected || !frames) return;
  requestAnimationFrame(() => focusOnceVisible(place, frames - 1));
};

const open = (href) => {
  reader.dataset.open = "yes";
  arriving = true;
  // An equal value changes nothing, so nothing would tell us to scroll.
  if (element.querySelector("#hit")?.dataset.href === href) return show();
  trigger("cite", { href });
};

const close = () => {
  if (!reader.dataset.open) return;
  delete reader.dataset.open;
  if (opener?.isConnected) opener.focus();
};

const onClick = (event) => {
  if (event.target.closest?.("[data-close]")) return close();
  const link = event.target.closest?.('a[href^="#cite-"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  opener = link;
  const href = link.getAttribute("href");
  history.replaceState(null, "", location.pathname + location.search + href);
  open(href);
};

const isLink = () => location.hash.startsWith("#cite-");
document.addEventListener("click", onClick, { capture: true, signal: ending.signal });
document.addEventListener("keydown", (event) => event.key === "Escape" && close(), {
  signal: ending.signal,
});
addEventListener("hashchange", () => isLink() && open(location.hash), { signal: ending.signal });
watch("value", show);

// The page opens at the place in its address by itself: see _opening in events.py.
if (isLink()) {
  reader.dataset.open = "yes";
  arriving = true;
  show();
}
