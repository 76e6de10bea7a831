// Warns some minutes before a session ends, and lets it go on without leaving the page.
"use strict";

(() => {
  const dialog = document.getElementById("session-ends");
  if (!dialog) return;
  const form = dialog.querySelector("form");
  const shown = dialog.querySelector(".left");
  const over = dialog.querySelector("[role=alert]");
  const warnAt = Number(document.body.dataset.sessionWarning);
  let ends = Date.now() + Number(document.body.dataset.session) * 1000;

  const clock = (seconds) =>
    `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

  const look = () => {
    const left = Math.max(0, Math.round((ends - Date.now()) / 1000));
    if (left > warnAt) {
      if (dialog.open) dialog.close();
      return;
    }
    shown.textContent = clock(left);
    form.hidden = left === 0;
    over.hidden = left !== 0;
    if (!dialog.open) dialog.showModal();
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), redirect: "manual",
    }).catch(() => null);
    if (answer && answer.ok) {
      ends = Date.now() + (await answer.json()).left * 1000;
      document.body.dataset.session = String(Math.round((ends - Date.now()) / 1000));
    } else if (answer) {
      ends = Date.now();
    }
    look();
  });

  setInterval(look, 1000);
})();
