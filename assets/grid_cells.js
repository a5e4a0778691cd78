/* Cells of a list of records: a text that links to the page of its row (components/table.py). */
(function () {
  "use strict";

  window.panorama.dash.registerCell("RowLink", (props, createElement) => {
    const address = props.data && props.data[props.address];
    if (!address) return props.value || "";
    return createElement("a", { href: address, className: "row-link" }, props.value || "Unnamed");
  });
})();
