/* The theme, set before the first paint. This script loads in the head; Dash loads it again, which does nothing. */
(function () {
  "use strict";

  const panorama = (window.panorama = window.panorama || {});
  if (panorama.theme) return;

  const THEME_KEY = "panorama-theme"; // light, dark or system
  const RAIL_KEY = "panorama-rail"; // wide or narrow
  const TOUR_KEY = "panorama-tour"; // offered or done
  const STORE = "shell-theme"; // components.shell.ids.THEME
  const BAR = { light: "#f7f8fa", dark: "#0f1217" }; // the colour of the browser's own bar
  const systemDark = window.matchMedia("(prefers-color-scheme: dark)");

  function load(key, fallback) {
    try { return localStorage.getItem(key) || fallback; } catch (refused) { return fallback; }
  }

  function store(key, value) {
    try { localStorage.setItem(key, value); } catch (refused) { /* then it lasts until the page is left */ }
  }

  let selected = load(THEME_KEY, "system");
  let temporary = null; // shown for a moment, such as for print, and not stored

  function ofSystem() { return systemDark.matches ? "dark" : "light"; }

  function shown() {
    if (temporary) return temporary;
    return selected === "light" || selected === "dark" ? selected : ofSystem();
  }

  function apply() {
    const root = document.documentElement, bar = document.querySelector('meta[name="theme-color"]');
    root.dataset.theme = shown();
    root.dataset.bsTheme = shown();
    if (bar) bar.content = BAR[shown()];
    return shown();
  }

  /* Selecting the theme of the system follows the system again. */
  function toggle() {
    temporary = null;
    const next = shown() === "dark" ? "light" : "dark";
    selected = next === ofSystem() ? "system" : next;
    store(THEME_KEY, selected);
    return apply();
  }

  /* Apply the theme, and pass it to the charts. Pages outside the shell have none. */
  function update() {
    const theme = apply();
    if (panorama.dash && document.getElementById("shell-theme-toggle")) panorama.dash.setProps(STORE, { data: theme });
  }

  /* Show a theme for a moment; null returns to the selected one. */
  function override(theme) {
    temporary = theme;
    update();
  }

  function storeRail(state) { store(RAIL_KEY, state); }

  function storeTour(state) {
    document.documentElement.dataset.tour = state;
    store(TOUR_KEY, state);
  }

  systemDark.addEventListener("change", update);
  document.documentElement.dataset.rail = load(RAIL_KEY, "wide");
  document.documentElement.dataset.tour = load(TOUR_KEY, "offered");
  apply();

  panorama.theme = { override, shown, storeRail, storeTour, toggle };
})();
