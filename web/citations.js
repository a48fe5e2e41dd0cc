// Runs once in the transcript pane: citation links anywhere on the page open their place here.
// Links are found by delegation, because answers come and go and this may load before them.
window.onrecordLinks?.abort();
const ending = (window.onrecordLinks = new AbortController());
const reader = element.closest("#reader");
let moveFocus = false;

const show = () => {
  const mark = element.querySelector("#hit");
  if (!mark) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  mark.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  if (moveFocus) mark.focus({ preventScroll: true });
  moveFocus = false;
};

const open = (href) => {
  if (reader) reader.dataset.open = "yes";
  moveFocus = true;
  // An equal value changes nothing, so nothing would tell us to scroll.
  if (element.querySelector("#hit")?.dataset.href === href) return show();
  trigger("cite", { href });
};

document.addEventListener(
  "click",
  (event) => {
    if (event.target.closest?.("[data-close]")) {
      delete reader?.dataset.open;
      document.querySelector("#question textarea")?.focus();
      return;
    }
    const link = event.target.closest?.('a[href^="#cite-"]');
    if (!link) return;
    event.preventDefault();
    const href = link.getAttribute("href");
    history.replaceState(null, "", location.pathname + location.search + href);
    open(href);
  },
  { capture: true, signal: ending.signal },
);

document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Escape") delete reader?.dataset.open;
  },
  { signal: ending.signal },
);

const followAddress = () => {
  if (location.hash.startsWith("#cite-")) open(location.hash);
};
window.addEventListener("hashchange", followAddress, { signal: ending.signal });
watch("value", show);
followAddress();
