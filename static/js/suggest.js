// Suggestions under the search boxes: the combobox pattern of the ARIA practices. Without it the boxes just search.
"use strict";

(() => {
  const address = document.currentScript.dataset.suggest;
  const WAIT = 120; // milliseconds without a key

  const option = (id, found) => {
    const item = document.createElement("li");
    item.id = id;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.address = found.address;
    const kind = document.createElement("span");
    kind.className = "kind";
    kind.textContent = found.kind;
    item.append(kind, " ", found.label);
    return item;
  };

  const enhance = (box) => {
    const list = document.createElement("ul");
    list.id = `${box.id}-suggestions`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    box.form.append(list);
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
    })) box.setAttribute(name, value);

    let active = -1;
    let timer = 0;
    let asking = new AbortController();

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

    const stop = () => {
      clearTimeout(timer);
      asking.abort();
    };

    const close = () => {
      stop();
      open(false);
    };

    const ask = async () => {
      asking = new AbortController();
      try {
        const answer = await fetch(`${address}?q=${encodeURIComponent(box.value)}`, { signal: asking.signal });
        const { suggestions } = await answer.json();
        choose(-1);
        list.replaceChildren(...suggestions.map((found, place) => option(`${list.id}-${place}`, found)));
        open(suggestions.length > 0);
      } catch {
        open(false); // a suggestion that does not come is not missed
      }
    };

    box.addEventListener("input", () => {
      stop();
      if (box.value.trim().length < 2) open(false);
      else timer = setTimeout(ask, WAIT);
    });
    box.addEventListener("keydown", (event) => {
      const count = list.children.length;
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
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
    box.addEventListener("blur", close);
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
    list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) location.assign(item.dataset.address);
    });
  };

  document.querySelectorAll(".searchbox input[type=search]").forEach(enhance);
})();
