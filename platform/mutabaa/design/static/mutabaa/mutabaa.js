/* Comforts on top of pages that work without them. No flow may depend on this file. */
(() => {
  "use strict";
  const trouble = () => document.getElementById("trouble");

  // A swap that failed says so; the page stays as it was.
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(name, () => { const note = trouble(); if (note) note.hidden = false; });
  }
  document.addEventListener("htmx:afterSwap", () => { const note = trouble(); if (note) note.hidden = true; });

  // On a narrow screen the entrance one stands in may lie beyond the edge of its row.
  document.addEventListener("DOMContentLoaded", () => {
    for (const here of document.querySelectorAll(".nav [aria-current], .tabs [aria-current]")) {
      const row = here.closest("ul, .tabs");
      const [one, all] = [here.getBoundingClientRect(), row.getBoundingClientRect()];
      // The row alone is moved: the page keeps to its beginning.
      if (row.scrollWidth > row.clientWidth) row.scrollLeft += one.x + one.width / 2 - all.x - all.width / 2;
    }
  });

  // Open menus close with Escape, or when the person goes elsewhere.
  const close = (except) => document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
  document.addEventListener("click", (event) => close(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest && event.target.closest("details.menu[open]");
    if (menu) menu.querySelector("summary").focus();
    close(null);
  });

  // <input type="checkbox" data-ticks="name"> ticks every box of that name in its form or page.
  document.addEventListener("change", (event) => {
    const name = event.target.dataset && event.target.dataset.ticks;
    if (!name) return;
    const room = event.target.form || document;
    room.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`).forEach((box) => {
      box.checked = event.target.checked;
    });
  });

  // Signing out leaves nothing unsaved behind in this window.
  document.addEventListener("submit", (event) => {
    if (!(event.target.getAttribute("action") || "").endsWith("/account/logout/")) return;
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("mutabaa:draft:")) sessionStorage.removeItem(key);
  });

  // <button data-copy="id"> copies the text of that element and says so in its own words.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    const source = button && document.getElementById(button.dataset.copy);
    if (!source || !navigator.clipboard) return;
    await navigator.clipboard.writeText(source.value || source.textContent.trim());
    if (button.dataset.copied) button.textContent = button.dataset.copied;
  });
})();
