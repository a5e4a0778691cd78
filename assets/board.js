/* The filters of a dashboard are in its address. These functions run in the browser; the server reads the address. */
(function () {
  "use strict";

  const panorama = window.panorama, dash = panorama.dash, filterAddress = panorama.filterAddress;
  const EMPTY = "~empty"; // services/dashboards/filters: the value of rows without one
  // What a mark may stand for beside a group: services/charts/drawing/clicks.py.
  const DAYS = "days", ADDRESS = "address", RECORDS = "records";
  const WHOLE = filterAddress.MARKER + "whole"; // components/filters.py: the chip of all that is set of a field
  const DOUBLE_CLICK = 400; // ms
  let lastClick = 0, lastChange = 0;

  /* What triggered a callback, unless it only reports that a component is new. */
  function trigger() {
    const found = dash.triggered();
    return found && found.value != null ? found : null;
  }

  /* A value that the list of options lacks would be dropped: budgets may name a group that no entry has. */
  function addOption(id, options, value) {
    if (options.some((option) => option.value === value)) return;
    dash.setProps(id, { options: options.concat([{ value, label: value === EMPTY ? "Not given" : value }]) });
  }

  /* The days of a mark become the period of the page. All is set at once, so that the address changes once. */
  function setPeriod(days, grain) {
    if (!document.getElementById("board-period")) return;
    const next = filterAddress.periodOf(days, grain);
    dash.setProps("board-first", { value: next.first });
    dash.setProps("board-last", { value: next.last });
    dash.setProps("board-period", { value: next.period });
    if (next.grain) dash.setProps("board-grain", { value: next.grain });
  }

  /* What the drawer is to show. It would open behind a card in full screen. */
  function drawerRequest(tile, mark) {
    if (document.fullscreenElement) document.exitFullscreen();
    return { tile, mark, at: Date.now() };
  }

  /* Whether a click is the second one of a double click, which counts once. */
  function isDoubleClick() {
    const now = Date.now(), before = lastClick;
    lastClick = now;
    return now - before < DOUBLE_CLICK;
  }

  /* Open an address with other filters. An address without filters opens with the saved ones, so that Back to it would
   * lead here again: before it is left, it states its defaults. */
  function push(search) {
    if (!location.search) {
      const stated = location.pathname + "?period=" + filterAddress.DEFAULTS.period + location.hash;
      history.replaceState(history.state, "", stated);
    }
    history.pushState({}, "", location.pathname + search + location.hash);
    return location.href;
  }

  /* Where the address changes by a link or by Back, the router of Dash draws the page anew. The page that is left must
   * not react, or all its tiles would be requested once more. The router has listened for longer than this; the
   * dcc.Location of a page listens after it. The router does not hear of filters that change on a page, so that on Back
   * it may take the address for the one that it has drawn: it is told. */
  panorama.tools.when(() => document.querySelector(".shell"), () => {
    let path = location.pathname, shown = location.search;
    // A link to a section of the page is no way back: only what was pushed tells the two apart.
    ["pushState", "replaceState"].forEach((name) => {
      const original = history[name];
      history[name] = function () {
        original.apply(history, arguments);
        shown = location.search;
      };
    });
    function moved(event) {
      event.stopImmediatePropagation();
      if (event.type === "popstate" && location.pathname === path && location.search !== shown) {
        // Back on the same page restores its earlier filters.
        dash.setProps("board-filters-changed", { data: location.search });
        dash.tellRouter(location.search);
      }
      path = location.pathname;
      shown = location.search;
    }
    dash.onMove(moved);
    window.addEventListener("popstate", moved);
  });

  /* What a mark stands for: {field, value}. Where the page has no filter for its group, its days count. */
  function meaning(mark, ids) {
    // A mark that stands for no value of a filter is no button.
    if (!Array.isArray(mark)) return { field: null, value: null };
    if (mark.length > 3 && !ids.some((id) => id.choice === mark[0])) return { field: DAYS, value: mark[3] };
    return { field: mark[0], value: mark[1] };
  }

  /* The "i" of a card opens the drawer that explains its tile. */
  (panorama.actions = panorama.actions || {}).explain = function (from) {
    dash.setProps("board-drawer-request", { data: drawerRequest(JSON.parse(from.closest(".tile-body").id).tile) });
  };

  function unchanged() { return [dash.noUpdate(), dash.noUpdate(), dash.noUpdate()]; }

  dash.register("board", {

    /* Replaces an address without filters by the saved ones, so that Back does not lead here again. */
    redirect(search) {
      if (!location.search) {
        history.replaceState(history.state, "", location.pathname + search + location.hash);
        dash.announce();
      }
      return dash.noUpdate();
    },

    /* A click on a mark adds its group to the filters or takes it out, makes its days the period, lists its records, or
     * opens its page; a chip takes a filter out; "Clear all" takes out all. */
    applyClick(clicks, chips, clear, values, ids, options, grain) {
      const found = trigger(), same = ids.map(() => dash.noUpdate());
      if (!found) return [same, dash.noUpdate()];
      const id = dash.idOf(found.prop_id);
      if (id === "board-clear") return [ids.map(() => []), dash.noUpdate()];
      let field = id.chip, value = id.value;
      if (found.prop_id.endsWith(".clickData")) {
        ({ field, value } = meaning(dash.markOf(found.value.points[0]), ids));
        if ([ADDRESS, DAYS, RECORDS].includes(field)) {
          if (isDoubleClick()) return [same, dash.noUpdate()];
          // After this has answered: what it answers for leaves with the page.
          if (field === ADDRESS) setTimeout(() => panorama.tools.go(value));
          if (field === DAYS) setPeriod(value, grain);
          return [same, field === RECORDS ? drawerRequest(id.tile, value) : dash.noUpdate()];
        }
        value = value !== null ? String(value) : EMPTY;
      }
      return [ids.map((each, index) => {
        if (each.choice !== field) return dash.noUpdate();
        if (value === WHOLE) return [];
        const next = filterAddress.toggle(values[index], value);
        if (next.includes(value)) addOption(each, options[index] || [], value);
        return next;
      }), dash.noUpdate()];
    },

    /* The address of the filters, three times: for the page, the browser and the saved filters. */
    updateAddress(period, first, last, grain, compare, values, ids, options, search) {
      if (panorama.valueLists.settle(ids, values, options, search)) return unchanged();
      const chosen = ids.map((id, index) => [id.choice, values[index] || []]);
      const filters = { period, first, last, grain, compare, values: chosen }, change = ++lastChange;
      const path = location.pathname;
      function applied(next) {
        if (next === null || next === (search || "")) return unchanged();
        // Meanwhile the reader has changed something else, or left the page.
        if (change !== lastChange || path !== location.pathname) return unchanged();
        return [next, push(next), next];
      }
      const short = filterAddress.toSearch(filters, search);
      if (!filterAddress.tooLong(filters, short)) return applied(short);
      return panorama.valueLists.shorten(filters, search).then(applied);
    },

    /* The same filters, split by another dimension. */
    splitBy(dimension, search) {
      const next = filterAddress.splitBy(dimension, search);
      return next === (search || "") ? dash.noUpdate() : next;
    },
  });
})();
