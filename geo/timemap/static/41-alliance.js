/** Member states of an alliance, and former ones, as tints of the base map. */
(function (tm) {
  "use strict";

  /**
   * Options: `members`: `[{country, joined_ms, left_ms|null, status: "member"|"former"}]`, `layers`: `{member, former}` (names of layers),
   * `bounds`: the view of all members.
   */
  tm.elements.Alliance = class {
    /**
     * @param {tm.TimeMap} timeMap
     * @param {{members: tm.Member[], layers: {member: string, former: string}}} options
     */
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      this.options = options;
      timeMap.alliance = this;
      Object.values(options.layers).forEach((layer) => timeMap.known.add(layer));
      const { member, former } = options.layers;
      /** @param {tm.State} state */
      const key = (state) => [timeMap.theme, timeMap.basemap?.version, timeMap.isOn(member), timeMap.isOn(former), this._at(state)].join();
      timeMap.paint("ground", { z: 10, key, paint: (context, view) => this._paint(context, view) });
    }

    /**
     * Members change rarely: what counts is which of them are in at the moment.
     * @param {tm.State} state
     */
    _at(state) {
      return this.options.members.map((one) => this.statusOf(one, state.t1)).join("");
    }

    /**
     * "member", "former" or "" (not yet) at an instant.
     * @param {tm.Member} one
     * @param {number} ms
     */
    statusOf(one, ms) {
      if (ms < one.joined_ms) return "";
      return one.left_ms !== null && ms >= one.left_ms ? "former" : one.status;
    }

    /**
     * @param {tm.Pen} context
     * @param {tm.View} view
     */
    _paint(context, view) {
      const { timeMap } = this;
      if (!timeMap.basemap) return;
      for (const one of this.options.members) {
        const status = this.statusOf(one, timeMap.current.t1);
        const shape = status ? timeMap.isOn(this.options.layers[status]) && timeMap.basemap.outlineOf(one.country) : null;
        if (!shape || !tm.boxesMeet(shape.box, view.box)) continue;
        const path = tm.traced(shape, view);
        context.globalAlpha = one.country === timeMap.basemap.options.focus ? 0.12 : 1;
        if (status === "member") {
          context.fillStyle = timeMap.palette.map.member;
          context.fill(path, "evenodd");
        } else {
          context.fillStyle = tm.hatch(context, timeMap.palette.map.former, { gap: 7, width: 1.6, ratio: view.ratio });
          context.fill(path, "evenodd");
        }
      }
    }
  };

  /**
   * A hatched fill. `angle` "up" or "down"; `gap` and `width` of the lines in px.
   */
  tm.hatch = function (context, colour, { gap = 8, width = 1.5, angle = "up", ratio = 1 } = {}) {
    const side = Math.round(gap * ratio);
    const tile = tm.h("canvas", { width: side, height: side });
    const pen = tile.getContext("2d");
    pen.strokeStyle = colour;
    pen.lineWidth = width * ratio;
    pen.lineCap = "square";
    pen.beginPath();
    for (const shift of [-side, 0, side]) {
      pen.moveTo(shift, angle === "up" ? side : 0);
      pen.lineTo(shift + side, angle === "up" ? 0 : side);
    }
    pen.stroke();
    const pattern = /** @type {CanvasPattern} */ (context.createPattern(tile, "repeat"));
    pattern.setTransform(new DOMMatrix().scale(1 / ratio));
    return pattern;
  };
})(L.timemap);
