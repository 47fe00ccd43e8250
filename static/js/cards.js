// The card of a person or summit opens over its name when a pointer rests there, when the keyboard comes there, and at
// a tap. It stays while the pointer is on it, and Escape closes it. Without this script the buttons beside the
// text open the same cards.
(() => {
  "use strict";
  const OPEN_AFTER = 250; // milliseconds
  const CLOSE_AFTER = 300;
  const EDGE = 8; // pixels kept free around a card
  const mentions = document.querySelectorAll("a.mention[data-card]");
  if (!mentions.length || !HTMLElement.prototype.showPopover) return;
  let timer = 0;
  let open = null;

  const later = (act, delay) => {
    clearTimeout(timer);
    timer = setTimeout(act, delay);
  };

  // A name may run over two lines: the card stands below the last, or above the first, and covers neither.
  const place = (card, lines) => {
    const width = document.documentElement.clientWidth;
    const last = lines[lines.length - 1];
    const below = last.bottom + EDGE;
    const above = lines[0].top - card.offsetHeight - EDGE;
    const fits = below + card.offsetHeight + EDGE <= window.innerHeight || above < EDGE;
    card.style.top = `${fits ? below : above}px`;
    card.style.left = `${Math.max(EDGE, Math.min(last.left, width - card.offsetWidth - EDGE))}px`;
  };

  const show = (mention) => {
    clearTimeout(timer);
    const card = document.getElementById(mention.dataset.card);
    if (!card || card.matches(":popover-open")) return;
    card.classList.add("card--placed");
    card.showPopover({ source: mention });
    place(card, mention.getClientRects());
    open = card;
  };

  const hide = () => {
    clearTimeout(timer);
    if (open && open.matches(":popover-open")) open.hidePopover();
    open = null;
  };

  for (const mention of mentions) {
    let touched = false;
    mention.addEventListener("pointerdown", (event) => { touched = event.pointerType !== "mouse"; });
    mention.addEventListener("click", (event) => {
      if (!touched) return;
      event.preventDefault();
      show(mention);
    });
    mention.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") later(() => show(mention), OPEN_AFTER);
    });
    mention.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") later(hide, CLOSE_AFTER);
    });
    mention.addEventListener("focus", () => { if (mention.matches(":focus-visible")) show(mention); });
    mention.addEventListener("blur", (event) => {
      if (open && !open.contains(event.relatedTarget)) hide();
    });
  }

  for (const card of document.querySelectorAll(".card[popover]")) {
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse" && card === open) later(hide, CLOSE_AFTER);
    });
    card.addEventListener("focusout", (event) => {
      if (card === open && !card.contains(event.relatedTarget)) hide();
    });
    card.addEventListener("toggle", (event) => {
      if (event.newState === "open") return;
      card.classList.remove("card--placed");
      card.style.top = card.style.left = "";
    });
    // a link to a paragraph leads away from the card
    card.addEventListener("click", (event) => { if (event.target.closest("a[href^='#']")) card.hidePopover(); });
  }
})();
