// Runs once in the list of sources: opens the panel, reads files, tells Python what was chosen.
// Everything is found by delegation, because the list is drawn anew when it changes.
window.onrecordSources?.abort();
const ending = (window.onrecordSources = new AbortController());
const panel = element.closest("#sources");
const reader = element.closest("#reader");
const signal = ending.signal;
const NEWS = 3000; // milliseconds between two looks whether the sources have changed
let opener = null; // what opened the panel; the focus returns to it
let next = null; // what is to have the focus once Python has answered

const all = (selector) => [...panel.querySelectorAll(selector)];
const one = (selector) => panel.querySelector(selector);
const isOpen = () => reader.dataset.shows === "sources";

// What is hidden cannot take the focus, and a sheet that slides in is hidden for some frames.
const focusOn = (find, frames = 30) => {
  const place = find();
  place?.focus();
  if ((place && document.activeElement === place) || !frames) return;
  requestAnimationFrame(() => focusOn(find, frames - 1));
};

// What Python draws anew has the old one's selector, and may be the old element with other words.
const another = (selector) => {
  const before = one(selector)?.outerHTML;
  return () => (one(selector)?.outerHTML === before ? null : one(selector));
};

const news = () => {
  const shown = one("[data-generation]");
  if (!document.hidden) trigger("refresh", { seen: shown?.dataset.generation ?? "" });
};
const open = (from) => {
  opener = from;
  reader.dataset.shows = "sources";
  reader.dataset.open = "yes"; // the sheet of a small screen
  news();
  focusOn(() => one(".top h2"));
};
const close = () => {
  if (!isOpen()) return;
  delete reader.dataset.shows;
  delete reader.dataset.open;
  const shown = [opener, ...document.querySelectorAll("[data-sources]")];
  shown.find((button) => button?.isConnected && button.offsetParent)?.focus();
};

// The elements of the list are used again for other sources, and what was ticked by hand stays so.
const drawn = () => {
  if (one("[data-find]")?.value) find(one("[data-find]").value);
  const told = document.querySelector("#scope [data-choice]")?.dataset.choice;
  if (choices && Number(told) !== choices) return; // what was chosen is still on its way
  for (const box of all("[data-all], [data-pick]")) box.checked = box.defaultChecked;
};

let choices = 0; // made so far; the last one is told until Python has answered it
let unheard = null;
const choose = () => {
  choices += 1;
  tellChoice();
};
const tellChoice = (times = 5) => {
  const ticked = all("[data-pick]:checked").map((box) => box.value);
  const speaker = one("[data-speaker]");
  if (speaker.validity.valid) speaker.dataset.told = speaker.value; // else the last one counts
  trigger("choose", {
    choice: choices,
    all: one("[data-all]").checked,
    chosen: ticked,
    speaker: speaker.dataset.told ?? speaker.defaultValue,
    since: one("[data-since]").value,
    until: one("[data-until]").value,
  });
  // What is sent while another answer arrives, Gradio may lose.
  clearTimeout(unheard);
  const heard = () => Number(document.querySelector("#scope [data-choice]")?.dataset.choice) === choices;
  unheard = setTimeout(() => times && !signal.aborted && !heard() && tellChoice(times - 1), 1500);
};

// Of many speakers one is typed, by any part of the name that no other has.
const isOneSpeaker = (field) => {
  const typed = field.value.trim();
  const wanted = typed.toLowerCase();
  const names = [...(field.list?.options ?? [])].map((option) => option.value);
  const fitting = names.filter((name) => name.toLowerCase().includes(wanted));
  const exact = names.includes(typed) ? [typed] : names.filter((name) => name.toLowerCase() === wanted);
  const [found] = exact.length === 1 ? exact : fitting.length === 1 ? fitting : [null];
  const why = `${fitting.length || "No"} speakers have “${typed}” in their names.`;
  field.setCustomValidity(!field.list || !typed || found ? "" : why);
  if (field.list) field.value = typed && (found ?? typed);
  return field.reportValidity();
};
const onChange = ({ target }) => {
  if (target.matches("[data-files]")) return readFiles(target);
  if (target.matches("[data-all]")) for (const box of all("[data-pick]")) box.checked = target.checked;
  if (target.matches("[data-pick]")) {
    one("[data-all]").checked = all("[data-pick]").every((box) => box.checked);
  }
  if (target.matches("[data-speaker]") && !isOneSpeaker(target)) return;
  if (target.matches("[data-all], [data-pick], [data-speaker], [data-since], [data-until]")) choose();
};
const find = (typed) => {
  const wanted = typed.toLowerCase();
  for (const item of all(".source")) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  const count = all(".source:not([hidden])").length;
  one("[data-only]").hidden = !wanted || !count;
  one("[data-only]").textContent = count === 1 ? "Ask only this one" : `Ask only these ${count}`;
  one("[data-missed]").textContent = count ? "" : "No source has these words.";
};

