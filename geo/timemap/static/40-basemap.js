/** Land, water, borders and names from local data; online tiles only when the reader picks them. */
(function (tm) {
  "use strict";

  /**
   * Options: `countries`, `regions`, `lakes`, `rivers` (resources of GeoJSON), `places` (a resource, see `labels.js`), `focus` (iso_a2 of the
   * country drawn in the foreground), `tiles` (`[{id, url, attribution, max_zoom}]`).
   */
  tm.elements.BaseMap = class {
    /**
     * @param {tm.TimeMap} timeMap
     * @param {any} options
     */
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      this.options = options;
      /** @type {{[name: string]: tm.Outline[]}} */
      this.shapes = { countries: [], regions: [], lakes: [], rivers: [] };
      this.version = 0;
      /** @type {string|null} */
      this.tileId = null;
      /** @type {import("leaflet").TileLayer|null} */
      this.tiles = null;
      const key = () => [timeMap.theme, this.version, timeMap.isOn("regions"), this.tileId || ""].join();
      timeMap.paint("ground", { z: -1, key, isEndless: true, paint: (context, view) => this._paintSea(context, view) });
      timeMap.paint("ground", { z: 0, key, paint: (context, view) => this._paintLand(context, view) });
      timeMap.paint("lines", { z: 30, key, paint: (context, view) => this._paintWater(context, view) });
      timeMap.paint("lines", { z: 40, key, paint: (context, view) => this._paintBorders(context, view) });
      timeMap.basemap = this;
      timeMap.known.add("regions");
      this.ready = Promise.all(Object.keys(this.shapes).map((name) => this._read(name))).catch((error) => timeMap.fail(error.message));
    }

    /** @param {string} name */
    async _read(name) {
      if (!this.options[name]) return;
      this.shapes[name] = tm.outlines(await this.timeMap.load(this.options[name], "json"));
      this.version += 1;
      this.timeMap.invalidate("data");
    }

    /**
     * Outlines of regions by their ISO 3166-2 code, countries by ISO 3166-1 alpha-2.
     * @param {string} code
     */
    outlineOf(code) {
      /** @type {(list: tm.Outline[], key: string) => tm.Outline|undefined} */
      const find = (list, key) => list.find((shape) => shape.properties[key] === code);
      return find(this.shapes.regions, "iso_3166_2") || find(this.shapes.countries, "iso_a2");
    }

    /**
     * Show online tiles (`id` of an option) or, with null, the local map again.
     * @param {string|null} id
     */
    useTiles(id) {
      if (this.tiles) this.timeMap.map.removeLayer(this.tiles);
      const choice = (this.options.tiles || []).find((/** @type {{id: string}} */ tile) => tile.id === id);
      this.tileId = choice ? id : null;
      this.tiles = choice ? L.tileLayer(choice.url, { attribution: tm.h("i", {}, choice.attribution || "").innerHTML, maxZoom: choice.max_zoom }) : null;
      if (this.tiles) this.timeMap.map.addLayer(this.tiles);
      this.timeMap.invalidate("layers");
    }

    /** @param {tm.Outline} shape */
    _isFocus(shape) {
      return shape.properties.iso_a2 === this.options.focus;
    }

    /**
     * @param {string} name
     * @param {tm.View} view
     */
    _inView(name, view) {
      return this.shapes[name].filter((shape) => tm.boxesMeet(shape.box, view.box));
    }

    /**
     * @param {tm.Pen} context
     * @param {tm.View} view
     */
    _paintSea(context, view) {
      if (this.tileId) return;
      context.fillStyle = this.timeMap.palette.map.water;
      context.fillRect(0, 0, view.width, view.height);
    }

    /**
     * @param {tm.Pen} context
     * @param {tm.View} view
     */
    _paintLand(context, view) {
      if (this.tileId) return;
      const { palette } = this.timeMap;
      for (const shape of this._inView("countries", view)) {
        const path = tm.traced(shape, view);
        context.fillStyle = this._isFocus(shape) ? palette.map.focus : palette.map.land;
        context.fill(path, "evenodd");
        context.strokeStyle = context.fillStyle;
        context.lineWidth = 0.8;
        context.stroke(path);
      }
    }

    /**
     * @param {tm.Pen} context
     * @param {tm.View} view
     */
    _paintWater(context, view) {
      if (this.tileId) return;
      const { palette } = this.timeMap;
      context.fillStyle = palette.map.lake;
      for (const shape of this._inView("lakes", view)) context.fill(tm.traced(shape, view), "evenodd");
      if (view.zoom < 4) return;
      context.strokeStyle = palette.map.lake;
      context.lineWidth = Math.min(2, 0.5 + (view.zoom - 4) * 0.25);
      context.lineJoin = "round";
      for (const shape of this._inView("rivers", view)) context.stroke(tm.traced(shape, view));
    }

    /**
     * @param {tm.Pen} context
     * @param {tm.View} view
     */
    _paintBorders(context, view) {
      const { palette } = this.timeMap;
      context.lineJoin = "round";
      if (this.timeMap.isOn("regions") && view.zoom >= 3.6) {
        context.strokeStyle = palette.map.region;
        context.lineWidth = 0.8;
        context.setLineDash([3, 2.5]);
        for (const shape of this._inView("regions", view)) context.stroke(tm.traced(shape, view));
        context.setLineDash([]);
      }
      const countries = this._inView("countries", view);
      context.strokeStyle = palette.map.border;
      context.lineWidth = 0.7;
      for (const shape of countries) context.stroke(tm.traced(shape, view));
      context.strokeStyle = palette.map.focusBorder;
      context.lineWidth = 1.3;
      for (const shape of countries.filter((one) => this._isFocus(one))) context.stroke(tm.traced(shape, view));
    }
  };
})(L.timemap);
