/* Keyboard shortcuts. The sheet (components/shortcuts.py) lists them and says what each does. */
(function () {
  "use strict";

  const SETTING = "panorama-keys"; // on or off
  const PAUSE = 1200; // ms between the keys of one shortcut
  const TAKES_LETTERS = "input, textarea, select, [contenteditable], [role=listbox], [role=combobox], dialog";
  const panorama = window.panorama, tools = panorama.tools;
  let pressed = [], last = 0;
  let setting = null; // on or off, where the browser stores nothing

  function sheet() { return document.getElementById("shortcuts"); }
  function toggle() { return sheet().querySelector("[role=switch]"); }
  function isOn() { return (setting || tools.load("localStorage", SETTING)) !== "off"; }

  /* The last two keys, without those before a pause. */
  function sequence(before, key, pause) { return (pause < PAUSE ? before : []).concat([key.toLowerCase()]).slice(-2); }

  /* The shortcut of a sequence: of both keys, else of the last one alone. */
  function shortcutOf(keys, all) {
    const wanted = [keys.join(" "), keys[keys.length - 1]];
    return wanted.map((text) => all.find((each) => each.dataset.keys === text)).find(Boolean);
  }

  function show() {
    if (!sheet() || sheet().open) return;
    toggle().setAttribute("aria-checked", String(isOn()));
    sheet().showModal();
  }

  function run(shortcut) {
    const { go, press } = shortcut.dataset;
    if (go) tools.go(go);
    else if (press) {
      const button = document.querySelector(press);
      if (button) button.click();
    } else show();
  }

  document.addEventListener("keydown", (event) => {
    if (!sheet() || !isOn() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length !== 1 || event.repeat || (event.target.closest && event.target.closest(TAKES_LETTERS))) return;
    if (document.querySelector("dialog[open]:modal")) return;
    pressed = sequence(pressed, event.key, event.timeStamp - last);
    last = event.timeStamp;
    const shortcut = shortcutOf(pressed, Array.from(sheet().querySelectorAll("[data-keys]")));
    if (!shortcut) return;
    event.preventDefault();
    pressed = [];
    run(shortcut);
  });

  document.addEventListener("click", (event) => { if (event.target === sheet()) sheet().close(); });

  panorama.shortcuts = { sequence, shortcutOf };
  Object.assign((panorama.actions = panorama.actions || {}), {
    shortcuts: show,
    "close-shortcuts"() { sheet().close(); },
    "turn-shortcuts"() {
      setting = isOn() ? "off" : "on";
      tools.store("localStorage", SETTING, setting);
      toggle().setAttribute("aria-checked", String(setting === "on"));
    },
  });
})();
