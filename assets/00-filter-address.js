/* The filters of a dashboard as the query string of its address, and what a click on a mark changes of them.
 * services/dashboards/filters/state.py reads the address. */
(function () {
  "use strict";

  const panorama = (window.panorama = window.panorama || {});
  const DEFAULTS = { period: "last-12-months", grain: "month", compare: "previous-year" };
  const CUSTOM = "dates"; // components/filters.py: the period between two days
  const GRAINS = ["day", "week", "month", "quarter", "year"];
  // The finest grain for a period of up to so many days.
  const FINEST = [["day", 45], ["week", 135], ["month", 800]];
  const KEPT = ["board", "by"]; // services/dashboards/links: parameters that no filter changes
  const DAY = 864e5; // ms

  function asSearch(parameters) {
    const text = parameters.toString();
    return text ? "?" + text : "";
  }

  function kept(search) { return Array.from(new URLSearchParams(search || "")).filter(([name]) => KEPT.includes(name)); }

  /* The query string of `filters`: {period, first, last, grain, compare, values: [[field, [value, ...]], ...]}. Defaults
   * are left out. Null while a custom period lacks a day. */
  function toSearch(filters, before) {
    const parameters = new URLSearchParams();
    if (filters.period === CUSTOM) {
      if (!filters.first || !filters.last) return null;
      parameters.append("period", CUSTOM);
      parameters.append("from", filters.first);
      parameters.append("to", filters.last);
    } else if (filters.period !== DEFAULTS.period) parameters.append("period", filters.period);
    ["grain", "compare"].forEach((name) => {
      if (filters[name] !== DEFAULTS[name]) parameters.append(name, filters[name]);
    });
    filters.values.forEach(([field, values]) => values.forEach((value) => parameters.append(field, value)));
    kept(before).forEach(([name, value]) => parameters.append(name, value));
    return asSearch(parameters);
  }

  /* The query string with another dimension to split by. */
  function splitBy(dimension, search) {
    const parameters = new URLSearchParams(search || "");
    if (dimension) parameters.set("by", dimension);
    return asSearch(parameters);
  }

  /* The values with one added, or taken out where it was among them. */
  function toggle(values, value) {
    const before = values || [];
    return before.includes(value) ? before.filter((each) => each !== value) : before.concat([value]);
  }

  /* The days of a mark ("2025-01-01/2025-01-31") as a period; `grain` is set where a finer one shows their course. */
  function periodOf(days, grain) {
    const [first, last] = days.split("/");
    const length = (Date.parse(last) - Date.parse(first)) / DAY + 1;
    const [finest] = FINEST.find(([, most]) => length <= most) || ["quarter"];
    return { period: CUSTOM, first, last, grain: GRAINS.indexOf(finest) < GRAINS.indexOf(grain) ? finest : null };
  }

  panorama.filterAddress = { asSearch, DEFAULTS, periodOf, splitBy, toggle, toSearch };
})();
