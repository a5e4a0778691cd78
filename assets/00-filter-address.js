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
  // components/filters.py: options that stand for no value.
  const EXCEPT = "\ue000except", MARKER = "\ue000";
  // services/dashboards/filters/parameters.py: all but these values, and the key of a stored list of values.
  const NOT = ".not", LIST = ".list";
  const LONGEST = 2000, WORTH_A_KEY = 200; // letters of an address; letters of values that a key is shorter than

  function asSearch(parameters) {
    const text = parameters.toString();
    return text ? "?" + text : "";
  }

  function kept(search) { return Array.from(new URLSearchParams(search || "")).filter(([name]) => KEPT.includes(name)); }

  function plain(values) { return values.filter((value) => !value.startsWith(MARKER)); }
  function letters(values) { return plain(values).reduce((sum, value) => sum + encodeURIComponent(value).length, 0); }

  function filterPairs([field, values, key]) {
    const name = field + (values.includes(EXCEPT) ? NOT : "");
    return key ? [[name + LIST, key]] : plain(values).map((value) => [name, value]);
  }

  /* The filter whose values are to be stored, since the address is too long with them; null where it is not. */
  function tooLong(filters, search) {
    if (search === null || search.length <= LONGEST) return null;
    const open = filters.values.filter(([, values, key]) => !key && letters(values) > WORTH_A_KEY);
    return open.sort((one, other) => letters(other[1]) - letters(one[1]))[0] || null;
  }

  /* Whether all options of a list have just been selected at once: then nothing is filtered. The option of "all except"
   * is among them; who has set it before means what it says. */
  function isAll(field, values, options, before) {
    const listed = plain(options.map((option) => option.value));
    const names = Array.from(new URLSearchParams(before || "").keys());
    if (names.includes(field + NOT) || names.includes(field + NOT + LIST)) return false;
    return values.includes(EXCEPT) && listed.length > 1 && listed.every((value) => values.includes(value));
  }

  /* The query string of `filters`: {period, first, last, grain, compare, values: [[field, [value, ...], key], ...]}; a
   * key stands for values that are stored. Defaults are left out. Null while a custom period lacks a day. */
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
    filters.values.flatMap(filterPairs).forEach(([name, value]) => parameters.append(name, value));
    kept(before).forEach(([name, value]) => parameters.append(name, value));
    return asSearch(parameters);
  }

  /* The query string with another dimension to split by. */
  function splitBy(dimension, search) {
    const parameters = new URLSearchParams(search || "");
    if (dimension) parameters.set("by", dimension);
    return asSearch(parameters);
  }

  /* The values with one added, or taken out where it was among them. Among all but some, it is kept alone. */
  function toggle(values, value) {
    const before = values || [];
    if (before.includes(EXCEPT)) return [value];
    return before.includes(value) ? before.filter((each) => each !== value) : before.concat([value]);
  }

  /* The days of a mark ("2025-01-01/2025-01-31") as a period; `grain` is set where a finer one shows their course. */
  function periodOf(days, grain) {
    const [first, last] = days.split("/");
    const length = (Date.parse(last) - Date.parse(first)) / DAY + 1;
    const [finest] = FINEST.find(([, most]) => length <= most) || ["quarter"];
    return { period: CUSTOM, first, last, grain: GRAINS.indexOf(finest) < GRAINS.indexOf(grain) ? finest : null };
  }

  panorama.filterAddress = { asSearch, DEFAULTS, isAll, MARKER, periodOf, plain, splitBy, toggle, tooLong, toSearch };
})();
