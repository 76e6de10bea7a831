// What a form is told while it is kept in the background: that it was not, and why.
"use strict";

(() => {
  const tell = (form, key) => {
    const place = form && form.querySelector(".kept");
    if (place) {
      place.textContent = place.dataset[key];
      place.classList.add("error");
    }
  };

  const formOf = (event) => event.detail.elt.closest("form");

  // After the session has ended, the answer is the page to sign in: nothing may take the form's place.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const asked = new URL(event.detail.pathInfo.requestPath, location.href);
    const came = new URL(event.detail.xhr.responseURL, location.href);
    if (asked.pathname !== came.pathname) {
      event.detail.shouldSwap = false;
      tell(formOf(event), "ended");
    }
  });
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      const ended = event.detail.xhr && event.detail.xhr.status === 401;
      tell(formOf(event), ended ? "ended" : "failed");
    });
  }
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.classList.contains("kept")) event.detail.target.classList.remove("error");
  });
})();
