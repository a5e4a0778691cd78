/* A dashboard's choices live in its address. These run in the browser alone; the server reads the address. */
(function () {
  "use strict";

  var USUAL = { period: "last-12-months", grain: "month", compare: "previous-year" };
  var DATES = "dates";
  var EMPTY = "~empty"; // services.dashboards.choices.EMPTY
  // What a mark may stand for beside a group: services/charts/drawing/clicks.py.
  var DAYS = "days", ADDRESS = "address", RECORDS = "records";
  // Up to how many days of a mark its course is then cut how finely.
  var FINE = [["day", 45], ["week", 135], ["month", 800]];
  var DOUBLE = 400; // ms
  var clicked = 0;
  var GRAINS = ["day", "week", "month", "quarter", "year"];
  var KEPT = ["board", "by"]; // services.dashboards.links: what no choice of a page changes

  window.dash_clientside = window.dash_clientside || {};

  /* What leaves an output as it is; Dash brings it later than this script. */
  function same() { return window.dash_clientside.no_update; }

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

  /* The days of a mark become the page's period, cut finely enough to have a course. All is set at once, so that the
   * address changes once. */
  function choose(days, grain) {
    if (!document.getElementById("board-period")) return;
    var ends = days.split("/"), set = window.dash_clientside.set_props;
    var length = (Date.parse(ends[1]) - Date.parse(ends[0])) / 864e5 + 1;
    var fine = FINE.find(function (one) { return length <= one[1]; }) || ["quarter"];
    set("board-first", { value: ends[0] });
    set("board-last", { value: ends[1] });
    set("board-period", { value: DATES });
    if (GRAINS.indexOf(fine[0]) < GRAINS.indexOf(grain)) set("board-grain", { value: fine[0] });
  }

  /* What the drawer is asked to show. It would open behind a card that fills the screen. */
  function asked(tile, mark) {
    if (document.fullscreenElement) document.exitFullscreen();
    return { tile: tile, mark: mark, at: Date.now() };
  }

  /* Whether a click is the second one of a double click, which was meant once. */
  function isDouble() {
    var now = Date.now(), before = clicked;
    clicked = now;
    return now - before < DOUBLE;
  }

  function kept(search, names) {
    return Array.from(new URLSearchParams(search || "")).filter(function (part) { return names.indexOf(part[0]) >= 0; });
  }

  function asSearch(parts, before) {
    var next = parts.toString() ? "?" + parts.toString() : "";
    return next === (before || "") ? same() : next;
  }

  /* Move on to other choices. An address that chooses nothing opens with what was last chosen, so that the way back to
   * it would lead here again: before it is left, it says what was seen there. */
  function pushed(search) {
    var bare = location.pathname + "?period=" + USUAL.period;
    if (!location.search) history.replaceState(history.state, "", bare + location.hash);
    history.pushState({}, "", location.pathname + search + location.hash);
    return location.href;
  }

  /* Where the address is changed from without, Dash's router makes the page anew. The one that is left need not hear of
   * it: all its tiles would be asked once more. The router has listened for longer than this, and a page's own address
   * listens only after it. Of what is chosen on a page the router hears nothing, so that on the way back it may take the
   * address for the one that it made the page of: it is told. */
  window.panoramaTools.when(function () { return document.querySelector(".shell"); }, function () {
    var here = location.pathname, shown = location.search;
    // A way to a section of the page is no way back: only what was pushed tells which of them was taken.
    ["pushState", "replaceState"].forEach(function (name) {
      var plain = history[name];
      history[name] = function () {
        plain.apply(history, arguments);
        shown = location.search;
      };
    });
    function moved(event) {
      event.stopImmediatePropagation();
      if (event.type === "popstate" && location.pathname === here && location.search !== shown) {
        // Who goes back on a page has chosen again what was there.
        window.dash_clientside.set_props("board-filters-changed", { data: location.search });
        window.dash_clientside.set_props("_pages_location", { search: location.search });
      }
      here = location.pathname;
      shown = location.search;
    }
    window.addEventListener("_dashprivate_pushstate", moved);
    window.addEventListener("popstate", moved);
  });

  window.dash_clientside.board = {
    /* A page whose address chooses nothing leads on to what was last chosen there: in place of that address, so that
     * the way back does not lead here again. */
    forward: function (search) {
      if (!location.search) {
        history.replaceState(history.state, "", location.pathname + search + location.hash);
        window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
      }
      return same();
    },

    /* Which tile's "i" was pressed. */
    explained: function () {
      var trigger = triggered();
      return trigger ? asked(idOf(trigger).tile) : same();
    },

    /* A click on a mark adds its group to the filter or takes it out, makes its days the period, lists what it holds,
     * or leads on; a chip takes a filter out; clear takes out all. */
    chosen: function (clicks, chips, clear, values, ids, options, grain) {
      var trigger = triggered(), none = ids.map(same);
      if (!trigger) return [none, same()];
      if (trigger.prop_id === "board-clear.n_clicks") return [ids.map(function () { return []; }), same()];
      var field, value;
      if (trigger.prop_id.endsWith(".clickData")) {
        // A mark that stands for no value of a filter is no button.
        var mark = trigger.value.points[0].customdata;
        if (!Array.isArray(mark)) mark = [null, null];
        field = mark[0];
        // Where the page has no filter for a group, its days are meant.
        if (mark.length > 3 && !ids.some(function (id) { return id.choice === field; })) {
          mark = [DAYS, mark[3]];
          field = DAYS;
        }
        if ([ADDRESS, DAYS, RECORDS].indexOf(field) >= 0) {
          if (isDouble()) return [none, same()];
          // Once this has answered: what it answers for leaves with the page.
          if (field === ADDRESS) setTimeout(function () { window.panoramaTools.go(mark[1]); });
          if (field === DAYS) choose(mark[1], grain);
          return [none, field === RECORDS ? asked(idOf(trigger).tile, mark[1]) : same()];
        }
        value = mark[1] !== null ? String(mark[1]) : EMPTY;
      } else {
        var chip = idOf(trigger);
        field = chip.chip;
        value = chip.value;
      }
      return [ids.map(function (id, index) {
        if (id.choice !== field) return same();
        var next = toggled(values[index], value);
        if (next.indexOf(value) >= 0) list(id, options[index] || [], value);
        return next;
      }), same()];
    },

    /* The query string that spells the choices; what is usual is left out. Its reader's own choices are remembered. */
    address: function (period, first, last, grain, compare, values, ids, search) {
      var chosen = new URLSearchParams();
      if (period === DATES) {
        if (!first || !last) return [same(), same(), same()];
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
      return next === same() ? [same(), same(), same()] : [next, pushed(next), next];
    },

    /* The same choices, split by another dimension. */
    split: function (by, search) {
      var parts = new URLSearchParams(search || "");
      if (by) parts.set("by", by);
      return asSearch(parts, search);
    },
  };
})();
