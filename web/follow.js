// Runs once in the conversation: the newest question stays in view, and a reload brings all back.
let asked = 0; // an answer that is only judged does not move the page
let pending = false;
const toNewest = () => {
  const questions = element.querySelectorAll(".question");
  const same = asked === questions.length && !pending;
  asked = questions.length;
  pending = Boolean(element.querySelector(".pending"));
  if (same && !pending) return;
  const newest = questions[questions.length - 1];
  if (newest) newest.scrollIntoView({ block: "start" });
};
watch("value", toNewest);
const remember = () => {
  const memory = element.querySelector(".log")?.dataset.memory;
  try {
    if (memory) localStorage.setItem("onrecord-conversation", memory);
  } catch {
    // A browser that stores nothing forgets.
  }
};
watch("value", remember);
