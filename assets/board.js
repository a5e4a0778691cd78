/* A dashboard's choices live in its address. These run in the browser alone; the server reads the address. */
(function () {
  "use strict";

  var USUAL = { period: "last-12-months", grain: "month", compare: "previous-year" };
  var DATES = "dates";
  var EMPTY = "~empty"; // services.dashboards.choices.EMPTY
  var KEPT = ["board", "by"]; // services.dashboards.links: what no choice of a page changes

  function triggered() {
    var all = window.dash_clientside.callback_context.triggered;
    return all.length && all[0].value != null ? all[0] : null;
  }

  function idOf(trigger) {
    return JSON.parse(trigger.prop_id.slice(0, trigger.prop_id.lastIndexOf(".")));
  }

  function toggled(values, value) {
    values = values || [];
    return values.indexOf(value) < 0 ? values.concat([value]) : values.filter(function (kept) { return kept !== value; });
  }

  /* A choice that its list does not hold would be dropped: budgets may name a group that no entry does. */
  function list(id, options, value) {
    if (options.some(function (option) { return option.value === value; })) return;
    window.dash_clientside.set_props(id, { options: options.concat([{ value: value, label: value === EMPTY ? "Not given" : value }]) });
  }

  function kept(search, names) {
    return Array.from(new URLSearchParams(search || "")).filter(function (part) { return names.indexOf(part[0]) >= 0; });
  }

  function asSearch(parts, before) {
    var next = parts.toString() ? "?" + parts.toString() : "";
    return next === (before || "") ? window.dash_clientside.no_update : next;
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.board = {
    /* A page whose address chooses nothing leads on to what was last chosen there: in place of that address, so that
     * the way back does not lead here again. */
    forward: function (search) {
      if (!location.search) {
        history.replaceState(history.state, "", location.pathname + search + location.hash);
        window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
      }
      return window.dash_clientside.no_update;
    },

    /* Which tile's "i" was pressed. */
    explained: function () {
      var trigger = triggered();
      return trigger ? { tile: idOf(trigger).tile, at: Date.now() } : window.dash_clientside.no_update;
    },

    /* A click on a mark adds its group to the filter or takes it out; a chip takes one out; clear takes out all. */
    chosen: function (clicks, chips, clear, values, ids, options) {
      var trigger = triggered();
      if (!trigger) return ids.map(function () { return window.dash_clientside.no_update; });
      if (trigger.prop_id === "board-clear.n_clicks") return ids.map(function () { return []; });
      var field, value;
      if (trigger.prop_id.endsWith(".clickData")) {
        // A mark that stands for no value of a filter is no button.
        var mark = trigger.value.points[0].customdata;
        field = Array.isArray(mark) ? mark[0] : null;
        value = Array.isArray(mark) && mark[1] !== null ? String(mark[1]) : EMPTY;
      } else {
        var chip = idOf(trigger);
        field = chip.chip;
        value = chip.value;
      }
      return ids.map(function (id, index) {
        if (id.choice !== field) return window.dash_clientside.no_update;
        var next = toggled(values[index], value);
        if (next.indexOf(value) >= 0) list(id, options[index] || [], value);
        return next;
      });
    },

    /* The query string that spells the choices; what is usual is left out. Its reader's own choices are remembered. */
    address: function (period, first, last, grain, compare, values, ids, search) {
      var chosen = new URLSearchParams();
      if (period === DATES) {
        if (!first || !last) return [window.dash_clientside.no_update, window.dash_clientside.no_update];
        chosen.append("period", DATES);
        chosen.append("from", first);
        chosen.append("to", last);
      } else if (period !== USUAL.period) chosen.append("period", period);
      if (grain !== USUAL.grain) chosen.append("grain", grain);
      if (compare !== USUAL.compare) chosen.append("compare", compare);
      ids.forEach(function (id, index) {
        (values[index] || []).forEach(function (value) { chosen.append(id.choice, value); });
      });
      kept(search, KEPT).forEach(function (part) { chosen.append(part[0], part[1]); });
      var next = asSearch(chosen, search);
      return [next, next];
    },

    /* The same choices, split by another dimension. */
    split: function (by, search) {
      var parts = new URLSearchParams(search || "");
      if (by) parts.set("by", by);
      return asSearch(parts, search);
    },
  };
})();
