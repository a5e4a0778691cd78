/* What the reader opened last from the palette: until the tab is closed or they sign out, for this membership alone. */
(function () {
  "use strict";

  const MOST = 5;
  const panorama = (window.panorama = window.panorama || {});

  function key() { return "panorama-recent " + document.querySelector(".shell").dataset.reader; }

  function all() {
    try { return JSON.parse(panorama.tools.load("sessionStorage", key())) || []; } catch (broken) { return []; }
  }

  function add(entry) {
    const others = all().filter((each) => each.address !== entry.address);
    const added = { group: "Recent", label: entry.label, address: entry.address, detail: entry.detail };
    panorama.tools.store("sessionStorage", key(), JSON.stringify([added].concat(others).slice(0, MOST)));
  }

  document.addEventListener("submit", (event) => {
    if (event.target.matches('[action="/sign-out"]')) try { sessionStorage.clear(); } catch (refused) { /* nothing is stored */ }
  });

  panorama.recent = { add, all };
})();
