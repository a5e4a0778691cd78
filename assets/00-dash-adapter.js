/* Everything that our scripts need of the insides of Dash and its components: names that are not part of a documented
 * interface, and may change with a release. They stand here alone; tests/assets/test_adapter.py holds the others to it.
 * Written against Dash 4.4, Plotly.js 4.1, dash-ag-grid 35.3 and dash-snap-grid 0.4. */
(function () {
  "use strict";

  const panorama = (window.panorama = window.panorama || {});

  /* Documented by Dash: functions for ClientsideFunction(namespace, name). Dash itself adds to this object later. */
  function register(namespace, functions) {
    window.dash_clientside = window.dash_clientside || {};
    window.dash_clientside[namespace] = functions;
  }

  /* Documented by Dash: leaves an output as it is. Only there once Dash has loaded. */
  function noUpdate() { return window.dash_clientside.no_update; }

  /* Documented by Dash: sets properties of a component. `id` is a text, or an object for a pattern. */
  function setProps(id, props) { window.dash_clientside.set_props(id, props); }

  /* Documented by Dash: {prop_id, value} of what triggered a callback. A pattern's id stands in prop_id as JSON, before
   * the last dot: that is not documented. */
  function triggered() { return window.dash_clientside.callback_context.triggered[0] || null; }
  function idOf(propId) {
    const id = propId.slice(0, propId.lastIndexOf("."));
    return id.startsWith("{") ? JSON.parse(id) : id;
  }

  /* Not documented: Dash writes the id of a pattern into the page as JSON with sorted keys. */
  function elementOf(id) {
    return document.getElementById(JSON.stringify(id, Object.keys(id).sort()));
  }

  /* Not documented: dcc.Link pushes the address, then sends this event; dcc.Location and the router of Dash Pages listen
   * for it. Nothing else tells them of a pushed address. */
  const MOVED = "_dashprivate_pushstate";
  function moveTo(address) {
    history.pushState({}, "", address);
    announce();
  }
  function announce() { window.dispatchEvent(new CustomEvent(MOVED)); }
  function onMove(listener) { window.addEventListener(MOVED, listener); }

  /* Not documented: the dcc.Location by which the router of Dash Pages knows the address of the page that it drew. */
  function tellRouter(search) { setProps("_pages_location", { search }); }

  /* Not documented: what dcc.Dropdown draws. The open list has no accessible name of its own. */
  function dropdownIsOpen() { return document.querySelector(".dash-dropdown-content") !== null; }
  function unnamedDropdownLists() {
    return document.querySelectorAll(".dash-dropdown-content:not([aria-label]), .dash-options-list:not([aria-label])");
  }
  function openDropdown() { return document.querySelector('.dash-dropdown[aria-expanded="true"]'); }

  /* Not documented: an attribute that Dash sets while a callback of the component runs. */
  function isLoading(within) { return document.querySelector(within + " [data-dash-is-loading=true]") !== null; }

  /* Documented by Plotly.js: events and toImage. The class of a drawn graph is not. */
  function graphIn(element) {
    const graph = element && element.querySelector(".js-plotly-plot");
    return graph && graph.on ? graph : null;
  }
  /* Not documented: the customdata of a slice of a pie comes in a list, since several rows may make one slice. */
  function markOf(point) {
    const mark = point.customdata;
    return Array.isArray(mark) && Array.isArray(mark[0]) ? mark[0] : mark;
  }
  function onHover(graph, over, out) {
    graph.on("plotly_hover", (event) => over(markOf(event.points[0])));
    graph.on("plotly_unhover", out);
  }
  function toImage(graph, options) {
    return window.Plotly ? window.Plotly.toImage(graph, options) : Promise.reject(new Error("There is no Plotly."));
  }

  /* Not documented: dcc.Graph loads Plotly.js from this address when the first graph is drawn. Dash sets it to the whole
   * of Plotly.js; the address in the page is that of the kinds of traces that we draw (scripts/plotly/). */
  const plotly = document.body && document.body.dataset.plotly;
  if (plotly) Object.defineProperty(window, "_dashPlotlyJSURL", { get: () => plotly, set() {} });

  /* Documented by dash-ag-grid: components that a column names as its cellRenderer. React is the one that Dash loads. */
  function registerCell(name, render) {
    const cells = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
    cells[name] = (props) => render(props, window.React.createElement);
  }

  /* Documented by Dash: components of our own, by the name of their Python class. React is the one that Dash loads. */
  function registerComponent(name, render) {
    const components = (window.panorama_components = window.panorama_components || {});
    components[name] = (props) => render(props, window.React.createElement);
  }

  /* Not documented: the handle of react-resizable, on which dash-snap-grid is built. */
  const RESIZE_HANDLE = ".react-resizable-handle";

  panorama.dash = {
    announce, dropdownIsOpen, elementOf, graphIn, idOf, isLoading, markOf, moveTo, noUpdate, onHover, onMove, openDropdown,
    register, registerCell, registerComponent, RESIZE_HANDLE, setProps, tellRouter, toImage, triggered, unnamedDropdownLists,
  };
})();
