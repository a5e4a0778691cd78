/* Whoever leaves a page with something unsaved is asked first: `isDirty` says whether there is, `ask` asks. */
(function () {
  "use strict";

  var guards = [];

  window.panoramaBeforeLeaving = function (isDirty, ask) { guards.push({ isDirty: isDirty, ask: ask }); };

  /* Whether somebody has asked whether to leave for an address: then nobody leaves yet. */
  window.panoramaStays = function (address) {
    var guard = guards.find(function (one) { return one.isDirty(); });
    if (guard) guard.ask(address);
    return Boolean(guard);
  };

  window.addEventListener("beforeunload", function (event) {
    if (guards.some(function (one) { return one.isDirty(); })) event.preventDefault();
  });

  /* Links within the app load no new document, so they are asked about here. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (!link || link.target === "_blank" || event.ctrlKey || event.metaKey || event.shiftKey || link.hash) return;
    if (!window.panoramaStays(link.href)) return;
    event.preventDefault();
    event.stopPropagation();
    // The palette would keep the keys of the question to itself.
    var palette = link.closest("dialog");
    if (palette) palette.close();
  }, true);
})();
