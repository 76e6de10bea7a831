// The panel beside the page, in which provisions open: it takes the focus and gives it back.
"use strict";

(() => {
  let opener = null;

  const close = () => {
    const panel = document.getElementById("provision-panel");
    if (!panel || panel.childElementCount === 0) return;
    panel.replaceChildren();
    if (opener) opener.focus();
    opener = null;
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target && event.detail.target.id === "provision-panel") opener = event.detail.elt;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "provision-panel") return;
    const title = document.getElementById("beside-title");
    if (title) title.focus();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close='beside']")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
})();
