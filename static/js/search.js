// The search page updates in place with htmx: what that leaves to do. Without it every choice is a page of its own.
"use strict";

(() => {
  const folded = () => [...document.querySelectorAll("#finder details[id]")];
  let open = [];

  const onPage = (name, act) => document.addEventListener(name, ({ detail }) => {
    if (detail.target?.id === "finder") act(detail);
  });

  // An empty field is no choice.
  onPage("htmx:configRequest", ({ parameters }) => {
    for (const name of ["from", "to"]) if (!parameters[name]) delete parameters[name];
  });

  onPage("htmx:beforeSwap", () => {
    open = folded().filter((details) => details.open).map((details) => details.id);
  });

  onPage("htmx:afterSwap", () => {
    for (const details of folded()) details.open ||= open.includes(details.id);
    const heading = document.querySelector("#finder h1");
    document.getElementById("announced").textContent = heading.textContent;
    if (document.activeElement === document.body) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  });

  // No answer, or none that fits: let the browser ask, and say what is wrong.
  for (const failed of ["htmx:responseError", "htmx:sendError"]) {
    onPage(failed, ({ pathInfo }) => location.assign(pathInfo.finalRequestPath));
  }
})();
