// Keys, suggestions and boxes that choose all: every page works without any of it.
"use strict";

(() => {
  let waiting = 0;

  const typing = (target) =>
    target instanceof Element &&
    target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;

  const open = (id) => {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) dialog.showModal();
  };

  const pressed = (selector) => {
    const place = document.querySelector(selector);
    if (place) place.click();
    return place !== null;
  };

  // What a key does outside of fields; says whether it did anything.
  const done = (key) => {
    if (waiting > Date.now()) {
      waiting = 0;
      return pressed(`.rail a[data-key="${CSS.escape(key)}"]`);
    }
    if (key === "g") {
      waiting = Date.now() + 1500;
      return true;
    }
    if (key === "?") {
      open("keys");
      return true;
    }
    if (key === "/") {
      const search = document.getElementById("search");
      if (search) search.focus();
      return search !== null;
    }
    return pressed(`[data-shortcut="${CSS.escape(key)}"]`);
  };

  // Up and down move among the suggestions, Escape closes them.
  const moved = (event) => {
    const box = event.target.closest(".search");
    if (!box) return false;
    if (event.key === "Escape") {
      box.querySelector(".suggestions").replaceChildren();
      box.querySelector("input[type=search]").focus();
      return true;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return false;
    const places = [box.querySelector("input[type=search]"), ...box.querySelectorAll(".suggestions a")];
    const next = places[places.indexOf(document.activeElement) + step];
    if (next) next.focus();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return;
    if (event.key === "Escape") {
      document.querySelectorAll("details.who[open]").forEach((each) => {
        each.open = false;
        each.querySelector("summary").focus();
      });
    }
    if (moved(event) || (!typing(event.target) && !document.querySelector("dialog[open]") && done(event.key))) {
      event.preventDefault();
    }
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      event.preventDefault();
      open(opener.dataset.opens);
    }
    document.querySelectorAll("details.who[open]").forEach((each) => {
      if (!each.contains(event.target)) each.open = false;
    });
    const fold = event.target.closest("[data-folds-rail]");
    if (fold) {
      const folds = fold.value === "folded";
      // After the form was sent with the value that it has now.
      setTimeout(() => {
        document.documentElement.toggleAttribute("data-rail", folds);
        if (folds) document.documentElement.dataset.rail = "folded";
        fold.value = folds ? "open" : "folded";
        fold.setAttribute("aria-expanded", String(!folds));
      });
    }
  });

  // A field of prose is as high as what stands in it. Where a part of a page is replaced, htmx does
  // not carry styles over (its settings in the head): written as markup they would be refused.
  const grow = (field) => {
    if (!field.offsetHeight) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  };
  const growAll = () => document.querySelectorAll("textarea.prose").forEach(grow);
  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea.prose")) grow(event.target);
  });
  document.addEventListener("htmx:afterSwap", growAll);
  document.addEventListener("toggle", growAll, true);
  growAll();

  // Enter in a field of what is done with the chosen rows means the button beside it, not the first.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("form.many input")) return;
    event.preventDefault();
    const beside = event.target.closest(".with-chosen div");
    if (beside) beside.querySelector("button").click();
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-chooses-all]")) {
      event.target.closest("table").querySelectorAll("input[name=chosen]").forEach((each) => {
        each.checked = event.target.checked;
      });
    }
  });
})();
