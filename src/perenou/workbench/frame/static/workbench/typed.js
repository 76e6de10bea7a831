// Long forms: what is typed into them is kept until it is sent, and nothing is sent in vain.
"use strict";

(() => {
  const template = document.getElementById("typed");
  if (!template || !window.session) return;
  const UNKEPT = new Set(["csrfmiddlewaretoken", "typed"]);
  const WAITS = 2000;
  const forms = new Map();
  const passed = new WeakSet();
  const busy = new WeakSet();

  const isSent = (form) => form instanceof HTMLFormElement && form.getAttribute("method") === "post";
  // The forms of a case file and of an act are kept by their own rooms.
  const keepsItself = (form) => form.querySelector(".kept") !== null || form.hasAttribute("data-hx-post");
  const isKept = (form) => isSent(form) && form.querySelector("textarea") !== null && !keepsItself(form);
  const isLong = (form) => isSent(form) && (isKept(form) || form.querySelector(".kept, textarea") !== null);

  const address = (form) => {
    const at = new URL(form.getAttribute("action") || location.href, location.href);
    at.searchParams.delete("answered"); // where an answer is shown, not which form it is
    return at.pathname + at.search;
  };
  const nameOf = (form) => {
    const same = [...document.forms].filter((each) => isKept(each) && address(each) === address(form));
    return `${address(form)}#${same.indexOf(form)}`;
  };

  const fieldsOf = (form) =>
    [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !UNKEPT.has(name));
  const told = (form) => JSON.stringify(fieldsOf(form));
  // What a reader sees of it; a text that comes back may have other ends of lines.
  const seen = (form, fields) =>
    JSON.stringify(
      fields
        .filter(([name]) => !form.querySelector(`input[type=hidden][name="${CSS.escape(name)}"]`))
        .map(([name, value]) => [name, value.replace(/\r\n/g, "\n").trim()]),
    );

  // Puts values into a form; returns those that it has no field for any more.
  const fill = (form, fields) => {
    const left = new Map();
    for (const [name, value] of fields) left.set(name, [...(left.get(name) || []), value]);
    const take = (name, value) => {
      const at = (left.get(name) || []).indexOf(value);
      if (at >= 0) left.get(name).splice(at, 1);
      return at >= 0;
    };
    for (const field of form.elements) {
      if (!field.name || UNKEPT.has(field.name)) continue;
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = take(field.name, field.value);
      } else if (field.type === "select-multiple") {
        for (const each of field.options) each.selected = take(field.name, each.value);
      } else if (field.matches("input:not([type=file]), textarea, select") && (left.get(field.name) || []).length) {
        field.value = left.get(field.name).shift();
        if (field.matches("textarea")) {
          for (let at = field.closest("details"); at; at = at.parentElement.closest("details")) at.open ||= field.value !== "";
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }
      }
    }
    return [...left.values()].flat().filter((value) => /\s/.test(value.trim()));
  };

  const fail = (form) => {
    if (form.previousElementSibling && form.previousElementSibling.matches("[data-typed=failed]")) return;
    const line = template.content.querySelector(".error").cloneNode(true);
    line.dataset.typed = "failed";
    form.before(line);
  };
  const succeed = (form) => {
    const line = form.previousElementSibling;
    if (line && line.matches("[data-typed=failed]")) line.remove();
  };

  const send = async (fields, again = true) => {
    const body = new FormData();
    const token = document.querySelector("input[name=csrfmiddlewaretoken]");
    for (const [name, value] of Object.entries({
      ...fields, user: document.body.dataset.user, csrfmiddlewaretoken: token ? token.value : "",
    })) body.append(name, value);
    const answer = await fetch(template.dataset.address, {
      method: "POST", body, redirect: "manual", keepalive: body.get("content").length < 15000,
    }).catch(() => null);
    if (answer && answer.ok) {
      window.session.lasts((await answer.json()).left);
      return "here";
    }
    if (!answer || answer.status >= 500) return "away";
    // Too much at once, or more than is kept: the form itself can still be sent.
    if (answer.status === 422 || answer.status === 413 || answer.status === 429) return "here";
    const how = await window.session.look();
    return how === "here" && again ? send(fields, false) : how;
  };

  const name = (form) => {
    if (form.querySelector("input[name=typed]")) return;
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "typed", value: nameOf(form) });
    form.append(field);
  };

  const isUnkept = (form) => {
    const state = forms.get(form);
    return form.isConnected && told(form) !== (state.kept ?? state.first);
  };

  const keep = async (form) => {
    const state = forms.get(form);
    clearTimeout(state.timer);
    if (!isUnkept(form)) return "here";
    const now = told(form);
    const how = await send({ form: nameOf(form), content: now });
    if (how === "here") {
      state.kept = now;
      succeed(form);
    } else if (how === "away") {
      fail(form);
    }
    return how;
  };

  const know = (form) => {
    if (!forms.has(form)) forms.set(form, { first: told(form), kept: null, timer: 0 });
    return forms.get(form);
  };

  const changed = (event) => {
    const form = event.target.form;
    if (!form || !isKept(form)) return;
    const state = know(form);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => keep(form), WAITS);
  };
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);

  const keepAll = async () => {
    const found = await Promise.all([...forms.keys()].filter(isUnkept).map(keep));
    return found.find((each) => each !== "here") || "here";
  };
  window.addEventListener("pagehide", keepAll);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keepAll();
  });

  // Before a form is sent, what stands in the others is kept, and a long form is sent only to
  // whoever it is from: else the page stays, with all that was typed.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!isSent(form) || form.closest("dialog") || passed.delete(form)) return;
    const sendsItself = form.hasAttribute("data-hx-post") && !form.hasAttribute("data-hx-trigger");
    if (sendsItself || (!isLong(form) && ![...forms.keys()].some(isUnkept))) return;
    event.preventDefault();
    if (busy.has(form)) return;
    busy.add(form);
    let how = await window.session.look();
    if (how === "here") how = await keepAll();
    busy.delete(form);
    if (how === "here") {
      if (isKept(form)) name(form);
      passed.add(form);
      form.requestSubmit(event.submitter);
      passed.delete(form);
    } else if (how === "away") {
      fail(form);
    } else {
      window.session.insist();
    }
  }, true);

  const bring = (form, fields, at) => {
    const before = fieldsOf(form);
    const rest = fill(form, fields);
    forms.get(form).kept = told(form);
    const note = template.content.querySelector(".note").cloneNode(true);
    const part = (key) => note.querySelector(`[data-typed=${key}]`);
    part("at").textContent = `(${at}).`;
    for (const each of rest) part("rest").append(Object.assign(document.createElement("li"), { textContent: each }));
    const show = (isBack) => {
      for (const [key, isShown] of [["told", isBack], ["drop", isBack], ["dropped", !isBack], ["undo", !isBack]]) {
        part(key).hidden = !isShown;
      }
      part("rest").hidden = !isBack || rest.length === 0;
    };
    part("drop").addEventListener("click", () => {
      fill(form, before);
      clearTimeout(forms.get(form).timer);
      forms.get(form).kept = told(form);
      send({ form: nameOf(form), content: "", do: "drop" });
      show(false);
      part("undo").focus();
    });
    part("undo").addEventListener("click", () => {
      fill(form, fields);
      show(true);
      part("drop").focus();
    });
    show(true);
    form.prepend(note);
  };

  const begin = async () => {
    for (const form of document.forms) if (isKept(form)) know(form);
    // What answers a form that was sent shows it already.
    if (!forms.size || "isAnswer" in document.body.dataset) return;
    const asked = new URLSearchParams([...forms.keys()].map((form) => ["form", nameOf(form)]));
    const answer = await fetch(`${template.dataset.address}?${asked}`, { redirect: "manual" }).catch(() => null);
    if (!answer || !answer.ok) return;
    for (const { form: key, fields, at } of (await answer.json()).kept) {
      const form = [...forms.keys()].find((each) => nameOf(each) === key);
      if (form && !isUnkept(form) && seen(form, fields) !== seen(form, fieldsOf(form))) bring(form, fields, at);
    }
  };
  begin();
})();
