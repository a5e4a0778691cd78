// The kinds of traces that services/charts draws; scatter is part of the core. tests/assets/test_plotly.py compares.
const Plotly = require("plotly.js/lib/core");

Plotly.register([
  require("plotly.js/lib/bar"),
  require("plotly.js/lib/pie"),
  require("plotly.js/lib/sankey"),
  require("plotly.js/lib/treemap"),
]);

module.exports = Plotly;
