/* The layout editor (components/layout_editor.py). A change comes from the pointer on the grid, from a key or from a
 * button, never from the window: a layout that the grid reports after a resize of the window is the one it was given. */
(function () {
  "use strict";

  const panorama = window.panorama, grid = panorama.gridLayout, dash = panorama.dash, tools = panorama.tools;
  const PREFIX = "layout-item-"; // components/layout_editor.py: how the id of an item begins
  const GRID = "layout-editor-grid", TOOLS = ["undo", "reset", "cancel", "save-for-everyone", "save"];
  const DIRECTIONS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
  const NO_RESPONSE = "The server did not respond, so this may not be saved. Your changes are still here: try again.";
  let editor = null; // {state, layouts, saved, etags, undo}
  let isGesture = false, isLeaving = false;

  function root() { return document.querySelector(".layout-editor"); }
  function part(name) { return document.querySelector(".layout-editor__" + name); }
  function tool(name) { return document.querySelector('[data-do="layout-' + name + '"]'); }
  function rules() { return editor.state.grid; }
  function columns(breakpoint) { return rules().columns[breakpoint]; }
  function title(name) { return editor.state.titles[name]; }
  function announce(text) { part("status").textContent = text; }
  function changed() {
    return Object.keys(editor.layouts).filter((name) => !grid.isSame(editor.layouts[name], editor.saved[name]));
  }
  function isDirty() { return editor !== null && root() !== null && !isLeaving && changed().length > 0; }

  /* The breakpoint that applies now, as the grid component determines it. */
  function current() { return grid.breakpointAt(root().clientWidth, rules()); }

  function draw() {
    const layouts = {};
    Object.keys(editor.layouts).forEach((name) => { layouts[name] = grid.toItems(editor.layouts[name], PREFIX, rules()); });
    dash.setProps(GRID, { layouts });
    update();
  }

  /* What the grid component does not draw: hidden items, their buttons, and which tools are enabled. */
  function update() {
    const positions = editor.layouts[current()];
    document.querySelectorAll(".layout-editor__item").forEach((item) => {
      const position = grid.find(positions, item.dataset.name);
      item.toggleAttribute("data-hidden", Boolean(position && position.hidden));
    });
    document.querySelectorAll(".layout-editor__content").forEach((content) => { content.inert = true; });
    const hidden = positions.filter((position) => position.hidden);
    part("hidden-items").hidden = !hidden.length;
    part("hidden-items").replaceChildren(...hidden.map(restoreButton));
    tool("undo").disabled = !editor.undo.length;
    tool("save").disabled = !changed().length;
  }

  function restoreButton(position) {
    const button = tools.make("button", "button", "Show " + title(position.name));
    button.dataset.do = "layout-restore";
    button.dataset.name = position.name;
    return button;
  }

  function apply(breakpoint, positions) {
    if (grid.isSame(positions, editor.layouts[breakpoint])) return false;
    editor.undo.push({ breakpoint, positions: editor.layouts[breakpoint] });
    editor.layouts[breakpoint] = positions;
    draw();
    return true;
  }

  function describe(name, breakpoint) {
    const { x, y, w, h } = grid.find(editor.layouts[breakpoint], name);
    return `${title(name)}: column ${x + 1}, row ${y + 1}, ${w} of ${columns(breakpoint)} columns wide, ${h} rows high`;
  }

  function begin(state) {
    editor = { state, layouts: { ...state.layouts }, saved: state.layouts, etags: state.etags, undo: [] };
    isGesture = isLeaving = false;
    draw();
  }

  /* Arrow keys on a handle move its item, and with Shift resize it; the result is announced. */
  document.addEventListener("keydown", (event) => {
    if (!root() || root().inert) return;
    if (event.target.closest && event.target.closest("dialog, input, textarea")) return;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
      event.preventDefault();
      actions["layout-undo"]();
      return;
    }
    const direction = DIRECTIONS[event.key], handle = event.target.closest && event.target.closest(".layout-editor__handle");
    if (!handle || !direction || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const name = handle.closest(".layout-editor__item").dataset.name, at = current();
    const next = grid[event.shiftKey ? "resize" : "move"](editor.layouts[at], name, direction, columns(at), rules());
    announce(apply(at, next) ? describe(name, at) : title(name) + " cannot go further");
    handle.scrollIntoView({ block: "nearest" });
  });

  /* A layout counts as changed by the reader from the pointer on a handle or corner until the grid reports it. */
  document.addEventListener("pointerdown", (event) => {
    const on = event.target.closest && event.target.closest(".layout-editor__draggable, .layout-editor " + dash.RESIZE_HANDLE);
    if (on) isGesture = true;
  }, true);
  window.addEventListener("resize", () => {
    isGesture = false;
    if (root() && editor) requestAnimationFrame(update);
  });

  function showError(text) {
    announce("");
    panorama.confirm("Not saved", text, [], [{ words: "Keep editing", act() {} }]);
  }

  function leave(address) {
    isLeaving = true;
    location.assign(address);
  }

  function dashboardAddress() {
    const parts = new URLSearchParams(location.search);
    parts.delete("edit-layout");
    return location.pathname + (parts.toString() ? "?" + parts : "");
  }

  function layoutAddress(breakpoint) {
    return "/layouts/" + encodeURIComponent(editor.state.board) + (breakpoint ? "/" + breakpoint : "");
  }

  function readJson(response) { return response.json().then((body) => ({ status: response.status, body })); }

  /* Save one breakpoint after the other. The first that fails leaves the rest unsaved. */
  function save(audience, breakpoints) {
    const at = breakpoints[0];
    if (!at) {
      tools.toastNext(audience === "me" ? "Layout saved for you" : "Layout saved for everyone");
      return leave(dashboardAddress());
    }
    const places = editor.layouts[at];
    setBusy(true);
    return tools.send("PUT", layoutAddress(at), { "If-Match": editor.etags[at][audience] }, { audience, places })
      .then(readJson)
      .then(({ status, body }) => {
        setBusy(false);
        if (status === 412) return resolveConflict(audience, breakpoints, body);
        if (status !== 200) return showError(body.error || NO_RESPONSE);
        editor.etags[at] = body.etags;
        editor.saved = { ...editor.saved, [at]: places };
        return save(audience, breakpoints.slice(1));
      })
      .catch(() => { setBusy(false); showError(NO_RESPONSE); });
  }

  /* Nothing can be changed during a save: the change would be in no save. */
  function setBusy(isBusy) {
    root().inert = isBusy;
    TOOLS.forEach((name) => { if (tool(name)) tool(name).disabled = isBusy; });
    if (isBusy) announce("Saving");
    else update();
  }

  /* Somebody else saved first. The reader chooses between the two layouts. */
  function resolveConflict(audience, breakpoints, other) {
    const at = breakpoints[0];
    editor.etags[at] = other.etags;
    if (!other.differs.length) return save(audience, breakpoints);
    return panorama.confirm("Layout changed elsewhere", other.error, other.differs, [
      { words: "Keep my layout", act() { save(audience, breakpoints); } },
      { words: "Use the other layout", act() { apply(at, other.places); editor.saved[at] = other.places; update(); } },
    ]);
  }

  const actions = (panorama.actions = panorama.actions || {});
  Object.assign(actions, {
    "edit-layout"() {
      const parts = new URLSearchParams(location.search);
      parts.set("edit-layout", "1");
      location.assign(location.pathname + "?" + parts);
    },
    "layout-undo"() {
      const last = editor && editor.undo.pop();
      if (!last) return;
      editor.layouts[last.breakpoint] = last.positions;
      draw();
      announce("Change undone");
    },
    "layout-hide"(from) {
      const name = from.closest(".layout-editor__item").dataset.name, at = current();
      apply(at, grid.change(editor.layouts[at], name, { hidden: true }, columns(at)));
      announce(title(name) + " hidden");
      const restore = document.querySelector('[data-do="layout-restore"][data-name="' + CSS.escape(name) + '"]');
      if (restore) restore.focus({ preventScroll: true });
    },
    "layout-restore"(from) {
      const name = from.dataset.name, at = current(), y = grid.end(editor.layouts[at]);
      apply(at, grid.change(editor.layouts[at], name, { hidden: false, y }, columns(at)));
      announce(describe(name, at));
      const handle = document.querySelector('[data-name="' + CSS.escape(name) + '"] .layout-editor__handle');
      if (handle) handle.focus();
    },
    "layout-cancel"() {
      if (isDirty()) confirmLeaving(dashboardAddress());
      else leave(dashboardAddress());
    },
    "layout-save"() { save("me", changed()); },
    "layout-save-for-everyone"() {
      const breakpoints = changed();
      save("organization", breakpoints.includes(current()) ? breakpoints : breakpoints.concat([current()]));
    },
    "layout-reset"() {
      const text = "Your own layout of this dashboard is deleted for every screen width.";
      panorama.confirm("Reset to your organisation's layout?", text, [], [
        { words: "Reset layout", act: reset },
        { words: "Keep my layout", act() {} },
      ]);
    },
  });

  function reset() {
    tools.send("DELETE", layoutAddress())
      .then((response) => {
        if (!response.ok) return readJson(response).then(({ body }) => showError(body.error || NO_RESPONSE));
        tools.toastNext("Layout reset to your organisation's");
        return leave(dashboardAddress());
      })
      .catch(() => showError(NO_RESPONSE));
  }

  function confirmLeaving(address) {
    panorama.confirm("Leave without saving?", "Your changes to the layout are not saved.", [], [
      { words: "Stay", act() {} },
      { words: "Leave", act() { leave(address); } },
    ]);
  }

  panorama.unsaved.guard(isDirty, confirmLeaving);

  dash.register("layoutEditor", {
    /* What the grid reports, and the state that a page begins with. */
    sync(layouts, state) {
      if (!state) return dash.noUpdate();
      if (!editor || editor.state !== state) begin(state);
      else if (isGesture && layouts) {
        const at = current(), next = layouts[at] && grid.fromItems(layouts[at], editor.layouts[at], columns(at), PREFIX);
        isGesture = false;
        if (next) apply(at, next);
      }
      // Where the menu is collapsed, the dashboard changes its width and the window does not.
      if (root()) update();
      return dash.noUpdate();
    },
  });
})();
