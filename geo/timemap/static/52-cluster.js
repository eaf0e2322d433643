/** Which places stand together as one bubble at a zoom; depends on places alone, never on time, so that bubbles do not jump. */
(function (tm) {
  "use strict";
  const NEAR_PX = 13;
  /** Bubbles may cover each other by this much before they become one. */
  const OVERLAP = 0.75;
  const OVERLAP_SMALL = 0.85;
  const VENUE_PX = 46;

  /** Tell whether events lie at more places than `limit`; without places each coordinate counts as one. */
  tm.hasManySpots = function (events, limit) {
    const seen = new Set();
    for (let i = 0; i < events.length; i++) {
      if (!events.isDot(i)) continue;
      seen.add(events.placeKey(i));
      if (seen.size > limit) return true;
    }
    return false;
  };

  /**
   * Places of a set of events, in the order of their index.
   * @param {tm.EventSet} events
   */
  tm.spotsOf = function (events) {
    /** @type {Map<number|string, tm.Spot>} */
    const spots = new Map();
    for (let i = 0; i < events.length; i++) {
      if (!events.isDot(i)) continue;
      const place = events.placeKey(i);
      const spot = spots.get(place) || { place, x: events.x[i], y: events.y[i], weight: 0, parent: -1, events: [] };
      if (!spot.weight) spots.set(place, spot);
      spot.weight += 1;
      spot.events.push(i);
    }
    const list = [...spots.values()];
    for (const spot of list) spot.parent = events.texts?.places?.[Number(spot.place)]?.parent ?? -1;
    return list;
  };

  /**
   * Join places nearer than a mark's width, the heaviest first; a venue stays with its town for longer.
   * @param {tm.Spot[]} spots
   * @param {number} scale
   * @param {{size?: number, isStrong?: (spot: tm.Spot) => boolean}} [how]  by how much bubbles are drawn larger or smaller; places that lead their
   *     bubble whatever their weight
   */
  tm.cluster = function (spots, scale, { size = 1, isStrong = () => false } = {}) {
    const order = [...spots].sort((a, b) => Number(isStrong(b)) - Number(isStrong(a)) || Number(a.parent >= 0) - Number(b.parent >= 0) || b.weight - a.weight || (a.place < b.place ? -1 : 1));
    /** @type {tm.Group[]} */
    const clusters = [];
    for (const spot of order) {
      const near = clusters.find(({ lead }) => {
        const distance = Math.hypot(lead.x - spot.x, lead.y - spot.y) * scale;
        if (spot.parent >= 0 && spot.parent === lead.place) return distance < VENUE_PX;
        return distance < Math.max(NEAR_PX, (size < 1 ? OVERLAP_SMALL : OVERLAP) * size * (tm.bubbleRadius(lead.weight) + tm.bubbleRadius(spot.weight)));
      });
      if (near) {
        near.spots.push(spot);
        near.weight += spot.weight;
      } else clusters.push({ lead: spot, spots: [spot], weight: spot.weight });
    }
    return clusters;
  };

  /** Where the k-th of several events at one spot is drawn, px from the spot: a sunflower, the first in the middle. */
  tm.petal = function (k, count, radius) {
    if (count === 1) return [0, 0];
    const angle = k * 2.399963;
    const distance = radius * 1.55 * Math.sqrt(k + 0.35);
    return [Math.cos(angle) * distance, Math.sin(angle) * distance];
  };

  /** Reach of such an arrangement from its spot, px. */
  tm.petalReach = (count, radius) => (count === 1 ? radius : radius * (1 + 1.55 * Math.sqrt(count)));

  /**
   * Places for events that share a spot: around it, their own place in the middle.
   * @param {tm.EventSet} events
   * @param {Iterable<number>} indices  those in sight, in their order
   * @returns {tm.Opened}
   */
  tm.openUp = function (events, indices, view, radius) {
    /** @type {Map<string, number[]>} */
    const spots = new Map();
    for (const i of indices) {
      const key = `${events.x[i]} ${events.y[i]}`;
      const same = spots.get(key);
      if (same) same.push(i);
      else spots.set(key, [i]);
    }
    /** @type {[number, number, number][]} */
    const rows = [];
    /** @type {tm.Opened["groups"]} */
    const groups = [];
    for (const list of spots.values()) {
      const x = events.x[list[0]] * view.scale - view.left;
      const y = events.y[list[0]] * view.scale - view.top;
      list.forEach((i, k) => {
        const [dx, dy] = tm.petal(k, list.length, radius);
        rows.push([i, x + dx, y + dy]);
      });
      if (list.length > 1) groups.push({ x, y, r: tm.petalReach(list.length, radius) });
    }
    rows.sort((a, b) => a[0] - b[0]);
    return { placed: { events: Int32Array.from(rows, (row) => row[0]), x: Float64Array.from(rows, (row) => row[1]), y: Float64Array.from(rows, (row) => row[2]) }, groups };
  };
  /** Radius of a bubble by the number of its events, area by count, px. */
  tm.bubbleRadius = (count) => Math.min(34, count <= 1 ? 6.5 : 6.2 + 3.3 * Math.sqrt(count));
})(L.timemap);
