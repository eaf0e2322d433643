/** Regions by how many: events so far, or the dead as somebody counted them; with a legend and the numbers as a list. */
(function (tm) {
  "use strict";
  const STRENGTH = 0.82;
  /** The number by which a region is shaded; where its high end is open, the low one. */
  const most = (/** @type {{low: number|null, high: number|null}} */ { low, high }) => high ?? low ?? 0;

  /**
   * Options: `layers`: `[{layer, breaks: [number], events: {region: [id]} | claims: [{region, at: [earliest, latest], low, high, by, day}], colour}]`; `colour` is a
   * family of events, `breaks` the lowest number of each shade. Of the layers that are on, the first one is drawn.
   */
  tm.elements.RegionCounts = class {
    /**
     * @param {tm.TimeMap} timeMap
     * @param {{layers: tm.CountLayer[]}} options
     */
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      this.options = options;
      /** @type {Map<string, tm.RegionCount>} */
      this.counts = new Map();
      this.shown = "";
      this.height = 0;
      /** @type {{[layer: string]: boolean}} whether the list of its numbers is open */
      this.unfolded = {};
      options.layers.forEach(({ layer }) => timeMap.known.add(layer));
      this.node = tm.h("div.tm-card.tm-counts", { hidden: true });
      timeMap.paint("cover", { z: 19, key: () => this.key(), paint: (context, view) => this._paint(context, view) });
    }

    /** The layer that is drawn, if any. */
    get layer() {
      return this.options.layers.find(({ layer }) => this.timeMap.isOn(layer));
    }

    key() {
      const { timeMap, layer } = this;
      return layer ? [layer.layer, timeMap.theme, timeMap.basemap?.version, ...[...this.counts].map(([region, { low, high }]) => [region, low, high].join(" "))].join() : "off";
    }

    /** @param {tm.Touches} touches */
    draw(touches) {
      if (!touches("all", "time", "filter", "data", "layers", "words", "theme", "size")) return;
      const { layer, timeMap } = this;
      this.counts = layer ? (layer.claims ? this._claimed(layer.claims) : this._happened(layer.events || {})) : new Map();
      const slot = timeMap.shell.slot(timeMap.shell.isWide ? "tl" : "chips");
      if (this.node.parentNode !== slot) slot.append(this.node);
      this.node.hidden = !layer;
      this._settle();
      const shown = JSON.stringify([layer?.layer, [...this.counts], timeMap.words.lang, timeMap.theme]);
      if (!layer || shown === this.shown) return;
      this.shown = shown;
      this._legend(layer);
      this._settle();
    }

    /** Names on the map make room for the legend. */
    _settle() {
      const height = this.node.offsetHeight;
      if (height === this.height) return;
      this.height = height;
      this.timeMap.invalidate("legend");
    }

    /**
     * How many events of each region have happened and are not filtered out.
     * @param {{[region: string]: string[]}} byRegion
     */
    _happened(byRegion) {
      const { events } = this.timeMap;
      /** @type {Map<string, tm.RegionCount>} */
      const counts = new Map();
      if (!events) return counts;
      for (const [region, ids] of Object.entries(byRegion)) {
        const standings = ids.map((id) => events.indexOf(id)).map((i) => (i < 0 ? tm.OUT : events.standing[i]));
        const high = standings.filter((standing) => standing !== tm.OUT).length;
        if (high) counts.set(region, { low: standings.filter((standing) => standing === tm.IN).length, high, by: "" });
      }
      return counts;
    }

    /**
     * What was published last on each region by the moment; claims of one day that differ are a range.
     * @param {tm.RegionClaim[]} claims
     */
    _claimed(claims) {
      const { current, words } = this.timeMap;
      const known = claims.filter(({ at }) => current.mode === "all" || at[0] <= current.t1);
      /** @type {Map<string, tm.RegionCount>} */
      const counts = new Map();
      for (const { region } of known) {
        const own = known.filter((claim) => claim.region === region);
        const { day } = own[own.length - 1];
        const newest = own.filter((claim) => claim.day === day);
        const who = [...new Set(newest.map((claim) => words.pick(claim.by)))].join("; ");
        const by = words.text("map.figure.by", { who, day: words.date(Date.parse(day), "calendar") });
        counts.set(region, { ...tm.joinRanges(newest), by });
      }
      return counts;
    }

    /**
     * The shade of a number, from the palest one on.
     * @param {tm.CountLayer} layer
     * @param {number} value
     */
    colour({ breaks, colour }, value) {
      const { palette } = this.timeMap;
      const k = Math.max(0, breaks.filter((least) => least <= value).length - 1);
      const own = palette.families[colour || ""];
      if (!own) return palette.map.density[Math.min(k, palette.map.density.length - 1)];
      return tm.mix(palette.map.focus, own, (k + 0.8) / (breaks.length - 0.2));
    }

    /**
     * @param {tm.Pen} context
     * @param {tm.View} view
     */
    _paint(context, view) {
      const { layer, timeMap } = this;
      if (!layer || !timeMap.basemap) return;
      context.globalAlpha = STRENGTH;
      for (const [region, count] of this.counts) {
        const shape = timeMap.basemap.outlineOf(region);
        if (!shape || !tm.boxesMeet(shape.box, view.box)) continue;
        context.fillStyle = this.colour(layer, most(count));
        context.fill(tm.traced(shape, view), "evenodd");
      }
      context.globalAlpha = 1;
    }

    /** @param {tm.CountLayer} layer */
    _legend(layer) {
      const { words } = this.timeMap;
      const name = words.name("map.layer", layer.layer);
      const swatches = layer.breaks.map((least, k) => {
        const next = layer.breaks[k + 1];
        const paint = (/** @type {tm.Pen} */ context) => ((context.fillStyle = this.colour(layer, least)), context.fillRect(0, 0, 30, 9));
        return tm.h("span.tm-counts-class", {}, tm.swatch(30, 9, paint), words.range(least, next ? next - 1 : null));
      });
      const rows = [...this.counts].sort((a, b) => most(b[1]) - most(a[1])).map(([region, count]) => this._row(region, count));
      const none = words.text(layer.claims ? "map.counts.none_claimed" : "map.counts.none");
      const list = tm.h("details", { open: this.unfolded[layer.layer] ?? Boolean(layer.claims), ontoggle: (/** @type {Event} */ { target }) => this._unfold(layer.layer, /** @type {HTMLDetailsElement} */ (target).open) }, tm.h("summary", {}, words.text("map.counts.list")), tm.h("dl", {}, rows));
      tm.fill(this.node, tm.h("strong", {}, name), tm.h("div.tm-counts-classes", {}, swatches), rows.length ? list : tm.h("p.tm-note", {}, none));
    }

    /**
     * @param {string} layer
     * @param {boolean} isOpen
     */
    _unfold(layer, isOpen) {
      this.unfolded[layer] = isOpen;
      this._settle();
    }

    /**
     * @param {string} region
     * @param {tm.RegionCount} count
     */
    _row(region, { low, high, by }) {
      const { words, basemap } = this.timeMap;
      const named = basemap?.outlineOf(region)?.properties || {};
      const name = named[`name_${words.lang}`] || named.name_en || region;
      return [tm.h("dt", {}, name), tm.h("dd", {}, words.range(low, high)), by ? tm.h("dd.tm-by", {}, by) : null];
    }
  };
})(L.timemap);
