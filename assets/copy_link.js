/* "Copy link": the address of the page with all that its reader has set. */
(function () {
  "use strict";

  const panorama = window.panorama, tools = panorama.tools;
  const BLOCKED = "The browser blocked copying. Copy the address from the address bar.";

  /* A dashboard without filters in its address opens with those that each reader set last: the link states the period
   * that is shown, so that it opens the same for everybody. */
  function fullAddress() {
    const hasFilters = document.getElementById("board-period") !== null;
    const search = location.search || (hasFilters ? "?period=" + panorama.filterAddress.DEFAULTS.period : "");
    return location.origin + location.pathname + search + location.hash;
  }

  (panorama.actions = panorama.actions || {})["copy-link"] = function () {
    if (!navigator.clipboard) return tools.toast(BLOCKED);
    navigator.clipboard.writeText(fullAddress()).then(() => { tools.toast("Link copied"); }, () => { tools.toast(BLOCKED); });
  };
})();
