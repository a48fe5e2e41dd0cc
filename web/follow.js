// Runs once in the conversation: the newest question stays in view, and a reload brings all back.
const toNewest = () => {
  const questions = element.querySelectorAll(".question");
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
