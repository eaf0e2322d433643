/** Events from afar: one bubble per place or group of places, counted anew as time moves. */
(function (tm) {
  "use strict";
  const PULSE_MS = 5 * 3600000;
  const DOT_PX = 2.2;
  /** Smallest circle around a bubble that answers to the pointer, px. */
  const REACH_PX = 11;
  /** How strong what is certain, open, and before the pin is drawn. */
  const CERTAIN = 1;
  const OPEN = 0.42;
  const BEFORE = 0.16;

  tm.Bubbles = class {
    /** @param {tm.TimeMap} timeMap @param {tm.Names} names */
    constructor(timeMap, names) {
      this.timeMap = timeMap;
      this.names = names;
    }

    /** Bubbles are a little smaller on a phone. */
    get size() {
      return this.timeMap.shell.size === "phone" ? 0.84 : 1;
    }

    /**
     * Radius of a bubble that has room for its text.
     * @param {number} count
     * @param {string} text
     */
    radius(count, text) {
      if (count <= 1) return tm.bubbleRadius(count);
      const room = text.length > 2 ? 3.5 + text.length * 3.6 : 0;
      return Math.max(this.size * tm.bubbleRadius(count), room);
    }

    /**
     * Radius of a bubble as it is now; a place where nothing is reported yet is a dot.
     * @param {tm.Cluster} cluster
     */
    radiusOf(cluster) {
      return cluster.high ? this.radius(cluster.high, this._text(cluster).text) : DOT_PX;
    }

    /**
     * Which places stand together in a view; does not depend on time, so that bubbles do not jump.
     * @param {tm.Spot[]} spots
     * @param {tm.View} view
     */
    arrange(spots, view) {
      /** @type {any[]} */
      const clusters = tm.cluster(spots, view.scale, { size: this.size, isStrong: (spot) => this.names.isStrongSpot(spot) });
      for (const cluster of clusters) {
        cluster.x = cluster.lead.x * view.scale - view.left;
        cluster.y = cluster.lead.y * view.scale - view.top;
        cluster.maxR = this.radius(cluster.weight, this.timeMap.words.range(cluster.weight - 1, cluster.weight));
      }
      return clusters;
    }

    /**
     * Count a bubble's events now: per family certain and possible ones, those since the pin, and the newest.
     * @param {tm.Cluster} cluster
     * @param {boolean} isShown
     */
    count(cluster, isShown) {
      const { events, current } = this.timeMap;
      cluster.parts = events.families.map(() => ({ low: 0, high: 0, before: 0, sinceLow: 0, sinceHigh: 0 }));
      Object.assign(cluster, { low: 0, high: 0, sinceLow: 0, sinceHigh: 0, newest: -Infinity, newestSharp: -Infinity, first: -1 });
      if (!isShown) return;
      for (const spot of cluster.spots) {
        for (const i of spot.events) {
          if (events.standing[i] === tm.OUT) continue;
          this._add(cluster, cluster.parts[events.family[i]], i);
          cluster.newest = Math.max(cluster.newest, Math.min(events.last(i), current.t1));
          if (events.latest[i] - events.earliest[i] <= tm.HOUR) cluster.newestSharp = Math.max(cluster.newestSharp, events.earliest[i]);
          cluster.first = i;
        }
      }
    }

    /** @param {tm.Cluster} cluster @param {tm.Sums} part @param {number} i */
    _add(cluster, part, i) {
      const { standing, newness } = this.timeMap.events;
      const isIn = standing[i] === tm.IN;
      for (const sum of [cluster, part]) {
        sum.high += 1;
        if (isIn) sum.low += 1;
        if (!newness || newness[i] === tm.BEFORE) continue;
        sum.sinceHigh += 1;
        if (isIn && newness[i] === tm.SINCE) sum.sinceLow += 1;
      }
    }

    /**
     * Paint all, the largest below, and give what the pointer can meet.
     * @param {tm.Pen} context
     * @param {tm.Cluster[]} clusters
     */
    paint(context, clusters) {
      const order = [...clusters].sort((a, b) => b.high - a.high);
      return order.flatMap((cluster) => this._paintOne(context, cluster) || []);
    }

    /**
     * @param {tm.Pen} context
     * @param {tm.Cluster} cluster
     * @returns {tm.Hit|null}
     */
    _paintOne(context, cluster) {
      const { palette, current } = this.timeMap;
      const { x, y } = cluster;
      if (!cluster.high) return this._paintDot(context, cluster);
      cluster.r = this.radiusOf(cluster);
      const age = current.t1 - cluster.newestSharp;
      if (age >= 0 && age < PULSE_MS && current.mode === "upto") this._paintPulse(context, cluster, age / PULSE_MS);
      if (cluster.high === 1) this._paintSingle(context, cluster);
      else {
        const { text, isPale } = this._text(cluster);
        if (this._precision(cluster) >= 2) this._paintGround(context, cluster);
        tm.drawBubble(context, { x, y, r: cluster.r, parts: this._shares(cluster), text, isPale }, { casing: palette.map.halo, core: palette.map.core, text: palette.map.label, pale: palette.map.labelPale });
      }
      if (this._isChosen(cluster)) this._paintRing(context, x, y, cluster.r + 5);
      return { x, y, r: Math.max(cluster.r + 2, REACH_PX), cluster };
    }

    /**
     * The count; with a pin what is new since then.
     * @param {tm.Cluster} cluster
     */
    _text({ low, high, sinceLow, sinceHigh }) {
      const { words, events } = this.timeMap;
      if (!events.newness) return { text: words.range(low, high), isPale: false };
      return sinceHigh ? { text: `+${words.range(sinceLow, sinceHigh)}`, isPale: false } : { text: words.range(low, high), isPale: true };
    }

    /**
     * Parts of the ring: per family what is certain and what is open; with a pin what was before it is pale.
     * @param {tm.Cluster} cluster
     */
    _shares(cluster) {
      const { events } = this.timeMap;
      const strength = tm.fading(this.timeMap.current, cluster.newest);
      return cluster.parts.flatMap(({ low, high, sinceLow, sinceHigh }, k) => {
        const colour = tm.colourOf(this.timeMap, events.families[k]);
        /** @param {number} count @param {number} alpha */
        const part = (count, alpha) => ({ colour, share: count / cluster.high, alpha });
        if (!events.newness) return [part(low, CERTAIN * strength), part(high - low, OPEN * strength)];
        return [part(sinceLow, CERTAIN), part(sinceHigh - sinceLow, OPEN), part(high - sinceHigh, BEFORE)];
      });
    }

    /**
     * How exactly the place is known that a bubble stands for.
     * @param {tm.Cluster} cluster
     */
    _precision({ lead }) {
      const { events } = this.timeMap;
      return tm.precisionClass(events.precisionOf(lead.events[0]));
    }

    /** @param {tm.Pen} context @param {tm.Cluster} cluster */
    _paintSingle(context, cluster) {
      const { palette, events, current } = this.timeMap;
      const family = events.families[events.family[cluster.first]];
      tm.paintMark(context, cluster.x, cluster.y, {
        shape: family.shape,
        colour: tm.colourOf(this.timeMap, family),
        halo: palette.map.halo,
        r: cluster.r,
        hollow: tm.isHollow(family),
        precision: tm.precisionClass(events.precisionOf(cluster.first)),
        isOpen: !cluster.low,
        strength: events.newness && !cluster.sinceHigh ? 2 * BEFORE : tm.fading(current, cluster.newest),
      });
    }

    /**
     * Only the district or region of these events is known.
     * @param {tm.Pen} context
     * @param {tm.Cluster} cluster
     */
    _paintGround(context, cluster) {
      context.globalAlpha = 0.16;
      context.fillStyle = this.timeMap.palette.map.label;
      context.beginPath();
      context.arc(cluster.x, cluster.y, cluster.r + 8, 0, 7);
      context.fill();
      context.globalAlpha = 1;
    }

    /** @param {tm.Pen} context @param {tm.Cluster} cluster @param {number} share  of its time that has passed */
    _paintPulse(context, { x, y, r, newestSharp, spots }, share) {
      const { events } = this.timeMap;
      const i = spots.flatMap((spot) => spot.events).find((k) => events.earliest[k] === newestSharp && events.standing[k]);
      if (i === undefined) return;
      context.globalAlpha = (1 - share) * 0.55;
      context.strokeStyle = tm.colourOf(this.timeMap, events.families[events.family[i]]);
      context.lineWidth = 2.2 * (1 - share) + 0.6;
      context.beginPath();
      context.arc(x, y, r + 3 + 15 * share, 0, 7);
      context.stroke();
      context.globalAlpha = 1;
    }

    /**
     * A place where nothing is reported yet, or nothing that the filters keep.
     * @param {tm.Pen} context
     * @param {tm.Cluster} cluster
     */
    _paintDot(context, cluster) {
      cluster.r = DOT_PX;
      context.beginPath();
      context.arc(cluster.x, cluster.y, DOT_PX, 0, 7);
      context.fillStyle = this.timeMap.palette.map.labelPale;
      context.fill();
      return null;
    }

    /** @param {tm.Cluster} cluster */
    _isChosen({ spots }) {
      const chosen = this.timeMap.events.indexOf(this.timeMap.current.event);
      return chosen >= 0 && spots.some((spot) => spot.events.includes(chosen));
    }

    /** @param {tm.Pen} context @param {number} x @param {number} y @param {number} r */
    _paintRing(context, x, y, r) {
      context.beginPath();
      context.arc(x, y, r, 0, 7);
      context.lineWidth = 2;
      context.strokeStyle = this.timeMap.palette.map.label;
      context.stroke();
    }
  };

  /** Reach of the fading, where the state names none, hours. */
  const FADE_H = 96;
  const WEAKEST = 0.55;

  /**
   * How strong an event is drawn: less and less with its age, in mode `upto` only.
   * @param {{mode: string, t1: number, fade?: number|null}} state  `fade` in hours; null: never
   * @param {number} newest  its last instant, ms
   */
  tm.fading = function ({ mode, t1, fade = FADE_H }, newest) {
    if (mode !== "upto" || fade === null) return 1;
    const age = (t1 - newest) / tm.HOUR - fade / 8;
    return Math.max(WEAKEST, 1 - (Math.max(0, age) / fade) * (1 - WEAKEST));
  };
})(L.timemap);
