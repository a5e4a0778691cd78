/* Draws the elements of components/static_markup.py: [tag, attributes, child, ...]. React writes the texts as texts. */
(function () {
  "use strict";

  function draw(node, createElement) {
    if (!Array.isArray(node)) return node;
    const [tag, attributes, ...children] = node;
    return createElement(tag, attributes, ...children.map((child) => draw(child, createElement)));
  }

  window.panorama.dash.registerComponent("StaticMarkup", (props, createElement) => draw(props.element, createElement));
})();