const say = (words) => {
  const place = one(".drop .meta");
  place.dataset.usual ??= place.textContent;
  place.textContent = words || place.dataset.usual;
};
const send = async (file) => {
  const large = file.size > Number(one(".drop").dataset.bytes);
  const asked = new URLSearchParams({ name: file.name, ...(large && { large: "1" }) });
  try {
    const answer = await fetch(`sources/upload?${asked}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: large ? "" : file,
    });
    return await answer.json();
  } catch {
    return { why: `${file.name} could not be sent: a folder, or the server is away.` };
  }
};
let reading = false;
const readFiles = async (input) => {
  const files = [...input.files];
  if (reading || !files.length) return;
  reading = true;
  const most = Number(one(".drop").dataset.most);
  const tokens = [];
  let trouble = "";
  for (const [number, file] of files.slice(0, most).entries()) {
    say(`Reading ${number + 1} of ${Math.min(files.length, most)}: ${file.name}`);
    const { token, why } = await send(file);
    if (token) tokens.push(token);
    trouble ||= why;
  }
  reading = false;
  if ("value" in input) input.value = "";
  say(trouble);
  next = another(".offer h3");
  if (tokens.length) trigger("offered", { tokens, left: Math.max(0, files.length - most) });
};

const tokens = () => all(".offer [data-token]").map((item) => item.dataset.token);
const ticked = () => all("[data-offer]:checked").map((box) => box.value);
const toggle = (button) => {
  const opens = button.getAttribute("aria-expanded") === "false";
  button.setAttribute("aria-expanded", opens);
  document.getElementById(button.getAttribute("aria-controls")).hidden = !opens;
};
const keep = (inside) => {
  const button = one(`[aria-controls="${CSS.escape(inside.closest(".confirm").id)}"]`);
  toggle(button);
  button.focus();
};
const ACTS = {
  "[data-close-sources]": close,
  "[data-read]": (button) => {
    trigger("read_source", { id: button.dataset.read });
    delete reader.dataset.shows;
    focusOn(() => [...reader.querySelectorAll("#transcript .back, #transcript")].find((e) => e.offsetParent));
  },
  "[data-toggle]": toggle,
  "[data-keep]": keep,
  "[data-only]": () => {
    for (const box of all("[data-pick]")) box.checked = !box.closest(".source").hidden;
    one("[data-all]").checked = all("[data-pick]").every((box) => box.checked);
    choose();
  },
  "[data-remove]": (button) => {
    next = another("[data-undo], .notice.failure");
    button.disabled = true;
    trigger("remove_source", { id: button.dataset.remove });
  },
  "[data-undo]": (button) => {
    next = () => one(".top h2");
    button.disabled = true;
    trigger("put_back", { token: button.dataset.undo });
  },
  "[data-add]": () => {
    next = another(".offer h3");
    const chosen = ticked();
    if (chosen.length) trigger("add_files", { tokens: chosen });
  },
  "[data-discard]": () => {
    next = () => one("[data-files]");
    trigger("discard", { tokens: tokens() });
  },
};
const onClick = (event) => {
  const opens = event.target.closest?.("[data-sources]");
  if (opens) return isOpen() ? close() : open(opens);
  // A citation shows its transcript, whatever stood in its place.
  if (event.target.closest?.('a[href^="#cite-"], [data-close]')) return delete reader.dataset.shows;
  if (!panel.contains(event.target)) return;
  const act = Object.keys(ACTS).find((selector) => event.target.closest(selector));
  if (act) ACTS[act](event.target.closest(act));
};

const dropped = (event) => {
  if (!one(".drop") || !event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  panel.classList.toggle("over", event.type === "dragover");
  if (event.type === "drop") readFiles({ files: event.dataTransfer.files });
};
// A file dropped beside the panel must not take the browser away from the chat.
const missed = (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault();

// The focus goes where the last act led, once that is there, and then is nobody's to take.
const arrive = () => {
  const place = next?.();
  if (!place) return;
  next = null;
  // What failed may be tried again.
  if (place.matches(".failure")) for (const button of all("[data-remove], [data-undo]")) button.disabled = false;
  place.focus();
  place.scrollIntoView({ block: "nearest" });
};

document.addEventListener("click", onClick, { capture: true, signal });
panel.addEventListener("change", onChange, { signal });
panel.addEventListener("input", ({ target }) => target.matches("[data-find]") && find(target.value), { signal });
document.addEventListener("keydown", (event) => event.key === "Escape" && close(), { signal });
for (const kind of ["dragover", "dragleave", "drop"]) panel.addEventListener(kind, dropped, { signal });
for (const kind of ["dragover", "drop"]) addEventListener(kind, missed, { signal });
for (const kind of ["focus", "visibilitychange"]) addEventListener(kind, news, { signal });
addEventListener("hashchange", () => location.hash.startsWith("#cite-") && delete reader.dataset.shows, { signal });
const looking = setInterval(() => isOpen() && news(), NEWS);
watch("value", drawn);
const watching = new MutationObserver(arrive);
watching.observe(panel, { childList: true, subtree: true });
signal.addEventListener("abort", () => (clearInterval(looking), watching.disconnect()));
