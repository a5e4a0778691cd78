/* Layouts of a grid: positions {name, x, y, w, h, hidden} in columns and rows from the top left. The rules (columns,
 * heights) come from the server; services/dashboards/layouts/grid_positions.py packs by the same algorithm, and
 * tests/assets/test_grid_parity.py compares the two. */
(function () {
  "use strict";

  const panorama = (window.panorama = window.panorama || {});

  function bottom(position) { return position.y + position.h; }
  function sideBySide(one, other) { return one.x + one.w <= other.x || other.x + other.w <= one.x; }
  function overlap(one, other) { return !sideBySide(one, other) && one.y < bottom(other) && other.y < bottom(one); }
  function end(positions) { return Math.max(0, ...positions.map(bottom)); }
  function shown(positions) { return positions.filter((each) => !each.hidden); }
  function find(positions, name) { return positions.find((each) => each.name === name); }

  /* Reading order. Of items in the same row, the one that was just changed comes first. */
  function inOrder(positions, first) {
    return positions.slice().sort((a, b) => a.y - b.y || (b.name === first) - (a.name === first) || a.x - b.x);
  }

  function fit(position, columns) {
    const w = Math.min(position.w, columns);
    return { ...position, w, x: Math.min(position.x, columns - w) };
  }

  /* Up until it meets one of the others, or down until it meets none. */
  function moveUp(position, others) {
    const moved = { ...position, y: Math.min(position.y, end(others)) };
    const met = () => others.find((other) => overlap(moved, other));
    while (moved.y > 0 && !met()) moved.y -= 1;
    for (let other = met(); other; other = met()) moved.y = bottom(other);
    return moved;
  }

  /* The positions in reading order, each as far up as it goes, without overlaps; hidden ones come last, by name. */
  function compact(positions, columns, first) {
    const fitted = inOrder(positions, first).map((each) => fit(each, columns)), placed = [];
    shown(fitted).forEach((each) => { placed.push(moveUp(each, placed)); });
    const hidden = fitted.filter((each) => each.hidden).map((each) => ({ ...each, y: 0 }));
    return inOrder(placed).concat(hidden.sort((a, b) => (a.name < b.name ? -1 : 1)));
  }

  function change(positions, name, values, columns) {
    return compact(positions.map((each) => (each.name === name ? { ...each, ...values } : each)), columns, name);
  }

  /* The nearest of the shown items in the same columns, above or below. */
  function neighbour(positions, position, isAbove) {
    const others = shown(positions).filter((other) => other.name !== position.name && !sideBySide(position, other));
    if (isAbove) return others.filter((other) => bottom(other) <= position.y).sort((a, b) => bottom(b) - bottom(a))[0];
    return others.filter((other) => other.y >= bottom(position)).sort((a, b) => a.y - b.y)[0];
  }

  /* One column to a side, or past the neighbour above or below. */
  function move(positions, name, direction, columns) {
    const position = find(positions, name);
    if (direction === "left") return change(positions, name, { x: Math.max(0, position.x - 1) }, columns);
    if (direction === "right") return change(positions, name, { x: Math.min(columns - position.w, position.x + 1) }, columns);
    const other = neighbour(positions, position, direction === "up");
    if (!other) return positions;
    return change(positions, name, { y: direction === "up" ? other.y : bottom(other) }, columns);
  }

  /* One column or row larger or smaller, within the rules. */
  function resize(positions, name, direction, columns, rules) {
    const position = find(positions, name);
    const w = position.w + ({ left: -1, right: 1 }[direction] || 0), h = position.h + ({ up: -1, down: 1 }[direction] || 0);
    if (w < 1 || w > columns || h < rules.min_height || h > rules.max_height) return positions;
    return change(positions, name, { w, h, x: Math.min(position.x, columns - w) }, columns);
  }

  /* For the grid component. A hidden item is below all others and has no height. */
  function toItems(positions, prefix, rules) {
    const y = end(shown(positions));
    return positions.map((each) => {
      if (each.hidden) return { i: prefix + each.name, x: 0, y, w: 1, h: 0, isDraggable: false, isResizable: false };
      const { x, w, h } = each;
      return { i: prefix + each.name, x, y: each.y, w, h, minH: rules.min_height, maxH: rules.max_height };
    });
  }

  /* The layout that the grid component reports, with the hidden items that it does not know. */
  function fromItems(items, positions, columns, prefix) {
    return compact(positions.map((position) => {
      const item = items.find((each) => each.i === prefix + position.name);
      return position.hidden || !item ? position : { ...position, x: item.x, y: item.y, w: item.w, h: item.h };
    }), columns);
  }

  function canonical(positions) {
    return JSON.stringify(positions.map((each) => [each.name, each.hidden ? [] : [each.x, each.y, each.w, each.h]]).sort());
  }

  function isSame(one, other) { return canonical(one) === canonical(other); }

  /* Which breakpoint applies at a width in pixels. */
  function breakpointAt(width, rules) {
    const names = Object.keys(rules.min_widths).sort((a, b) => rules.min_widths[b] - rules.min_widths[a]);
    return names.find((name) => width >= rules.min_widths[name]);
  }

  panorama.gridLayout = { breakpointAt, change, compact, end, find, fromItems, isSame, move, resize, toItems };
})();
