/** Great circles that draw themselves as time passes. */
(function (tm) {
  "use strict";
  const STEPS = 72;
  /**
   * Part of the axis for which an arc is on its way, so that it can be seen, and after which it is pale. Where only the day is known it is pale and
   * dotted until the day has closed.
   */
  const [TRAVEL, FADE] = [1 / 248, 1 / 18.6];

  /**
   * @typedef {{lat: number, lon: number}} Spot
   * @typedef {{from: Spot, to: Spot, start: tm.Interval, end: tm.Interval|null, width: number, dashed: boolean, path: tm.Pairs, box: tm.Box}} Arc
   * @typedef {{layer: string, colour: string, arcs: Arc[]}} ArcSet
   */

  /**
   * Options: `sets`: `[{layer, colour: "spread"|"alliance", arcs: [{from: {lat, lon}, to: {lat, lon}, start: [earliest, latest],
   * end: [earliest, latest]|null, width, dashed, label: {en, de}}]}]`; times in ms.
   */
  tm.elements.Arcs = class {
    /**
     * @param {tm.TimeMap} timeMap
     * @param {{sets: ArcSet[]}} options
     */
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      this.options = options;
      timeMap.arcs = this;
      for (const set of options.sets) {
        timeMap.known.add(set.layer);
        for (const arc of set.arcs) {
          arc.path = tm.greatCircle(arc.from, arc.to, STEPS);
          arc.box = tm.boxOf(arc.path);
        }
        /** @param {tm.State} state */
        const key = (state) => (timeMap.isSeen(set.layer) ? [timeMap.theme, state.mode, state.t0, state.t1].join() : "off");
        timeMap.paint("live", { z: 10, key, paint: (context, view) => this._paint(set, context, view) });
      }
    }

    /**
     * Share of the way drawn (0 = not yet), whether it has closed, and its strength (newest 1).
     * @param {Arc} arc
     * @param {tm.State} state
     */
    progress(arc, state) {
      if (state.mode === "all") return { share: 1, isOpen: false, strength: 0.5 };
      const { start, end } = this.timeMap.span;
      const travel = (end - start) * TRAVEL;
      const arrival = Math.max(arc.start[1], arc.start[0] + travel);
      const share = Math.min(1, Math.max(0, (state.t1 - arc.start[0]) / travel));
      const until = state.mode === "window" ? state.t0 : state.t1;
      if (share === 0 || (arc.end && until >= arc.end[1])) return { share: 0, isOpen: false, strength: 0 };
      if (state.mode === "window" && !arc.end && arrival < state.t0) return { share: 0, isOpen: false, strength: 0 };
      const age = Math.max(0, state.t1 - arrival);
      const stays = arc.end ? 0.75 : 0.22;
      return { share, isOpen: state.t1 < arrival, strength: Math.max(stays, 1 - age / ((end - start) * FADE)) };
    }

    /**
     * @param {ArcSet} set
     * @param {tm.Pen} context
     * @param {tm.View} view
     */
    _paint(set, context, view) {
      const { timeMap } = this;
      if (!timeMap.isSeen(set.layer)) return;
      context.strokeStyle = context.fillStyle = timeMap.palette.map[set.colour];
      context.lineCap = "round";
      for (const arc of set.arcs) {
        const { share, isOpen, strength } = this.progress(arc, timeMap.current);
        if (!share || !tm.boxesMeet(arc.box, view.box)) continue;
        context.globalAlpha = strength * (isOpen ? 0.5 : 0.85);
        context.lineWidth = (arc.width || 1) * (0.9 + 0.6 * strength);
        context.setLineDash(arc.dashed ? [6, 5] : isOpen ? [1, 4] : []);
        this._stroke(arc.path, share, context, view);
      }
    }

    /**
     * @param {tm.Pairs} path
     * @param {number} share
     * @param {tm.Pen} context
     * @param {tm.View} view
     */
    _stroke(path, share, context, { scale, left, top }) {
      const end = share * STEPS;
      const whole = Math.floor(end);
      let x = path[0] * scale - left;
      let y = path[1] * scale - top;
      context.beginPath();
      context.moveTo(x, y);
      for (let k = 1; k <= whole; k++) {
        x = path[2 * k] * scale - left;
        y = path[2 * k + 1] * scale - top;
        context.lineTo(x, y);
      }
      if (whole < STEPS) {
        const part = end - whole;
        x += (path[2 * whole + 2] - path[2 * whole]) * part * scale;
        y += (path[2 * whole + 3] - path[2 * whole + 1]) * part * scale;
        context.lineTo(x, y);
      }
      context.stroke();
      if (whole >= STEPS) return;
      context.setLineDash([]);
      context.beginPath();
      context.arc(x, y, 2.4, 0, 7);
      context.fill();
    }
  };
})(L.timemap);
