/* The theme, set before anything is painted. It stands in the head; Dash loads it once more, which does nothing. */
(function () {
  "use strict";
  if (window.panoramaTheme) return;

  var KEY = "panorama-theme"; // light, dark or system
  var RAIL_KEY = "panorama-rail"; // wide or narrow
  var TOUR_KEY = "panorama-tour"; // offered or done
  var STORE = "shell-theme"; // components.shell.ids.THEME
  var dark = window.matchMedia("(prefers-color-scheme: dark)");

  function kept(key, otherwise) {
    try {
      return localStorage.getItem(key) || otherwise;
    } catch (refused) {
      return otherwise; // a browser that keeps nothing still gets a theme
    }
  }

  function keep(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch (refused) {
      // The choice then holds until the page is left.
    }
  }

  function ofSystem() {
    return dark.matches ? "dark" : "light";
  }

  var chosen = kept(KEY, "system");
  var passing = null; // what is shown for a moment, as for paper, and not kept

  function shown() {
    if (passing) return passing;
    return chosen === "light" || chosen === "dark" ? chosen : ofSystem();
  }

  function apply() {
    var root = document.documentElement;
    root.dataset.theme = shown();
    root.dataset.bsTheme = shown();
    var bar = document.querySelector('meta[name="theme-color"]');
    if (bar) bar.content = shown() === "dark" ? "#0f1217" : "#f7f8fa";
    return shown();
  }

  /* Choosing what the system has anyway means to follow it again. */
  function toggle() {
    passing = null;
    var next = shown() === "dark" ? "light" : "dark";
    chosen = next === ofSystem() ? "system" : next;
    keep(KEY, chosen);
    return apply();
  }

  function tell() {
    var theme = apply();
    var dash = window.dash_clientside;
    if (dash && dash.set_props && document.getElementById("shell-theme-toggle")) dash.set_props(STORE, { data: theme });
  }

  /* Show a theme for a moment; null goes back to the one that was chosen. */
  function pass(theme) {
    passing = theme;
    tell();
  }

  function keepTour(state) {
    document.documentElement.dataset.tour = state;
    keep(TOUR_KEY, state);
  }

  dark.addEventListener("change", tell);

  document.documentElement.dataset.rail = kept(RAIL_KEY, "wide");
  document.documentElement.dataset.tour = kept(TOUR_KEY, "offered");
  apply();

  window.panoramaTheme = { shown: shown, toggle: toggle, pass: pass, keepRail: keep.bind(null, RAIL_KEY), keepTour: keepTour };
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.panorama = {
    /* Output of ids.THEME, data; Input of ids.THEME_TOGGLE, n_clicks. The first call only tells the theme. */
    theme: function (clicks) {
      return clicks ? toggle() : shown();
    },
  };
})();
