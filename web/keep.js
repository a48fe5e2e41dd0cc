// Runs once beside the conversation: what the server made to keep is saved as a file.
const save = () => {
  const kept = element.querySelector("[data-file]");
  if (!kept) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([kept.textContent], { type: kept.dataset.type }));
  link.download = kept.dataset.file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
watch("value", save);
