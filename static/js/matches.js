// The keys n and p jump to the next and the previous match on the page of an article; the links do the same without.
"use strict";

(() => {
  const links = [...document.querySelectorAll('.matches a[href^="#match-"]')];
  const hint = document.querySelector(".matches .keys");
  if (hint) hint.hidden = links.length < 2;

  const go = (step) => {
    const now = links.findIndex((link) => link.hash === location.hash);
    const next = now < 0 ? (step > 0 ? 0 : links.length - 1) : (now + step + links.length) % links.length;
    location.replace(links[next].hash);
  };

  const show = () => {
    for (const link of links) {
      if (link.hash === location.hash) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !links.length) return;
    if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
  });
  window.addEventListener("hashchange", show);
  show();
})();
