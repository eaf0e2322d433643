/** Pure functions of place: Web Mercator in units of the world's width (0..1), great circles, outlines. */
(function (tm) {
  "use strict";
  const RADIANS = Math.PI / 180;
  const MAX_LAT = 85.0511287798;

  tm.mercatorX = (lon) => lon / 360 + 0.5;
  tm.mercatorY = function (lat) {
    const sine = Math.sin(Math.max(-MAX_LAT, Math.min(MAX_LAT, lat)) * RADIANS);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  };

  /**
   * Longitudes on one world: from 180 west to 180 east, or across the date line where all of them lie within half a world there.
   * @param {Float32Array} lon  degrees, changed in place
   * @returns {Float32Array} the same
   */
  tm.onOneWorld = function (lon) {
    const wrap = (/** @type {number} */ degrees) => (degrees > 180 ? degrees - 360 : degrees);
    let [west, east, first, last] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < lon.length; i++) {
      lon[i] = wrap(lon[i]);
      west = Math.min(west, lon[i]);
      east = Math.max(east, lon[i]);
      const round = lon[i] < 0 ? lon[i] + 360 : lon[i];
      first = Math.min(first, round);
      last = Math.max(last, round);
    }
    if (east - west <= 180 || last - first > 180) return lon;
    for (let i = 0; i < lon.length; i++) if (lon[i] < 0) lon[i] += 360;
    return lon;
  };

  /**
   * Which of the kept events are drawn within a part of the map.
   * @param {{length: number, kept: ArrayLike<number>, dot: ArrayLike<number>, lat: ArrayLike<number>, lon: ArrayLike<number>}} events
   * @param {{south: number, west: number, north: number, east: number}} box  degrees
   * @returns {Uint8Array}
   */
  tm.keptWithin = function ({ length, kept, dot, lat, lon }, { south, west, north, east }) {
    const within = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      within[i] = kept[i] && dot[i] && lat[i] >= south && lat[i] <= north && lon[i] >= west && lon[i] <= east ? 1 : 0;
    }
    return within;
  };

  /**
   * Points of the great circle between two places, ends included, as Mercator pairs.
   * @returns {Float64Array} x0, y0, x1, y1, ...; longitudes run on past 180 rather than jump
   */
  tm.greatCircle = function (from, to, steps) {
    const [lat1, lon1, lat2, lon2] = [from.lat, from.lon, to.lat, to.lon].map((degrees) => degrees * RADIANS);
    /** @type {(lat: number, lon: number) => number[]} */
    const vector = (lat, lon) => [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
    const [ax, ay, az] = vector(lat1, lon1);
    const [bx, by, bz] = vector(lat2, lon2);
    const angle = Math.acos(Math.max(-1, Math.min(1, ax * bx + ay * by + az * bz)));
    const isPoint = angle < 1e-9;
    const out = new Float64Array((steps + 1) * 2);
    let previous = from.lon;
    for (let k = 0; k <= steps; k++) {
      const share = k / steps;
      const wa = isPoint ? 1 - share : Math.sin((1 - share) * angle) / Math.sin(angle);
      const wb = isPoint ? share : Math.sin(share * angle) / Math.sin(angle);
      const [x, y, z] = [wa * ax + wb * bx, wa * ay + wb * by, wa * az + wb * bz];
      let lon = Math.atan2(y, x) / RADIANS;
      lon += 360 * Math.round((previous - lon) / 360);
      previous = lon;
      out[2 * k] = tm.mercatorX(lon);
      out[2 * k + 1] = tm.mercatorY(Math.atan2(z, Math.hypot(x, y)) / RADIANS);
    }
    return out;
  };

  /**
   * One outline per feature of what `outlines.py` packed, in Mercator, with its box; lines and polygons alike.
   * @returns {{properties: object, closed: boolean, rings: Float64Array[], boxes: number[][], box: number[]}[]}
   */
  tm.outlines = function ({ features }) {
    return features.map(({ properties, closed, steps_per_degree: perDegree, rings: packed }) => {
      const rings = packed.map((steps) => {
        const ring = new Float64Array(steps.length);
        let lon = 0;
        let lat = 0;
        for (let k = 0; k < steps.length; k += 2) {
          lon += steps[k];
          lat += steps[k + 1];
          ring[k] = tm.mercatorX(lon / perDegree);
          ring[k + 1] = tm.mercatorY(lat / perDegree);
        }
        return ring;
      });
      const boxes = rings.map(tm.boxOf);
      return { properties, closed, rings, boxes, box: joinBoxes(boxes) };
    });
  };

  /** [left, top, right, bottom] of x, y pairs. */
  tm.boxOf = function (pairs) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let k = 0; k < pairs.length; k += 2) {
      const [x, y] = [pairs[k], pairs[k + 1]];
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
    return [left, top, right, bottom];
  };

  /** @type {(boxes: tm.Box[]) => tm.Box} */
  const joinBoxes = (boxes) =>
    boxes.reduce(
      (all, box) => [Math.min(all[0], box[0]), Math.min(all[1], box[1]), Math.max(all[2], box[2]), Math.max(all[3], box[3])],
      [Infinity, Infinity, -Infinity, -Infinity],
    );

  tm.boxesMeet = (a, b) => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];

  /** `trace`, remembered until the view changes. */
  tm.traced = function (outline, view) {
    const key = `${view.scale} ${view.left} ${view.top}`;
    const path = outline.tracedFor === key && outline.path ? outline.path : tm.trace(outline, view);
    Object.assign(outline, { tracedFor: key, path });
    return path;
  };

  /**
   * Trace an outline into a Path2D for a view `{scale, left, top, box}`: points nearer than half a pixel to the last one, and
   * rings outside the view, are left out.
   */
  tm.trace = function (outline, view, path = new Path2D()) {
    const { scale, left, top } = view;
    outline.rings.forEach((ring, k) => {
      if (!tm.boxesMeet(outline.boxes[k], view.box)) return;
      let lastX = ring[0] * scale - left;
      let lastY = ring[1] * scale - top;
      path.moveTo(lastX, lastY);
      for (let j = 2; j < ring.length; j += 2) {
        const x = ring[j] * scale - left;
        const y = ring[j + 1] * scale - top;
        if (Math.abs(x - lastX) + Math.abs(y - lastY) < 0.6 && j < ring.length - 2) continue;
        path.lineTo(x, y);
        lastX = x;
        lastY = y;
      }
      if (outline.closed) path.closePath();
    });
    return path;
  };
})(L.timemap);
