// Pointing at a citation, or coming to it by keyboard, shows its words where they stand.
const WAIT = 120; // milliseconds that a pointer rests before the preview comes
const LINGER = 250; // and in which it can go from the citation to the preview
let pointed = null; // the citation whose preview is shown or coming
let previewTimer = 0;

const bubble = () => {
  let box = document.getElementById("preview");
  if (!box) {
    box = Object.assign(document.createElement("div"), { id: "preview", popover: "manual", role: "tooltip" });
    document.querySelector("main").append(box);
  }
  return box;
};
const hidePreview = () => {
  clearTimeout(previewTimer);
  pointed?.removeAttribute("aria-describedby");
  pointed = null;
  const box = document.getElementById("preview");
  if (box?.matches(":popover-open")) box.hidePopover();
};
// Above, as the next citation stands below, or on the side with more room; what does not fit there
// is cut, so that the citation stays in reach.
const beside = (box, link) => {
  box.style.maxHeight = "none";
  const [place, size] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
  const [above, below] = [place.top - 12, innerHeight - place.bottom - 12];
  const under = size.height > above && below >= above;
  const height = Math.min(size.height, under ? below : above);
  Object.assign(box.style, {
    left: `${Math.max(12, Math.min(place.left, innerWidth - size.width - 12))}px`,
    top: `${under ? place.bottom + 6 : place.top - 6 - height}px`,
    maxHeight: `${height}px`,
  });
};
const preview = async (link) => {
  if (pointed === link) return;
  hidePreview();
  pointed = link;
  let html = "";
  try {
    const asking = new URLSearchParams({ link: link.getAttribute("href") });
    const answer = await fetch(`sources/preview?${asking}`, { signal });
    html = answer.ok ? await answer.text() : "";
  } catch {
    // Without the server there is nothing to show, and the citation itself will say so.
  }
  if (pointed !== link) return;
  if (!html || !link.isConnected) return hidePreview();
  const box = bubble();
  box.innerHTML = html;
  box.showPopover();
  beside(box, link);
  link.setAttribute("aria-describedby", "preview");
};

const linkAt = (target) => target.closest?.('a[href^="#cite-"]');
const soon = (act, wait) => {
  clearTimeout(previewTimer);
  previewTimer = setTimeout(act, wait);
};
// A finger points at nothing: it opens.
document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType === "touch") return;
  const link = linkAt(target);
  if (link) soon(() => preview(link), WAIT);
  else if (target.closest?.("#preview")) clearTimeout(previewTimer);
  else if (pointed && pointed !== document.activeElement) soon(hidePreview, LINGER);
  else if (!pointed) clearTimeout(previewTimer);
}, { signal });
document.addEventListener("focusin", ({ target }) => {
  const link = linkAt(target);
  if (link && !returning && link.matches(":focus-visible")) preview(link);
  else if (pointed && !target.closest?.("#preview")) hidePreview();
}, { signal });
document.addEventListener("focusout", ({ target }) => target === pointed && hidePreview(), { signal });
document.addEventListener("click", ({ target }) => linkAt(target) && hidePreview(), { capture: true, signal });
// What scrolls takes its citation along, and the preview stays beside it while it is in view.
document.addEventListener("scroll", ({ target }) => {
  const box = document.getElementById("preview");
  if (!box?.matches(":popover-open") || !pointed || !target.contains(pointed)) return;
  const { top, bottom } = pointed.getBoundingClientRect();
  if (bottom < 0 || top > innerHeight) hidePreview();
  else beside(box, pointed);
}, { capture: true, signal });
addEventListener("resize", hidePreview, { signal });
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !document.querySelector("#preview:popover-open")) return;
  hidePreview();
  event.stopImmediatePropagation();
}, { capture: true, signal });
signal.addEventListener("abort", hidePreview);
