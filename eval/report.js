// Filters and sorts the list of questions. Without it the page shows them all, the worst first.
const form = document.getElementById("filters");
const list = document.getElementById("list");
const items = [...list.children];
const worst = new Map(items.map((item, place) => [item, place]));
const words = new Map(); // what a question can be found by, read when first searched

const found = (item, wanted) => {
  if (!words.has(item)) words.set(item, item.textContent.toLowerCase());
  return wanted.every((word) => words.get(item).includes(word));
};

const orders = {
  worst: (a, b) => worst.get(a) - worst.get(b),
  best: (a, b) => worst.get(b) - worst.get(a),
  set: (a, b) => a.dataset.order - b.dataset.order,
  confidence: (a, b) => b.dataset.confidence - a.dataset.confidence,
  latency: (a, b) => b.dataset.latency - a.dataset.latency,
};

const show = () => {
  const { search, verdict, category, set } = form;
  const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const is = (choice, value) => !choice || choice.value === "*" || choice.value === value;
  const fits = (item) => {
    const data = item.dataset;
    return (
      (!verdict.value ||
        verdict.value === data.verdict ||
        (verdict.value === "wrong" && data.right === "false")) &&
      is(category, data.category) &&
      is(set, data.set) &&
      found(item, wanted)
    );
  };
  const shown = items.filter(fits).sort(orders[form.order.value]);
  // Taken out, not hidden: with thousands of questions, hiding them takes a browser seconds.
  list.replaceChildren(...shown);
  form.querySelector("output").textContent = `${shown.length} of ${items.length} questions`;
};

let waiting = 0;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, 80);
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(show)); // once the fields have their old values
form.hidden = false;
show();

// What is folded up is part of the paper.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const part of folded) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of folded) part.open = false;
});
