// Runs once beside the question box: the tab remembers what is asked, so that a reload keeps it.
const remember = () => {
  const stated = element.querySelector("[data-scope]");
  try {
    if (stated) sessionStorage.setItem("onrecord-scope", stated.dataset.scope);
  } catch {
    // A browser that stores nothing asks all sources again.
  }
};
watch("value", remember);
