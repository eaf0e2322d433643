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
      const key = (state) => [timeMap.theme, timeMap.basemap?.version, timeMap.isOn(member), timeMap.isOn(former), state.alliance_on, this._at(state)].join();
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
      const taken = timeMap.allianceAxis?.standing();
      if (taken) return this._paintStages(context, view, taken);
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

    /**
     * The alliance on another day than the moment's: members full, states of an earlier treaty lighter with a rim, what is signed but not
     * in force striped, what is suspended striped over its tint.
     * @param {tm.Pen} context
     * @param {tm.View} view
     * @param {Map<string, {lane: string, stage: string}>} standing
     */
    _paintStages(context, view, standing) {
      const { timeMap } = this;
      const { basemap, palette } = timeMap;
      const { former, alliance } = palette.map;
      const last = timeMap.allianceAxis?.lanes.at(-1);
      for (const [country, { lane, stage }] of standing) {
        const isOn = timeMap.isOn(this.options.layers[stage === "former" ? "former" : "member"]);
        const shape = isOn && basemap?.outlineOf(country);
        if (!shape || !tm.boxesMeet(shape.box, view.box)) continue;
        const path = tm.traced(shape, view);
        if (stage === "member" || stage === "suspended") {
          context.globalAlpha = lane === last ? 0.34 : 0.16;
          context.fillStyle = alliance;
          context.fill(path, "evenodd");
        }
        context.globalAlpha = stage === "former" ? 1 : 0.45;
        if (stage !== "member") {
          const angle = stage === "former" ? "up" : "down";
          context.fillStyle = tm.hatch(context, stage === "former" ? former : alliance, { gap: 7, width: 1.6, angle, ratio: view.ratio });
          context.fill(path, "evenodd");
        }
        if (stage === "former") continue;
        context.globalAlpha = 0.8;
        context.strokeStyle = alliance;
        context.lineWidth = 1;
        context.stroke(path);
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
