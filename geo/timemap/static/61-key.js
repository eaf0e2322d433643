/** What the marks, fills and lines of a map mean. */
(function (tm) {
  "use strict";

  /** Name of the layer, swatch, words. @typedef {[string, tm.Paint, string]} Entry */

  /** What the marks and fills of the layers that are on mean, in one line under the map's middle. */
  tm.elements.Key = class {
    isBeside = true;

    /** @param {tm.TimeMap} timeMap */
    constructor(timeMap) {
      this.timeMap = timeMap;
      this.node = tm.h("div.tm-key");
      timeMap.shell.slot("bl").append(this.node);
    }

    /** @param {tm.Touches} touches */
    draw(touches) {
      const { words, current } = this.timeMap;
      const isTurned = this.turned !== (this.turned = JSON.stringify([current.pin === null, current.density, tm.isFiltered(current)]));
      if (!isTurned && !touches("all", "layers", "words", "theme", "data", "size")) return;
      const entries = this.entries().map(([paint, text]) => tm.h("span.tm-key-entry", {}, tm.swatch(20, 12, paint), text));
      const unfiltered = tm.isFiltered(current) && this._drawsFirsts() && tm.h("span.tm-key-entry", {}, words.text("map.key.unfiltered"));
      tm.fill(this.node, entries, unfiltered);
      this.node.hidden = !entries.length;
      this.timeMap.invalidate("legend");
    }

    /** Whether a layer is on that tells of first events: arcs, and regions by day. They know no filter. */
    _drawsFirsts() {
      const { elements } = this.timeMap;
      /** @type {{layer: string}[]} */
      const arcs = (elements.Arcs || []).flatMap(({ options }) => options.sets);
      /** @type {tm.RegionLayer[]} */
      const regions = (elements.TimedRegions || []).flatMap(({ options }) => options.layers);
      return [...arcs, ...regions.filter(({ style }) => style === "step")].some(({ layer }) => this.timeMap.isOn(layer));
    }

    /**
     * How events are drawn: open, of a region only, on this side of the pin.
     * @param {tm.Paint} soft
     * @returns {Entry[]}
     */
    _ofEvents(soft) {
      const { timeMap } = this;
      const { events, current, palette, points, words } = timeMap;
      const layer = points?.options.layer;
      if (!events || !layer || current.density) return [];
      const classes = new Set(events.header.precisions.map(tm.precisionClass));
      const family = events.families[0];
      /** @type {(looks: tm.MarkLooks) => tm.Paint} */
      const mark = (looks) => (context) => tm.paintMark(context, 10, 6, { shape: family.shape, colour: tm.colourOf(timeMap, family), halo: palette.map.halo, r: 4, casing: 0, ...looks });
      /** @type {Entry[]} */
      const entries = [[layer, soft, words.text("map.key.soft")]];
      if (classes.has(2) || classes.has(3)) entries.push([layer, mark({ precision: classes.has(3) ? 3 : 2, r: 3 }), words.text("map.key.vague")]);
      if (current.pin !== null) entries.push([layer, mark({ strength: 0.26 }), words.text("map.key.before")]);
      return entries;
    }

    /**
     * How the layers of the map's elements are drawn: arcs, regions, members.
     * @returns {Entry[]}
     */
    _ofLayers() {
      const { elements, palette } = this.timeMap;
      const { map: colours } = palette;
      const ratio = window.devicePixelRatio || 1;
      /** @type {{[style: string]: tm.Paint}} */
      const styles = {
        wash: filled(colours.focus, () => colours.emergency),
        hatch: filled(colours.focus, (context) => tm.hatch(context, colours.curfew, { gap: 6, width: 1.2, angle: "down", ratio })),
        dots: filled(colours.focus, (context) => tm.dots(context, colours.internet, { gap: 5, radius: 1.1, ratio })),
        step: (context) => colours.steps.forEach((colour, k) => ((context.fillStyle = colour), context.fillRect(k * 10, 0, 10, 12))),
      };
      /** @type {{layer: string, colour: string, arcs: {dashed: boolean}[]}[]} */
      const sets = (elements.Arcs || []).flatMap(({ options }) => options.sets);
      /** @type {tm.RegionLayer[]} */
      const regions = (elements.TimedRegions || []).flatMap(({ options }) => options.layers);
      return [
        ...sets.map(({ layer, colour, arcs }) => /** @type {Entry} */ ([layer, curve(colours[colour], arcs.some(({ dashed }) => dashed) ? [4, 3] : []), this._word(layer)])),
        ...regions.map(({ layer, style }) => /** @type {Entry} */ ([layer, styles[style], this._word(layer)])),
        ...(elements.Alliance || []).flatMap(({ options }) => /** @type {Entry[]} */ ([
          [options.layers.member, filled(colours.focus, () => colours.member), this._word(options.layers.member)],
          [options.layers.former, filled(colours.focus, (context) => tm.hatch(context, colours.former, { gap: 5, width: 1.4, ratio })), this._word(options.layers.former)],
        ])),
      ];
    }

    /**
     * What a layer means: its own words (`map.key.<layer>`), else its name.
     * @param {string} layer
     */
    _word(layer) {
      const { words } = this.timeMap;
      return words.has(`map.key.${layer}`) ? words.text(`map.key.${layer}`) : words.name("map.layer", layer);
    }

    /** Swatch and words of each. @returns {[tm.Paint, string][]} */
    entries() {
      const { timeMap } = this;
      /** @type {tm.Paint} */
      const soft = (context) => {
        context.strokeStyle = timeMap.palette.families.protest || timeMap.palette.families.other;
        context.lineWidth = 3.4;
        for (const [alpha, from, to] of [[1, -1.57, 1.57], [0.42, 1.57, 4.71]]) {
          context.globalAlpha = alpha;
          context.beginPath();
          context.arc(10, 6, 4, from, to);
          context.stroke();
        }
      };
      return [...this._ofEvents(soft), ...this._ofLayers()].filter(([layer]) => timeMap.isOn(layer)).map(([, paint, text]) => [paint, text]);
    }
  };

  /**
   * A fill on land.
   * @param {string} land
   * @param {(context: tm.Pen) => string|CanvasPattern} style
   * @returns {tm.Paint}
   */
  function filled(land, style) {
    return (context) => {
      for (const fill of [land, style(context)]) {
        context.fillStyle = fill;
        context.fillRect(0, 0, 20, 12);
      }
    };
  }

  /**
   * A bow of an arc.
   * @param {string} colour
   * @param {number[]} dash
   * @returns {tm.Paint}
   */
  function curve(colour, dash) {
    return (context) => {
      context.strokeStyle = colour;
      context.lineWidth = 1.8;
      context.setLineDash(dash);
      context.beginPath();
      context.moveTo(1, 9);
      context.quadraticCurveTo(9, 0, 19, 5);
      context.stroke();
    };
  }
})(L.timemap);
