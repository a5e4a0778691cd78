/* Before a page with unsaved changes is left, its reader is asked. */
(function () {
  "use strict";

  const panorama = (window.panorama = window.panorama || {}), guards = [];

  /* Register a guard: `isDirty` returns whether there are unsaved changes, `ask` asks before an address is opened. */
  function guard(isDirty, ask) { guards.push({ isDirty, ask }); }

  /* Whether the reader was asked before `address` is opened: then it must not be opened yet. */
  function blocks(address) {
    const dirty = guards.find((each) => each.isDirty());
    if (dirty) dirty.ask(address);
    return Boolean(dirty);
  }

  window.addEventListener("beforeunload", (event) => {
    if (guards.some((each) => each.isDirty())) event.preventDefault();
  });

  /* Links within the app load no new document, so beforeunload does not cover them. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || link.target === "_blank" || event.ctrlKey || event.metaKey || event.shiftKey || link.hash) return;
    if (!blocks(link.href)) return;
    event.preventDefault();
    event.stopPropagation();
    // The palette would take the keys that are meant for the question.
    const palette = link.closest("dialog");
    if (palette) palette.close();
  }, true);

  panorama.unsaved = { blocks, guard };
})();
