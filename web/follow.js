// Runs once in the conversation: the browser remembers it, so that a reload brings all back.
const remember = () => {
  const memory = element.querySelector(".log")?.dataset.memory;
  try {
    if (memory) localStorage.setItem("onrecord-conversation", memory);
  } catch {
    // A browser that stores nothing forgets.
  }
};
watch("value", remember);
