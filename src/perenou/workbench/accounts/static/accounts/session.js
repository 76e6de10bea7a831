// Warns some minutes before a session ends, lets it go on without leaving the page, and after it has
// ended waits until somebody has signed in again beside this page.
"use strict";

(() => {
  const dialog = document.getElementById("session-ends");
  if (!dialog) return;
  const form = dialog.querySelector("form[method=post]");
  const shown = dialog.querySelector(".left");
  const user = Number(document.body.dataset.user);
  const warnAt = Number(document.body.dataset.sessionWarning) * 1000;
  let ends = Date.now() + Number(document.body.dataset.session) * 1000;
  let asked = 0;
  let state = "here";
  let closedIn = "";

  const clock = (seconds) =>
    `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

  // Whoever closed it is told again only when something else is to be told.
  const tell = () => {
    if (state === "here") {
      closedIn = "";
      if (dialog.open) dialog.close();
      return;
    }
    shown.textContent = clock(Math.max(0, Math.round((ends - Date.now()) / 1000)));
    for (const each of dialog.querySelectorAll("[data-while]")) {
      each.hidden = !each.dataset.while.split(" ").includes(state);
    }
    if (closedIn !== state && !dialog.open) dialog.showModal();
  };

  const lasts = (seconds) => {
    ends = Date.now() + seconds * 1000;
    document.body.dataset.session = String(seconds);
    state = ends - Date.now() > warnAt ? "here" : "ends";
  };

  // Asks the server who is signed in now, and gives every form of the page a token that holds.
  const look = async () => {
    asked = Date.now();
    const answer = await fetch(dialog.dataset.here, { redirect: "manual" }).catch(() => null);
    if (!answer) return "away";
    if (answer.ok) {
      const told = await answer.json();
      if (told.user === user) {
        document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((each) => {
          each.value = told.token;
        });
        lasts(told.left);
      } else {
        state = "other";
      }
    } else if (answer.type === "opaqueredirect" || answer.status === 401) {
      state = "over";
    } else {
      return "away";
    }
    tell();
    return state === "ends" ? "here" : state;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), redirect: "manual",
    }).catch(() => null);
    if (answer && answer.ok) {
      lasts((await answer.json()).left);
      tell();
    } else if (answer) {
      look();
    }
  });

  dialog.addEventListener("close", () => {
    if (state !== "here") closedIn = state;
  });
  for (const name of ["focus", "visibilitychange"]) {
    window.addEventListener(name, () => {
      if (state !== "here" && document.visibilityState === "visible") look();
    }, true);
  }

  // Another page, or what is kept in the background, may have let the session go on.
  const isDue = () => {
    const now = Date.now();
    if (state === "here") return ends - now <= warnAt && now - asked > 5000;
    if (state === "ends") return now - asked > 30000 || (now >= ends && asked < ends);
    return state === "over" && dialog.open && now - asked > 10000;
  };

  setInterval(() => {
    if (isDue()) look();
    if (state !== "here") tell();
  }, 1000);

  // For the other scripts of a page: `look` says "here", "over", "other" or, without a server, "away".
  window.session = {
    look,
    insist: () => {
      closedIn = "";
      tell();
    },
    lasts: (seconds) => {
      lasts(seconds);
      tell();
    },
  };
})();
