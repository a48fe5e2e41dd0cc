// Runs once in the conversation: the newest question stays in view.
const toNewest = () => {
  const questions = element.querySelectorAll(".question");
  const newest = questions[questions.length - 1];
  if (newest) newest.scrollIntoView({ block: "start" });
};
watch("value", toNewest);
