/* On paper: the light theme, the width of a sheet, and charts that are drawn for both, before the browser prints. */
(function () {
  "use strict";

  var PATIENCE = 8000; // ms that charts may take to be drawn anew
  var STILL = 300; // ms without a change: they are
  var root = document.documentElement;
  var preparing = false;

  function waiting() { return document.querySelector("main [data-dash-is-loading=true], main [aria-busy=true]"); }

  /* Resolves once nothing of the page is under way any more, or after all patience. */
  function settled() {
    return new Promise(function (resolve) {
      var begun = performance.now(), quiet = begun;
      (function look() {
        var now = performance.now();
        if (waiting()) quiet = now;
        if (now - quiet > STILL || now - begun > PATIENCE) return resolve();
        requestAnimationFrame(look);
      })();
    });
  }

  function lay(onPaper) {
    root.toggleAttribute("data-paper", onPaper);
    window.dispatchEvent(new Event("resize"));
  }

  function print() {
    if (preparing) return;
    preparing = true;
    lay(true);
    window.panoramaTheme.pass("light");
    settled().then(function () { window.print(); });
  }

  document.addEventListener("keydown", function (event) {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "p") return;
    if (!document.querySelector(".shell")) return;
    event.preventDefault();
    print();
  });

  // The browser's own menu prints at once, in the theme that is shown: what there is time for is done.
  window.addEventListener("beforeprint", function () { if (document.querySelector(".shell")) lay(true); });
  window.addEventListener("afterprint", function () {
    lay(false);
    if (preparing) window.panoramaTheme.pass(null);
    preparing = false;
  });

  (window.panoramaActions = window.panoramaActions || {}).print = print;
})();
