/* Saves a form while it is written: <form data-autosave="address" data-keeper="person:thing">.
   A comfort: without it the save button does the same. What the server has not confirmed is kept in sessionStorage,
   which belongs to this window alone and ends with it: on a shared computer the next person does not find it, while a
   reload, a lost connection or a session that ended do not lose it. Signing out empties it (mutabaa.js). */
(() => {
  "use strict";
  const PREFIX = "mutabaa:draft:";
  const WAIT = 3000, AGAIN = 10000;
  const shelf = {
    get: (key) => { try { return JSON.parse(sessionStorage.getItem(PREFIX + key)); } catch { return null; } },
    put: (key, value) => { try { sessionStorage.setItem(PREFIX + key, JSON.stringify(value)); } catch { /* full or forbidden */ } },
    drop: (key) => { try { sessionStorage.removeItem(PREFIX + key); } catch { /* forbidden */ } },
  };

  for (const done of document.querySelectorAll("[data-forget]")) shelf.drop(done.dataset.forget);

  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const key = form.dataset.keeper;
  const status = form.querySelector("[data-status]");
  const seen = form.elements.namedItem("seen");
  let timer = 0, changes = 0, saving = false, quiet = "quiet" in form.dataset;

  const say = (words) => { if (status) status.textContent = words; };
  const fields = () => [...new FormData(form)].filter(([name, value]) =>
    name !== "csrfmiddlewaretoken" && name !== "act" && typeof value === "string");
  const written = () => JSON.stringify(fields().filter(([name]) => name !== "seen"));
  const fresh = written();
  const later = (wait) => { clearTimeout(timer); if (!quiet) timer = setTimeout(save, wait); };

  function changed() {
    changes += 1;
    shelf.put(key, fields());
    later(WAIT);
  }

  function signedOut() {
    quiet = true;
    say(form.dataset.out + " ");
    if (!status) return;
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = form.dataset.signIn;
    status.append(link);
  }

  async function save() {
    if (saving || quiet) return later(WAIT);
    saving = true;
    const at = changes;
    say(form.dataset.saving);
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), redirect: "manual", headers: { Accept: "application/json" } });
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return signedOut();
      if (answer.status >= 500) throw new Error("later");
      const told = await answer.json();
      say(told.words);
      if (answer.status === 409) { quiet = true; return; }
      if (answer.ok) {
        seen.value = told.revision;
        if (at === changes && !told.left_out.length) shelf.drop(key); else shelf.put(key, fields());
      }
    } catch {
      say(form.dataset.lost);
      later(AGAIN);
    } finally {
      saving = false;
      if (at !== changes) later(WAIT);
    }
  }

  // What this window still holds, because its last saving was not confirmed.
  const kept = shelf.get(key);
  if (Array.isArray(kept)) {
    const values = new Map(kept);
    for (const field of form.elements) {
      if (!values.has(field.name) || field.name === "act") continue;
      if (field.type === "radio") field.checked = field.value === values.get(field.name);
      else if (field.type !== "hidden" || field === seen) field.value = values.get(field.name);
    }
    if (written() === fresh) { seen.value = seen.defaultValue; shelf.drop(key); }
    else { say(form.dataset.brought); changed(); }
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => { clearTimeout(timer); quiet = true; shelf.put(key, fields()); });
  addEventListener("online", () => { if (shelf.get(key)) later(0); });
  // A page that comes back from the browser's memory may show an older state than the server's.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
