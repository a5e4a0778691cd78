/* What its reader opened last from the palette: until the tab is closed or they sign out, and for them alone. */
(function () {
  "use strict";

  var MOST = 5;

  function place() { return "panorama-recent " + document.querySelector(".shell").dataset.reader; }

  function all() {
    try { return JSON.parse(window.panoramaTools.kept("sessionStorage", place())) || []; } catch (broken) { return []; }
  }

  function add(entry) {
    var others = all().filter(function (one) { return one.address !== entry.address; });
    var one = { group: "Recent", label: entry.label, address: entry.address, detail: entry.detail };
    window.panoramaTools.keep("sessionStorage", place(), JSON.stringify([one].concat(others).slice(0, MOST)));
  }

  document.addEventListener("submit", function (event) {
    if (event.target.matches('[action="/sign-out"]')) try { sessionStorage.clear(); } catch (refused) { /* nothing is kept */ }
  });

  window.panoramaRecent = { all: all, add: add };
})();
