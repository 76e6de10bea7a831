// Shows a password while it is typed, and how hard a new one would be to guess.
"use strict";

(() => {
  for (const button of document.querySelectorAll("[data-shows]")) {
    const field = document.getElementById(button.dataset.shows);
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = field.type === "password";
      field.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
    });
    // Browsers keep what was typed into a field of text.
    field.form.addEventListener("submit", () => { field.type = "password"; });
  }

  // Bits: letters that only go on from the one before (aaa, abc, 321) say nothing new.
  const bits = (text) => {
    const letters = [...text];
    const news = letters.filter((each, at) => {
      const step = at ? each.codePointAt(0) - letters[at - 1].codePointAt(0) : 9;
      return Math.abs(step) > 1;
    });
    const kinds = [[/\p{Ll}/u, 26], [/\p{Lu}/u, 26], [/\d/, 10], [/[^\p{L}\d]/u, 20]];
    const pool = kinds.reduce((sum, [kind, size]) => sum + (kind.test(text) ? size : 0), 0);
    const different = Math.min(news.length, 2 * new Set(news).size);
    return different * Math.log2(pool || 1);
  };

  for (const meter of document.querySelectorAll("meter[data-of]")) {
    const field = document.getElementById(meter.dataset.of);
    const told = meter.nextElementSibling;
    const words = told.dataset.words.split("|");
    const least = Number(meter.dataset.least);
    meter.parentElement.hidden = false;
    field.addEventListener("input", () => {
      const found = bits(field.value);
      const long = [...field.value].length >= least;
      meter.value = !field.value ? 0 : !long || found < 45 ? 1 : found < 70 ? 2 : found < 95 ? 3 : 4;
      told.textContent = words[meter.value];
    });
  }
})();
