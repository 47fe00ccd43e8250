// Suggestions under the search boxes: the combobox pattern of the ARIA practices, filled by htmx. Without it the boxes
// just search.
"use strict";

(() => {
  const { suggest: address, label } = document.currentScript.dataset;
  const SHORTEST = 2; // characters
  const WAIT = 120; // milliseconds without a key

  const enhance = (box) => {
    const list = document.createElement("ul");
    list.id = `${box.id}-suggestions`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", label);
    box.form.append(list);
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
      "data-hx-get": address,
      "data-hx-trigger": `input changed delay:${WAIT}ms`,
      "data-hx-target": `#${list.id}`,
      "data-hx-sync": "this:queue last",
    })) box.setAttribute(name, value);

    let active = -1;

    const choose = (number) => {
      active = number;
      [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
      if (active < 0) box.removeAttribute("aria-activedescendant");
      else {
        box.setAttribute("aria-activedescendant", list.children[active].id);
        list.children[active].scrollIntoView({ block: "nearest" });
      }
    };

    const open = (isOpen) => {
      list.hidden = !isOpen;
      box.setAttribute("aria-expanded", String(isOpen));
      if (!isOpen) choose(-1);
    };

    const isWanted = () => document.activeElement === box && box.value.trim().length >= SHORTEST;

    box.addEventListener("input", () => {
      if (!isWanted()) open(false);
    });
    box.addEventListener("htmx:beforeRequest", (event) => {
      if (!isWanted()) event.preventDefault();
    });
    list.addEventListener("htmx:afterSwap", () => {
      choose(-1);
      open(isWanted() && list.children.length > 0);
    });
    box.addEventListener("keydown", (event) => {
      const count = list.children.length;
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        open(false);
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        const isClosed = list.hidden;
        open(true);
        const places = count + 1; // the box itself is one of them
        choose(isClosed && step > 0 ? 0 : ((active + 1 + step + places) % places) - 1);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        location.assign(list.children[active].dataset.address);
      }
    });
    box.addEventListener("blur", () => open(false));
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
    list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) location.assign(item.dataset.address);
    });
  };

  document.querySelectorAll(".searchbox input[type=search]").forEach(enhance);
})();
