// Keys for the review queue: `data-key` says which of them presses what. They work only while the focus is in the list
// of proposals, and everything they do can be done without them.
"use strict";

(() => {
  const cards = [...document.querySelectorAll(".cards > .card")];
  const isTyping = (element) => element.matches("input:not([type=checkbox]), textarea, select");

  const go = (card) => {
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: "nearest" });
  };

  const press = (key, card) => {
    const all = [...card.querySelectorAll("[data-key]"), ...document.querySelectorAll("[data-key]:not(.card [data-key])")];
    const element = all.find((each) => each.dataset.key.includes(key));
    element?.click();
    if (element?.matches("summary")) {
      element.parentElement.open = true;
      element.parentElement.querySelector("input[type=text]").focus();
    }
    return Boolean(element);
  };

  document.querySelector(".cards")?.addEventListener("keydown", (event) => {
    const card = event.target.closest(".card");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") go(card);
    else if (isTyping(event.target)) return;
    else if (event.key === "j" || event.key === "k") go(cards[cards.indexOf(card) + (event.key === "j" ? 1 : -1)]);
    else if (!/^[arcxun1-9]$/.test(event.key) || !press(event.key, card)) return;
    event.preventDefault();
  });

  const asked = document.getElementById(location.hash.slice(1));
  if (!document.querySelector("[autofocus]")) go(cards.includes(asked) ? asked : cards[0]);
})();
