// Runs once in the conversation: the browser remembers it, so that a reload brings all back.
const remember = () => {
  const memory = element.querySelector(".log")?.dataset.memory;
  try {
    // Every tab has its own; one that is opened anew goes on with the last of any.
    for (const kept of memory ? [sessionStorage, localStorage] : []) kept.setItem("onrecord-conversation", memory);
  } catch {
    // A browser that stores nothing forgets.
  }
};
watch("value", remember);
