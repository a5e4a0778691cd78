/* Arranging a dashboard. A change comes from a hand on the grid, from the keys or from a button, never from the window:
 * a layout that the grid reports by itself, as when the window is resized, is the one that it was given. */
(function () {
  "use strict";

  var PREFIX = "layout-item-"; // components/layout_editor.py: how a thing's id begins
  var GRID = "layout-editor-grid";
  var STEPS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
  var TOOLS = ["undo", "reset", "cancel", "save-for-everyone", "save"];
  var LOST = "The server did not answer, so it is not known whether this was saved. Nothing is lost here: try again.";
  var grid = window.panoramaPlaces;
  var now = null; // what is arranged: {kept, layouts, saved, etags, undo}
  var gesture = false, leaving = false;

  function part(name) { return document.querySelector(".layout-editor__" + name); }
  function tool(name) { return document.querySelector('[data-do="layout-' + name + '"]'); }
  function columns(width) { return now.kept.columns[width]; }
  function say(words) { part("status").textContent = words; }
  function touched() {
    return Object.keys(now.layouts).filter(function (width) { return !grid.same(now.layouts[width], now.saved[width]); });
  }
  function isDirty() { return now !== null && part("hidden-items") !== null && !leaving && touched().length > 0; }

  /* Which of the three widths the dashboard has at the moment, as the grid itself reckons it. */
  function width() {
    var room = part("hidden-items").parentNode.clientWidth;
    return room > 960 ? "wide" : room > 600 ? "medium" : "narrow";
  }

  function draw() {
    var layouts = {};
    Object.keys(now.layouts).forEach(function (width) { layouts[width] = grid.asItems(now.layouts[width], PREFIX); });
    window.dash_clientside.set_props(GRID, { layouts: layouts });
    mark();
  }

  /* What the grid does not draw itself: who is hidden, the tray, and which tools can be used. */
  function mark() {
    var places = now.layouts[width()];
    document.querySelectorAll(".layout-editor__item").forEach(function (item) {
      var place = grid.named(places, item.dataset.name);
      item.toggleAttribute("data-hidden", Boolean(place && place.hidden));
    });
    document.querySelectorAll(".layout-editor__content").forEach(function (thing) { thing.inert = true; });
    var hidden = places.filter(function (place) { return place.hidden; });
    part("hidden-items").hidden = !hidden.length;
    part("hidden-items").replaceChildren.apply(part("hidden-items"), hidden.map(restorer));
    tool("undo").disabled = !now.undo.length;
    tool("save").disabled = !touched().length;
  }

  function restorer(place) {
    var button = window.panoramaTools.make("button", "button", "Show " + now.kept.titles[place.name]);
    button.dataset.do = "layout-restore";
    button.dataset.name = place.name;
    return button;
  }

  function change(width, places) {
    if (grid.same(places, now.layouts[width])) return false;
    now.undo.push({ width: width, places: now.layouts[width] });
    now.layouts[width] = places;
    draw();
    return true;
  }

  function told(name, width) {
    var place = grid.named(now.layouts[width], name);
    return now.kept.titles[name] + ": column " + (place.x + 1) + ", row " + (place.y + 1) + ", " + place.w + " of " +
      columns(width) + " columns wide, " + place.h + " rows high";
  }

  function begin(kept) {
    now = { kept: kept, layouts: Object.assign({}, kept.layouts), saved: kept.layouts, etags: kept.etags, undo: [] };
    gesture = leaving = false;
    draw();
  }

  /* Keys on a handle move its thing, with Shift they resize it; what came of it is said. */
  document.addEventListener("keydown", function (event) {
    if (!part("hidden-items") || document.querySelector(".layout-editor").inert) return;
    if (event.target.closest && event.target.closest("dialog, input, textarea")) return;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
      event.preventDefault();
      return actions["layout-undo"]();
    }
    var step = STEPS[event.key], handle = event.target.closest && event.target.closest(".layout-editor__handle");
    if (!handle || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    var name = handle.closest(".layout-editor__item").dataset.name, at = width();
    var next = grid[event.shiftKey ? "resized" : "moved"](now.layouts[at], name, step, columns(at));
    say(change(at, next) ? told(name, at) : now.kept.titles[name] + " cannot go further");
    handle.scrollIntoView({ block: "nearest" });
  });

  /* From a hand on a handle or a corner to the layout that comes of it. */
  document.addEventListener("pointerdown", function (event) {
    var on = event.target.closest && event.target.closest(".layout-editor__draggable, .layout-editor .react-resizable-handle");
    if (on) gesture = true;
  }, true);
  window.addEventListener("resize", function () {
    gesture = false;
    if (part("hidden-items") && now) requestAnimationFrame(mark);
  });

  function notice(words) {
    say("");
    window.panoramaAsk("Not saved", words, [], [{ words: "Go on", act: function () {} }]);
  }

  function leave(address) {
    leaving = true;
    location.assign(address);
  }

  function inSight() {
    var parts = new URLSearchParams(location.search);
    parts.delete("edit-layout");
    return location.pathname + (parts.toString() ? "?" + parts : "");
  }

  function address(width) { return "/layouts/" + encodeURIComponent(now.kept.board) + (width ? "/" + width : ""); }

  /* Save one width after the other; the first that fails leaves the rest as they are, still to be saved. */
  function save(audience, widths) {
    var at = widths[0];
    if (!at) {
      window.panoramaTools.toastNext(audience === "me" ? "Saved for you" : "Saved for everyone");
      return leave(inSight());
    }
    var places = now.layouts[at];
    busy(true);
    window.panoramaTools.send("PUT", address(at), { "If-Match": now.etags[at][audience] }, { audience: audience, places: places })
      .then(function (answer) { return answer.json().then(function (body) { return { status: answer.status, body: body }; }); })
      .then(function (answer) {
        busy(false);
        if (answer.status === 412) return differs(audience, widths, answer.body);
        if (answer.status !== 200) return notice(answer.body.error || LOST);
        now.etags[at] = answer.body.etags;
        now.saved = Object.assign({}, now.saved);
        now.saved[at] = places;
        save(audience, widths.slice(1));
      })
      .catch(function () { busy(false); notice(LOST); });
  }

  /* While a save is under way nothing moves: what is changed then would be in no save. */
  function busy(is) {
    document.querySelector(".layout-editor").inert = is;
    TOOLS.forEach(function (name) { if (tool(name)) tool(name).disabled = is; });
    if (is) say("Saving");
    else mark();
  }

  /* Somebody was faster. Nothing is lost: the reader chooses between the two. */
  function differs(audience, widths, other) {
    now.etags[widths[0]] = other.etags;
    if (!other.differs.length) return save(audience, widths);
    window.panoramaAsk("Arranged elsewhere meanwhile", other.error, other.differs, [
      { words: "Keep mine", act: function () { save(audience, widths); } },
      { words: "Take the other", act: function () { change(widths[0], other.places); now.saved[widths[0]] = other.places; mark(); } },
    ]);
  }

  var actions = (window.panoramaActions = window.panoramaActions || {});
  Object.assign(actions, {
    "edit-layout": function () {
      var parts = new URLSearchParams(location.search);
      parts.set("edit-layout", "1");
      location.assign(location.pathname + "?" + parts);
    },
    "layout-undo": function () {
      var last = now && now.undo.pop();
      if (!last) return;
      now.layouts[last.width] = last.places;
      draw();
      say("Undone");
    },
    "layout-hide": function (from) {
      var name = from.closest(".layout-editor__item").dataset.name, at = width();
      change(at, grid.changed(now.layouts[at], name, { hidden: true }, columns(at)));
      say(now.kept.titles[name] + " is hidden");
      var back = document.querySelector('[data-do="layout-restore"][data-name="' + CSS.escape(name) + '"]');
      if (back) back.focus({ preventScroll: true });
    },
    "layout-restore": function (from) {
      var name = from.dataset.name, at = width(), end = grid.lowest(now.layouts[at]);
      change(at, grid.changed(now.layouts[at], name, { hidden: false, y: end }, columns(at)));
      say(told(name, at));
      var handle = document.querySelector('[data-name="' + CSS.escape(name) + '"] .layout-editor__handle');
      if (handle) handle.focus();
    },
    "layout-cancel": function () {
      if (!isDirty()) return leave(inSight());
      unsaved(inSight());
    },
    "layout-save": function () { save("me", touched()); },
    "layout-save-for-everyone": function () {
      var widths = touched();
      save("organization", widths.indexOf(width()) < 0 ? widths.concat([width()]) : widths);
    },
    "layout-reset": function () {
      window.panoramaAsk("Go back to your organisation's layout?", "Your own layout of this dashboard is given up, at every width.", [], [
        { words: "Go back to it", act: reset },
        { words: "Keep mine", act: function () {} },
      ]);
    },
  });

  function reset() {
    window.panoramaTools.send("DELETE", address())
      .then(function (answer) {
        if (answer.ok) {
          window.panoramaTools.toastNext("This is your organisation's layout again");
          return leave(inSight());
        }
        return answer.json().then(function (body) { notice(body.error || LOST); });
      })
      .catch(function () { notice(LOST); });
  }

  function unsaved(address) {
    window.panoramaAsk("Leave without saving?", "What you changed here is not saved.", [], [
      { words: "Stay", act: function () {} },
      { words: "Leave", act: function () { leave(address); } },
    ]);
  }

  window.panoramaBeforeLeaving(isDirty, unsaved);

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.arranging = {
    heard: function (layouts, kept) {
      if (!kept) return window.dash_clientside.no_update;
      if (!now || now.kept !== kept) begin(kept);
      else if (gesture && layouts) {
        var at = width(), next = layouts[at] && grid.fromItems(layouts[at], now.layouts[at], columns(at), PREFIX);
        gesture = false;
        if (next) change(at, next);
      }
      // Where the menu is folded, the dashboard gets another width and the window does not.
      if (part("hidden-items")) mark();
      return window.dash_clientside.no_update;
    },
  };
})();
