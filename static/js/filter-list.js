// Filters a list as one types. The form works without: it asks the server, which knows the values not listed here too.
"use strict";

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

for (const form of document.querySelectorAll("form[data-filters]")) {
  const field = form.querySelector("input[type=search]");
  const list = document.getElementById(form.dataset.filters);
  const status = form.querySelector("[role=status]");
  const items = [...list.children].map((item) => [item, folded(item.textContent)]);

  field.addEventListener("input", () => {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [item, text] of items) {
      item.hidden = !words.every((word) => text.includes(word));
      shown += item.hidden ? 0 : 1;
    }
    status.textContent = words.length ? `${shown} of ${items.length} listed` : "";
  });
}
