// A button beside each citation that copies its words, with their type where the other program takes it.
(() => {
  "use strict";
  const status = document.getElementById("copied");
  if (!navigator.clipboard) return; // not over plain http, except on this machine
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const cited = document.getElementById(button.dataset.copy);
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const plain = new Blob([cited.textContent], { type: "text/plain" });
      const rich = new Blob([cited.innerHTML], { type: "text/html" });
      try {
        await navigator.clipboard.write([new ClipboardItem({ "text/plain": plain, "text/html": rich })]);
      } catch {
        const selection = getSelection();
        selection.selectAllChildren(cited);
        return;
      }
      status.textContent = button.textContent = status.dataset.done;
      setTimeout(() => { button.textContent = label; status.textContent = ""; }, 2000);
    });
  }
})();
