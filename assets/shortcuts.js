/* Keys that lead on. The sheet (components/shortcuts.py) lists them; what it lists is what they do. */
(function () {
  "use strict";

  var KEPT = "panorama-keys"; // on or off
  var PAUSE = 1200; // ms between the keys of one shortcut
  var TAKES_LETTERS = "input, textarea, select, [contenteditable], [role=listbox], [role=combobox], dialog";
  var pressed = [], last = 0, chosen = null; // chosen: on or off, where the browser keeps nothing

  function sheet() { return document.getElementById("shortcuts"); }
  function turn() { return sheet().querySelector("[role=switch]"); }

  function isOn() {
    return (chosen || window.panoramaTools.kept("localStorage", KEPT)) !== "off";
  }

  function show() {
    if (!sheet() || sheet().open) return;
    turn().setAttribute("aria-checked", String(isOn()));
    sheet().showModal();
  }

  function does(row) {
    if (row.dataset.go) window.panoramaTools.go(row.dataset.go);
    else if (row.dataset.press) {
      var button = document.querySelector(row.dataset.press);
      if (button) button.click();
    } else show();
  }

  document.addEventListener("keydown", function (event) {
    if (!sheet() || !isOn() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length !== 1 || event.repeat || (event.target.closest && event.target.closest(TAKES_LETTERS))) return;
    if (document.querySelector("dialog[open]:modal")) return;
    pressed = (event.timeStamp - last < PAUSE ? pressed : []).concat([event.key.toLowerCase()]).slice(-2);
    last = event.timeStamp;
    var rows = Array.from(sheet().querySelectorAll("[data-keys]"));
    var row = [pressed.join(" "), event.key.toLowerCase()].map(function (keys) {
      return rows.find(function (one) { return one.dataset.keys === keys; });
    }).find(Boolean);
    if (!row) return;
    event.preventDefault();
    pressed = [];
    does(row);
  });

  document.addEventListener("click", function (event) { if (event.target === sheet()) sheet().close(); });

  Object.assign((window.panoramaActions = window.panoramaActions || {}), {
    shortcuts: show,
    "close-shortcuts": function () { sheet().close(); },
    "turn-shortcuts": function () {
      var on = !isOn();
      chosen = on ? "on" : "off";
      window.panoramaTools.keep("localStorage", KEPT, chosen);
      turn().setAttribute("aria-checked", String(on));
    },
  });
})();
