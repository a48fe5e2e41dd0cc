// Goes on in asking.js. What is asked is kept by the tab until it is answered. Where the server
// was started anew, or the stream of results was cut, Gradio sends a question off and nothing
// comes: then the page is loaded anew, and the question is back in the box.
const KEPT = "onrecord-unanswered";
const BEGINS_WITHIN = 15_000;
const LOOKS_EVERY = 2_000;
const UNREACHABLE = "The server does not answer. Your question is kept; this page looks again every two seconds.";
const ASKED = "This page was loaded anew before the answer came. Your question is back in the box: ask it once more.";
const TYPED = "The server was started anew, and so was this page. What you had typed is back in the box.";

const told = () => element.querySelector("[data-lost]");
const tell = (words) => {
  told()?.remove();
  if (!words) return;
  const said = Object.assign(document.createElement("p"), { className: "failure", textContent: words });
  said.dataset.lost = "";
  said.setAttribute("role", "status");
  element.append(said);
  said.scrollIntoView({ block: "nearest" });
};
// A browser that stores nothing keeps no question; it is asked all the same.
const stored = (act) => {
  try {
    return act(sessionStorage);
  } catch {
    return null;
  }
};
const keep = (words, notice) => stored((kept) => kept.setItem(KEPT, JSON.stringify({ words, notice })));
const loadAnew = () => signal.aborted || location.reload();

// The server goes by another name after every start. Null if it cannot be reached.
const isSameServer = async () => {
  try {
    const answer = await fetch("gradio_api/app_id", { cache: "no-store" });
    return answer.ok ? (await answer.json()).app_id === window.gradio_config.app_id : null;
  } catch {
    return null;
  }
};

let isOnItsWay = false; // a question of this page
let looking = 0;
let deadline = 0;
const asks = async (words) => {
  if (!words?.trim() || isPending()) return;
  tell("");
  keep(words, ASKED);
  isOnItsWay = true;
  deadline = Date.now() + BEGINS_WITHIN;
  const mine = ++looking;
  while (true) {
    const same = await isSameServer();
    if (mine !== looking || signal.aborted) return;
    if (same === null) tell(UNREACHABLE);
    else if (!same || told() || Date.now() > deadline) return loadAnew();
    await new Promise((done) => setTimeout(done, LOOKS_EVERY));
  }
};
const begun = () => {
  if (!isOnItsWay) return;
  deadline = Infinity; // how long it waits and is read is another matter
  tell("");
};
const answered = () => {
  if (isOnItsWay) stored((kept) => kept.removeItem(KEPT));
  isOnItsWay = false;
  looking += 1;
};

// Gradio hears of these in the same moment.
const onAsk = ({ target }) => {
  if (target.closest?.("#ask")) asks(box().value);
  else if (target.closest?.("#starters button")) asks(target.closest("button").textContent);
  else if (target.closest?.("#clear")) answered();
};
const onEnter = ({ key, shiftKey, isComposing, target }) => {
  if (key === "Enter" && !shiftKey && !isComposing && target === box()) asks(target.value);
};
document.addEventListener("click", onAsk, { signal, capture: true });
document.addEventListener("keydown", onEnter, { signal, capture: true });

// Whoever comes back to a tab finds it able to answer.
const look = async () => {
  if (document.hidden || isPending() || (await isSameServer()) !== false) return;
  if (box()?.value.trim()) keep(box().value, TYPED);
  loadAnew();
};
addEventListener("focus", look, { signal });
document.addEventListener("visibilitychange", look, { signal });

// Called once the conversation is back.
window.onrecordBack = () => {
  const kept = stored((kept) => JSON.parse(kept.getItem(KEPT)));
  if (!kept || isOnItsWay || box()?.value) return;
  stored((kept) => kept.removeItem(KEPT));
  fill(kept.words);
  tell(kept.notice);
};
