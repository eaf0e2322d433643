/** Polygons with intervals: what holds in a region, from when to when. */
(function (tm) {
  "use strict";
  const OPACITY_OPEN = 0.45;
  /** From here on a fill covers the whole view: it steps back. */
  const NEAR_ZOOM = 8.5;

  /**
   * Options: `layers`: `[{layer, style: "wash"|"hatch"|"dots"|"step", order, rows: [{region, start: [earliest, latest], end: [earliest, latest]|null,
   * value|null, level}]}]`; times in ms. `step` colours by `value` (0..1).
   */
  tm.elements.TimedRegions = class {
    /**
     * @param {tm.TimeMap} timeMap
     * @param {{layers: tm.RegionLayer[]}} options
     */
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      this.options = options;
      timeMap.regions = this;
      options.layers.forEach((layer) => {
        timeMap.known.add(layer.layer);
        /** @param {tm.State} state */
        const key = (state) => (timeMap.isSeen(layer.layer) ? [timeMap.theme, timeMap.basemap?.version, this._key(layer, state)].join() : "off");
        timeMap.paint("cover", { z: 20 + layer.order, key, paint: (context, view) => this._paint(layer, context, view) });
      });
    }

    /** @param {string} name */
    layer(name) {
      return this.options.layers.find((layer) => layer.layer === name);
    }

    /**
     * How a row stands to the moment (or window): out, open (its hour is not known and lies around now), or in.
     * @param {tm.RegionRow} row
     * @param {tm.State} state
     */
    standing(row, state) {
      if (state.mode === "all") return tm.IN;
      const from = state.mode === "window" ? state.t0 : state.t1;
      if (state.t1 < row.start[0] || (row.end && from >= row.end[1])) return tm.OUT;
      return state.t1 < row.start[1] || (row.end && from >= row.end[0]) ? tm.OPEN : tm.IN;
    }

    /**
     * @param {tm.RegionLayer} layer
     * @param {tm.State} state
     */
    _key(layer, state) {
      return layer.rows.map((row) => this.standing(row, state)).join("");
    }

    /**
     * Regions in which the layer holds, for certain and at most.
     * @param {string} name
     * @param {tm.State} state
     */
    count(name, state) {
      const sure = new Set();
      const possible = new Set();
      for (const row of this.layer(name)?.rows || []) {
        const standing = this.standing(row, state);
        if (standing !== tm.OUT) possible.add(row.region);
        if (standing === tm.IN) sure.add(row.region);
      }
      return { low: sure.size, high: possible.size };
    }

    /**
     * What holds in a region now, for the tooltip: `[{layer, row, standing}]`.
     * @param {string} region
     * @param {tm.State} state
     */
    at(region, state) {
      return this.options.layers
        .filter((layer) => this.timeMap.isOn(layer.layer))
        .flatMap((layer) => layer.rows.filter((row) => row.region === region).map((row) => ({ layer, row, standing: this.standing(row, state) })))
        .filter(({ standing }) => standing !== tm.OUT);
    }

    /**
     * @param {tm.RegionLayer} layer
     * @param {tm.RegionRow} row
     * @param {tm.Pen} context
     * @param {number} ratio
     */
    fill(layer, row, context, ratio) {
      const colours = this.timeMap.palette.map;
      if (layer.style === "wash") return colours.emergency;
      if (layer.style === "hatch") return tm.hatch(context, colours.curfew, { gap: 9, width: 1.3, angle: "down", ratio });
      if (layer.style === "dots") return tm.dots(context, colours.internet, { gap: 7, radius: 1.25, ratio });
      const [early, late] = colours.steps;
      return tm.mix(early, late, row.value ?? 0);
    }

    /**
     * @param {tm.RegionLayer} layer
     * @param {tm.Pen} context
     * @param {tm.View} view
     */
    _paint(layer, context, view) {
      const { timeMap } = this;
      if (!timeMap.basemap || !timeMap.isSeen(layer.layer)) return;
      const best = new Map();
      for (const row of layer.rows) {
        const standing = this.standing(row, timeMap.current);
        if (standing > (best.get(row.region)?.standing || tm.OUT)) best.set(row.region, { row, standing });
      }
      for (const [region, { row, standing }] of best) {
        const shape = timeMap.basemap.outlineOf(region);
        if (!shape || !tm.boxesMeet(shape.box, view.box)) continue;
        const strength = layer.style === "step" ? 0.6 : view.zoom > NEAR_ZOOM ? 0.5 : 1;
        context.globalAlpha = strength * (standing === tm.OPEN ? OPACITY_OPEN : 1);
        context.fillStyle = this.fill(layer, row, context, view.ratio);
        context.fill(tm.traced(shape, view), "evenodd");
      }
    }
  };

  /** A dotted fill; `gap` between dots and `radius` in px. */
  tm.dots = function (context, colour, { gap, radius, ratio = 1 }) {
    const side = Math.round(gap * ratio);
    const tile = tm.h("canvas", { width: side, height: side });
    const pen = tile.getContext("2d");
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(side / 2, side / 2, radius * ratio, 0, 7);
    pen.fill();
    const pattern = /** @type {CanvasPattern} */ (context.createPattern(tile, "repeat"));
    pattern.setTransform(new DOMMatrix().scale(1 / ratio));
    return pattern;
  };

  /** The colour between two "#rrggbb" ones. */
  tm.mix = function (from, to, share) {
    /** @type {(colour: string) => number[]} */
    const parts = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    const [a, b] = [parts(from), parts(to)];
    return `rgb(${a.map((value, k) => Math.round(value + (b[k] - value) * share)).join(",")})`;
  };
})(L.timemap);
