/** Names on the map: of places beside their bubbles, of countries and waters between them. */
(function (tm) {
  "use strict";
  /** Bubbles of this many events are named even where the name lies a little on something else. */
  const IMPORTANT = 6;
  const MARGIN_PX = 20;
  /** Countries narrower than this have no room for their name, px; members of the alliance are named sooner. */
  const COUNTRY_PX = 46;
  const MEMBER_PX = 14;
  const TRIES = [[0, 0], [0, 26], [0, -26], [60, 0], [-60, 0], [60, 30], [-60, 30], [60, -30], [-60, -30], [0, 60], [0, -60], [120, 0], [-120, 0]];

  /** Small states have their name beside them, where the alliance is looked at. */
  const NEAR = [[0, 0], [0, 14], [0, -14], [44, 0], [-44, 0], [40, 14], [-40, 14], [40, -14], [-40, -14], [0, 26], [0, -26]];

  /** @typedef {{font: string, colour: string, halo?: string, spacing?: number}} Style */
  /** @typedef {(text: string, at: {lat: number, lon: number}, style: Style, tries: number[][], inside?: (x: number, y: number) => boolean) => void} Put */

  tm.Names = class {
    /**
     * @param {tm.TimeMap} timeMap
     * @param {{strong: string[], waters: tm.Water[]}} options  ids of places whose name always shows; seas
     */
    constructor(timeMap, { strong, waters }) {
      this.timeMap = timeMap;
      this.strong = new Set(strong);
      this.waters = waters;
    }

    /** @param {tm.Spot} spot */
    _placeOf(spot) {
      return this.timeMap.events.texts?.places?.[Number(spot.place)] || null;
    }

    /**
     * Places that lead their bubble and are always named.
     * @param {tm.Spot} spot
     */
    isStrongSpot(spot) {
      const place = this._placeOf(spot);
      return place !== null && this.strong.has(place.id);
    }

    /** @param {tm.Group} cluster */
    isStrong(cluster) {
      return cluster.spots.some((spot) => this.isStrongSpot(spot));
    }

    /**
     * "Almaty", "Shymkent +2": the place that a bubble is named after, and how many stand with it.
     * @param {tm.Group} cluster
     */
    of(cluster) {
      const named = cluster.spots.find((spot) => this.isStrongSpot(spot)) || cluster.lead;
      const place = this._placeOf(named);
      if (!place) return "";
      const text = this.timeMap.words.pick(place.name);
      const others = cluster.spots.filter((spot) => spot !== named && spot.parent < 0).length;
      return others ? `${text} +${others}` : text;
    }

    /**
     * Find room for names in a view.
     * @param {tm.Cluster[]} clusters
     * @param {tm.View} view
     * @param {{isRoomy: boolean}} how
     */
    arrange(clusters, view, { isRoomy }) {
      /** @type {tm.FoundNames} */
      const found = { labels: [], names: [] };
      const placer = this._placer(view);
      const seen = clusters.filter(({ x, y }) => x > -MARGIN_PX && y > -MARGIN_PX && x < view.width + MARGIN_PX && y < view.height + MARGIN_PX);
      const { allianceAxis, current } = this.timeMap;
      // On a day of the alliance's axis there are no bubbles.
      const isEntered = Boolean(allianceAxis && current.alliance_on);
      const isAlliance = isEntered || Boolean(allianceAxis?.isOpen);
      if (!isEntered) seen.forEach(({ x, y, maxR }) => placer.blockCircle(x, y, maxR));
      const order = [...seen].sort((a, b) => Number(this.isStrong(b)) - Number(this.isStrong(a)) || b.weight - a.weight);
      /** @type {Put} */
      const put = (...one) => this._between(placer, view, found.names, ...one);
      if (isAlliance) this._nameCountries(view, put, { members: true, isAlliance });
      for (const cluster of order) this._beside(cluster, placer, view, found.labels, isRoomy);
      this._nameWaters(view, put);
      if (!isAlliance) this._nameCountries(view, put, { members: true, isAlliance });
      this._nameCountries(view, put, { members: false, isAlliance });
      return found;
    }

    /**
     * Legend, locator and buttons lie over the map: no name goes under them.
     * @param {tm.View} view
     */
    _placer(view) {
      const { timeMap } = this;
      const placer = new tm.LabelPlacer(view.width, view.height);
      const over = timeMap.shell.over.getBoundingClientRect();
      const shift = timeMap.map.containerPointToLayerPoint([0, 0]).subtract(timeMap.stack.layer._bounds.min);
      const controls = [...timeMap.shell.over.querySelectorAll(".tm-slot > *"), ...timeMap.map.getContainer().querySelectorAll(".leaflet-control")];
      for (const node of controls) {
        const box = node.getBoundingClientRect();
        if (!box.width) continue;
        placer.block([box.left - over.left + shift.x - 4, box.top - over.top + shift.y - 4, box.right - over.left + shift.x + 4, box.bottom - over.top + shift.y + 4]);
      }
      const size = timeMap.map.getSize();
      placer.frame = [shift.x, shift.y, shift.x + size.x, shift.y + size.y];
      return placer;
    }

    /**
     * @param {tm.Cluster} cluster
     * @param {tm.LabelPlacer} placer
     * @param {tm.View} view
     * @param {tm.FoundNames["labels"]} labels
     * @param {boolean} isRoomy
     */
    _beside(cluster, placer, view, labels, isRoomy) {
      const text = this.of(cluster);
      if (!text) return;
      const { palette } = this.timeMap;
      const isStrong = this.isStrong(cluster);
      const font = isStrong ? `680 14px ${tm.FONT}` : `450 12px ${tm.FONT}`;
      const sprite = new tm.TextSprite(text, { font, colour: palette.map.label, halo: palette.map.halo, ratio: view.ratio });
      const tolerance = isStrong ? Infinity : cluster.weight >= IMPORTANT && isRoomy ? 0.2 : 0;
      const side = placer.beside(cluster.x, cluster.y, cluster.maxR, sprite.width, sprite.height, { tolerance });
      if (side) labels.push({ cluster, side, sprite, pale: sprite.inColour(palette.map.labelPale) });
    }

    /**
     * @param {tm.LabelPlacer} placer
     * @param {tm.View} view
     * @param {tm.FoundNames["names"]} names
     * @param {string} text
     * @param {{lat: number, lon: number}} at
     * @param {Style} style
     * @param {number[][]} tries  px from there
     * @param {(x: number, y: number) => boolean} [inside]
     */
    _between(placer, view, names, text, { lat, lon }, style, tries, inside = () => true) {
      const sprite = new tm.TextSprite(text, { ratio: view.ratio, ...style });
      const [x, y] = [tm.mercatorX(lon) * view.scale - view.left, tm.mercatorY(lat) * view.scale - view.top];
      const points = tries.map(([dx, dy]) => [x + dx, y + dy]).filter(([px, py]) => inside(px, py));
      const at = placer.around(points, sprite.width, sprite.height);
      if (at) names.push({ sprite, x: at[0] - sprite.width / 2, y: at[1] - sprite.height / 2 });
    }

    /** @param {tm.View} view @param {Put} put */
    _nameWaters(view, put) {
      const { palette, words } = this.timeMap;
      const style = { font: `italic 450 12px ${tm.FONT}`, colour: palette.map.waterName, spacing: 1 };
      for (const water of this.waters) put(words.pick(water.name), water, style, TRIES.slice(0, 3));
    }

    /**
     * Name the members of the alliance, or the other countries. Where the alliance is looked at, its members come first of all.
     * @param {tm.View} view
     * @param {Put} put
     * @param {{members: boolean, isAlliance: boolean}} which
     */
    _nameCountries(view, put, { members, isAlliance }) {
      const { alliance, basemap, palette, words } = this.timeMap;
      const style = { font: `560 10.5px ${tm.FONT}`, colour: palette.map.landName, spacing: 1.6 };
      const probe = /** @type {tm.Pen} */ (document.createElement("canvas").getContext("2d"));
      const codes = new Set((alliance?.options.members || []).filter((one) => one.status === "member").map((one) => one.country));
      const least = members ? (isAlliance ? 0 : MEMBER_PX) : COUNTRY_PX;
      for (const shape of (basemap?.shapes.countries || []).filter(({ properties }) => codes.has(properties.iso_a2) === members)) {
        const { label_lat: lat, label_lon: lon, name_en, name_de, name_ru, name_kk, iso_a2 } = shape.properties;
        const extent = (shape.box[2] - shape.box[0]) * view.scale;
        if (!Number.isFinite(lat) || extent < least || (iso_a2 === basemap?.options.focus && view.zoom > 4)) continue;
        const text = words.pick({ en: name_en, de: name_de, ru: name_ru, kk: name_kk }).toLocaleUpperCase(words.locale);
        const isSmall = extent < COUNTRY_PX;
        /** @param {number} x @param {number} y */
        const inside = (x, y) => isSmall || probe.isPointInPath(tm.traced(shape, view), x, y, "evenodd");
        put(text, { lat, lon }, style, isSmall ? NEAR.slice(0, isAlliance ? NEAR.length : 1) : TRIES, inside);
      }
    }

    /** @param {tm.Pen} context @param {tm.FoundNames} found */
    paintBetween(context, { names }) {
      for (const { sprite, x, y } of names) sprite.draw(context, x, y);
    }

    /**
     * Names of places; pale where nothing is reported yet.
     * @param {tm.Pen} context
     * @param {tm.FoundNames} found
     * @param {(cluster: tm.Cluster) => number} radiusOf
     */
    paintBeside(context, { labels }, radiusOf) {
      for (const { cluster, side, sprite, pale } of labels) {
        const [left, top] = tm.besideBox(side, cluster.x, cluster.y, radiusOf(cluster), sprite.width, sprite.height);
        (cluster.high || this.isStrong(cluster) ? sprite : pale).draw(context, left, top);
      }
    }
  };
})(L.timemap);
