/* What stands in a cell of a list of records: words that lead to the page of their row. */
(function () {
  "use strict";

  var cells = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});

  cells.RowLink = function (props) {
    var address = props.data && props.data[props.address];
    if (!address) return props.value || "";
    return window.React.createElement("a", { href: address, className: "row-link" }, props.value || "Unnamed");
  };
})();
