/* Printing: the light theme, the width of a sheet, and charts drawn for both, before the browser prints. */
(function () {
  "use strict";

  const PATIENCE = 8000; // ms for charts to be drawn again
  const STILL = 300; // ms without loading: they are drawn
  const root = document.documentElement;
  const panorama = window.panorama;
  let preparing = false;

  function isWaiting() { return panorama.dash.isLoading("main") || document.querySelector("main [aria-busy=true]") !== null; }

  /* Resolves once the page has loaded, at the latest after PATIENCE. */
  function settled() {
    return new Promise((resolve) => {
      const begun = performance.now();
      let quiet = begun;
      (function look() {
        const now = performance.now();
        if (isWaiting()) quiet = now;
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
    panorama.theme.override("light");
    settled().then(() => { window.print(); });
  }

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "p") return;
    if (!document.querySelector(".shell")) return;
    event.preventDefault();
    print();
  });

  // The browser's own menu prints at once, in the current theme: only the layout can be prepared.
  window.addEventListener("beforeprint", () => { if (document.querySelector(".shell")) lay(true); });
  window.addEventListener("afterprint", () => {
    lay(false);
    if (preparing) panorama.theme.override(null);
    preparing = false;
  });

  (panorama.actions = panorama.actions || {}).print = print;
})();
