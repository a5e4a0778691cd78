/* Where things stand on a grid: {name, x, y, w, h, hidden}, in columns and rows from the top left.
 * services/dashboards/layouts/grid_positions.py knows the same rules, and has the last word. */
(function () {
  "use strict";

  var LEAST_WIDTH = 1, LEAST_HEIGHT = 2, MOST_HEIGHT = 60;

  function bottom(place) { return place.y + place.h; }

  function beside(one, other) { return one.x + one.w <= other.x || other.x + other.w <= one.x; }

  function touch(one, other) { return !beside(one, other) && one.y < bottom(other) && other.y < bottom(one); }

  function lowest(places) { return Math.max.apply(null, [0].concat(places.map(bottom))); }

  /* From the top and from the left; of two that begin in the same row, the one that was just moved comes first. */
  function inOrder(places, first) {
    return places.slice().sort(function (a, b) {
      return a.y - b.y || (b.name === first) - (a.name === first) || a.x - b.x;
    });
  }

  /* Every place moved up until it meets another, none on another; hidden ones take no room. */
  function compacted(places, columns, first) {
    var standing = [];
    inOrder(places.filter(function (each) { return !each.hidden; }), first).forEach(function (each) {
      var width = Math.min(each.w, columns);
      var place = Object.assign({}, each, { w: width, x: Math.min(each.x, columns - width), y: Math.min(each.y, lowest(standing)) });
      function met() { return standing.find(function (other) { return touch(place, other); }); }
      while (place.y > 0 && !met()) place.y -= 1;
      for (var other = met(); other; other = met()) place.y = bottom(other);
      standing.push(place);
    });
    return inOrder(standing).concat(places.filter(function (each) { return each.hidden; }));
  }

  function named(places, name) {
    return places.find(function (each) { return each.name === name; });
  }

  function changed(places, name, what, columns) {
    var next = places.map(function (each) { return each.name === name ? Object.assign({}, each, what) : each; });
    return compacted(next, columns, name);
  }

  /* The others in the same columns, those that are nearest first. */
  function neighbours(places, place, isThere, order) {
    return places.filter(function (other) {
      return other.name !== place.name && !other.hidden && !beside(place, other) && isThere(other);
    }).sort(order);
  }

  /* One column to a side, or over what stands above or below. */
  function moved(places, name, to, columns) {
    var place = named(places, name), next;
    if (to === "left") return changed(places, name, { x: Math.max(0, place.x - 1) }, columns);
    if (to === "right") return changed(places, name, { x: Math.min(columns - place.w, place.x + 1) }, columns);
    if (to === "up") {
      next = neighbours(places, place, function (other) { return bottom(other) <= place.y; }, function (a, b) { return bottom(b) - bottom(a); })[0];
      return next ? changed(places, name, { y: next.y }, columns) : places;
    }
    next = neighbours(places, place, function (other) { return other.y >= bottom(place); }, function (a, b) { return a.y - b.y; })[0];
    // What stands below goes up by as many rows as the one that leaves is high.
    return next ? changed(places, name, { y: bottom(next) }, columns) : places;
  }

  function resized(places, name, to, columns) {
    var place = named(places, name), width = place.w + ({ left: -1, right: 1 }[to] || 0), height = place.h + ({ up: -1, down: 1 }[to] || 0);
    if (width < LEAST_WIDTH || width > columns || height < LEAST_HEIGHT || height > MOST_HEIGHT) return places;
    return changed(places, name, { w: width, h: height, x: Math.min(place.x, columns - width) }, columns);
  }

  /* As the grid component takes them; what is hidden stands below all others, and has no height. */
  function asItems(places, prefix) {
    var end = lowest(places.filter(function (each) { return !each.hidden; }));
    return places.map(function (each) {
      if (each.hidden) return { i: prefix + each.name, x: 0, y: end, w: 1, h: 0, isDraggable: false, isResizable: false };
      return { i: prefix + each.name, x: each.x, y: each.y, w: each.w, h: each.h, minH: LEAST_HEIGHT, maxH: MOST_HEIGHT };
    });
  }

  /* The layout that the grid component reports, with what it does not know of: what is hidden. */
  function fromItems(items, places, columns, prefix) {
    return compacted(places.map(function (place) {
      var item = items.find(function (each) { return each.i === prefix + place.name; });
      return place.hidden || !item ? place : Object.assign({}, place, { x: item.x, y: item.y, w: item.w, h: item.h });
    }), columns);
  }

  function spelt(places) {
    return JSON.stringify(places.map(function (each) {
      return [each.name, each.hidden ? [] : [each.x, each.y, each.w, each.h]];
    }).sort());
  }

  window.panoramaPlaces = {
    asItems: asItems,
    changed: changed,
    fromItems: fromItems,
    lowest: lowest,
    moved: moved,
    named: named,
    resized: resized,
    same: function (one, other) { return spelt(one) === spelt(other); },
  };
})();
