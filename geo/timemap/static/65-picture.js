/** The present sight as one picture: date, legend, map, axis, key and credits, painted anew. */
(function (tm) {
  "use strict";
  const MARGIN_PX = 22;
  const GAP_PX = 12;
  const CLOSE_PX = 5;
  const AXIS_PX = 112;
  /** A picture is at least this wide, and its map at least this high, CSS px. */
  const [LEAST_WIDTH_PX, LEAST_MAP_PX] = [720, 200];
  const RATIO = 2;
  const EQUATOR_KM = 40075;
  /** The scale is no longer than this, px. */
  const SCALE_PX = 130;
  const WAIT_MS = 25;

  /**
   * Part of the picture, from above: how high it is, and how it is painted from `y` down; the next one may follow close by.
   * @typedef {{height: number, isClose?: boolean, paint: (pen: tm.Pen, y: number) => void}} Block
   */
  /** Something in a row of several. @typedef {{width: number, paint: (pen: tm.Pen, x: number, middle: number) => void}} Item */

  /** Room that a block takes, with what lies below it. @param {Block} block */
  const roomOf = (block) => block.height + (block.isClose ? CLOSE_PX : GAP_PX);

  const probe = /** @type {tm.Pen} */ (document.createElement("canvas").getContext("2d"));

  /** @param {string} text @param {string} font */
  function widthOf(text, font) {
    probe.font = font;
    return probe.measureText(text).width;
  }

  /**
   * Break something into lines no wider than `width`.
   * @template T
   * @param {T[]} parts
   * @param {(part: T) => number} measure
   * @param {number} width
   * @param {number} gap
   * @returns {T[][]}
   */
  function broken(parts, measure, width, gap) {
    /** @type {T[][]} */
    const lines = [];
    let x = Infinity;
    for (const part of parts) {
      const own = measure(part);
      if (x + own > width) {
        lines.push([]);
        x = 0;
      }
      lines[lines.length - 1].push(part);
      x += own + gap;
    }
    return lines;
  }

  /** Paints one picture of a map. `lacksTiles` says afterwards that the online map could not be copied. */
  tm.Picture = class {
    /**
     * @param {tm.TimeMap} timeMap
     * @param {tm.PictureOptions} [options]  `width` and `height` in CSS px, by default those of the map and what lies around it; `ratio` pixels to each
     */
    constructor(timeMap, { width, height, ratio = RATIO, title } = {}) {
      this.timeMap = timeMap;
      const size = timeMap.map.getSize();
      this.width = width ?? Math.max(LEAST_WIDTH_PX, size.x);
      this.height = height ?? 0;
      this.mapPx = Math.max(LEAST_MAP_PX, Math.round((this.width * size.y) / size.x));
      this.ratio = ratio;
      this.title = title ?? timeMap.words.pick(timeMap.elements.Picture?.[0]?.title);
      this.lacksTiles = false;
    }

    /** Paint it, once the map stands still. @returns {Promise<HTMLCanvasElement>} */
    async paint() {
      const { timeMap, width, ratio } = this;
      while (!timeMap.ready || timeMap.pending || timeMap.isFlying) await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      timeMap.rest();
      const tiles = await this._tiles();
      this.lacksTiles = !tiles;
      const [above, below] = this._blocks();
      const own = [...above, ...below].reduce((sum, block) => sum + roomOf(block), 2 * MARGIN_PX);
      if (this.height) this.mapPx = Math.max(LEAST_MAP_PX, this.height - own);
      const height = this.height || own + this.mapPx;
      const canvas = tm.h("canvas", { width: Math.round(width * ratio), height: Math.round(height * ratio) });
      const pen = canvas.getContext("2d");
      pen.scale(ratio, ratio);
      pen.fillStyle = timeMap.palette.css.paper;
      pen.fillRect(0, 0, width, height);
      let y = MARGIN_PX;
      for (const block of [...above, { height: this.mapPx, paint: (/** @type {tm.Pen} */ onto, /** @type {number} */ top) => this._paintMap(onto, top, tiles || []) }, ...below]) {
        pen.save();
        block.paint(pen, y);
        pen.restore();
        y += roomOf(block);
      }
      return canvas;
    }

    /** Everything but the map: what stands over it, and what below. @returns {[Block[], Block[]]} */
    _blocks() {
      const { current, elements, palette, words } = this.timeMap;
      const inner = this.width - 2 * MARGIN_PX;
      const { text, soft } = palette.css;
      const moment = this._moment();
      const search = current.search ? words.text("map.search.only", { text: current.search }) : "";
      const above = [
        { ...this._lines(this.title, `560 13px ${tm.FONT}`, 17, palette.css.accent), isClose: true },
        { ...this._lines(moment.date, `680 24px ${tm.FONT}`, 30, text), isClose: true },
        this._lines([moment.sub, search].filter(Boolean).join(" · "), `450 12.5px ${tm.FONT}`, 17, soft),
        this._row((elements.Legend?.[0]?.rows() ?? []).map((/** @type {tm.LegendRow} */ row) => this._legendItem(row)), inner, 22),
      ];
      // A picture of a given height has room for the map rather than for the key.
      const key = current.alliance_on || this.height ? [] : (elements.Key?.[0]?.entries() ?? []);
      const below = [this._axis(inner), this._row(key.map((/** @type {[tm.Paint, string]} */ [paint, text]) => this._keyItem(paint, text)), inner, 18), this._lines(this._credits(), `450 10.5px ${tm.FONT}`, 14, soft)];
      return [above.filter((block) => block.height > 0), below.filter((block) => block.height > 0)];
    }

    /** The time in words; the alliance may be seen on a day of its own. */
    _moment() {
      const { timeMap } = this;
      const { alliance_on: day, t1 } = timeMap.current;
      if (day) return { date: timeMap.words.date(Date.parse(day), "calendar"), sub: "" };
      /** @type {{texts(): tm.MomentTexts}|undefined} */
      const element = timeMap.elements.Moment?.[0];
      if (!element) return { date: `${timeMap.says(t1, "long")}, ${timeMap.says(t1, "time")}`, sub: "" };
      const { whole, head, hour, sub, compared } = element.texts();
      return { date: whole || `${head}, ${hour}`, sub: [sub, ...compared].join(" · ") };
    }

    /** Whom data and ground come from. */
    _credits() {
      const { basemap, elements, words } = this.timeMap;
      const tile = this.lacksTiles ? null : (basemap?.options.tiles ?? []).find(({ id }) => id === basemap?.tileId);
      const credit = words.pick(elements.Picture?.[0]?.credit) || words.pick(elements.Controls?.[0]?.attribution);
      return [credit, tile?.attribution].filter(Boolean).join(" · ");
    }

    /**
     * A text on as many lines as it needs.
     * @param {string} text
     * @param {string} font
     * @param {number} lineHeight
     * @param {string} colour
     * @returns {Block}
     */
    _lines(text, font, lineHeight, colour) {
      const space = widthOf(" ", font);
      const lines = broken(text.split(" ").filter(Boolean), (word) => widthOf(word, font), this.width - 2 * MARGIN_PX, space);
      return {
        height: lines.length * lineHeight,
        paint(pen, y) {
          Object.assign(pen, { font, fillStyle: colour, textBaseline: "middle" });
          lines.forEach((line, k) => pen.fillText(line.join(" "), MARGIN_PX, y + (k + 0.5) * lineHeight));
        },
      };
    }

    /**
     * Items side by side, on as many lines as they need.
     * @param {Item[]} items
     * @param {number} width
     * @param {number} lineHeight
     * @returns {Block}
     */
    _row(items, width, lineHeight) {
      const gap = 18;
      const lines = broken(items, (item) => item.width, width, gap);
      return {
        height: lines.length * lineHeight,
        paint(pen, y) {
          lines.forEach((line, k) => {
            let x = MARGIN_PX;
            for (const item of line) {
              pen.save();
              item.paint(pen, x, y + (k + 0.5) * lineHeight);
              pen.restore();
              x += item.width + gap;
            }
          });
        },
      };
    }

    /** @param {tm.LegendRow} row @returns {Item} */
    _legendItem({ family, name, count, isOn }) {
      const { timeMap } = this;
      const { text, soft } = timeMap.palette.css;
      const [font, light] = [`560 13px ${tm.FONT}`, `450 13px ${tm.FONT}`];
      const [left, width] = [family ? 20 : 0, widthOf(name, font)];
      return {
        width: left + width + (count ? 7 + widthOf(count, light) : 0),
        paint(pen, x, middle) {
          pen.globalAlpha = isOn ? 1 : 0.5;
          if (family) tm.paintMark(pen, x + 7, middle, { shape: family.shape, colour: tm.colourOf(timeMap, family), halo: "transparent", r: 5.6, hollow: tm.isHollow(family), casing: 0 });
          pen.globalAlpha = isOn ? 1 : 0.5;
          Object.assign(pen, { font, fillStyle: text, textBaseline: "middle" });
          pen.fillText(name, x + left, middle);
          Object.assign(pen, { font: light, fillStyle: soft });
          pen.fillText(count, x + left + width + 7, middle);
        },
      };
    }

    /** @param {tm.Paint} swatch @param {string} text @returns {Item} */
    _keyItem(swatch, text) {
      const font = `450 11px ${tm.FONT}`;
      const colour = this.timeMap.palette.css.soft;
      return {
        width: 26 + widthOf(text, font),
        paint(pen, x, middle) {
          pen.save();
          pen.translate(x, middle - 6);
          swatch(pen, 20, 12);
          pen.restore();
          Object.assign(pen, { font, fillStyle: colour, textBaseline: "middle" });
          pen.fillText(text, x + 26, middle);
        },
      };
    }

    // The axis ---------------------------------------------------------------------------------------------------------

    /** The histogram with the chosen time; none while the alliance is seen on another day. @param {number} width @returns {Block} */
    _axis(width) {
      const { axis, current, palette } = this.timeMap;
      if (!axis || current.alliance_on) return { height: 0, paint() {} };
      const { ratio } = this;
      return {
        height: AXIS_PX,
        paint(pen, y) {
          const canvas = tm.h("canvas");
          const { scale } = axis.picture.paintAnew(canvas, { width, height: AXIS_PX, ratio });
          pen.drawImage(canvas, MARGIN_PX, y, width, AXIS_PX);
          /** @type {(ms: number|null, colour: string) => void} */
          const line = (ms, colour) => {
            if (ms === null || ms < scale.from || ms > scale.to) return;
            pen.fillStyle = colour;
            pen.fillRect(MARGIN_PX + scale.x(ms) - 1, y + 44, 2, AXIS_PX - 64);
          };
          line(current.pin, palette.css.accent);
          if (current.mode === "window") line(current.t0, palette.css.text);
          if (current.mode !== "all") line(current.t1, palette.css.text);
        },
      };
    }

    // The map ----------------------------------------------------------------------------------------------------------

    /** The same part of the world as on the map, or a little more; the opening view fills a picture of any shape. @returns {tm.View} */
    _view() {
      const { map, homely, home } = this.timeMap;
      const size = map.getSize();
      const isHome = Boolean(this.height && homely && home);
      const seen = isHome ? L.latLngBounds(/** @type {any} */ (home)) : map.getBounds();
      const [west, east] = [tm.mercatorX(seen.getWest()), tm.mercatorX(seen.getEast())];
      const [north, south] = [tm.mercatorY(seen.getNorth()), tm.mercatorY(seen.getSouth())];
      const room = isHome ? { x: this.width - 2 * MARGIN_PX, y: this.mapPx - 2 * MARGIN_PX } : { x: this.width, y: this.mapPx };
      const scale = isHome ? Math.min(room.x / (east - west), room.y / (south - north)) : 256 * 2 ** map.getZoom() * Math.min(room.x / size.x, room.y / size.y);
      const zoom = Math.log2(scale / 256);
      const [x, y] = [((west + east) / 2) * scale, ((north + south) / 2) * scale];
      const [left, top] = [x - this.width / 2, y - this.mapPx / 2];
      const box = [left / scale, top / scale, (left + this.width) / scale, (top + this.mapPx) / scale];
      return { scale, left, top, width: this.width, height: this.mapPx, ratio: this.ratio, zoom, box, taken: [this.width - SCALE_PX - 2 * MARGIN_PX, this.mapPx - 40, this.width, this.mapPx] };
    }

    /** @param {tm.Pen} pen @param {number} y @param {tm.CopiedTile[]} tiles */
    _paintMap(pen, y, tiles) {
      const { stack, palette, basemap } = this.timeMap;
      const view = this._view();
      pen.beginPath();
      pen.rect(0, y, view.width, view.height);
      pen.clip();
      pen.fillStyle = palette.css.water;
      pen.fillRect(0, y, view.width, view.height);
      for (const { image, x, y: north, side } of tiles) pen.drawImage(image, x * view.scale - view.left, north * view.scale - view.top + y, side * view.scale + 0.5, side * view.scale + 0.5);
      const tileId = basemap?.tileId ?? null;
      if (basemap && this.lacksTiles) basemap.tileId = null;
      if (stack) pen.drawImage(stack.picture(view), 0, y, view.width, view.height);
      if (basemap) basemap.tileId = tileId;
      this._paintScale(pen, view, y);
      pen.strokeStyle = palette.css.line;
      pen.strokeRect(-1, y + 0.5, view.width + 2, view.height - 1);
    }

    /**
     * How long so many kilometres are in the map's middle.
     * @param {tm.Pen} pen
     * @param {tm.View} view
     * @param {number} y
     */
    _paintScale(pen, view, y) {
      const { palette, map, words } = this.timeMap;
      const pxPerKm = view.scale / (EQUATOR_KM * Math.cos((map.getCenter().lat * Math.PI) / 180));
      const km = [1000, 500, 300, 200, 100, 50, 30, 20, 10, 5, 3, 2, 1, 0.5, 0.2, 0.1].find((length) => length * pxPerKm <= SCALE_PX) ?? 0.1;
      const text = km < 1 ? `${words.number(km * 1000)} m` : `${words.number(km)} km`;
      const [right, bottom, length] = [view.width - MARGIN_PX, y + view.height - 14, km * pxPerKm];
      pen.beginPath();
      pen.moveTo(right - length, bottom - 5);
      pen.lineTo(right - length, bottom);
      pen.lineTo(right, bottom);
      pen.lineTo(right, bottom - 5);
      Object.assign(pen, { strokeStyle: palette.map.halo, lineWidth: 4 }).stroke();
      Object.assign(pen, { strokeStyle: palette.map.label, lineWidth: 1.4 }).stroke();
      Object.assign(pen, { font: `450 11px ${tm.FONT}`, textAlign: "right", textBaseline: "bottom", strokeStyle: palette.map.halo, lineWidth: 3, fillStyle: palette.map.label });
      pen.strokeText(text, right, bottom - 6);
      pen.fillText(text, right, bottom - 6);
      Object.assign(pen, { lineWidth: 1 });
    }

    /**
     * The tiles of the online map once more, as copies that may be saved; null where a server does not allow it.
     * @returns {Promise<tm.CopiedTile[]|null>}
     */
    async _tiles() {
      const layer = this.timeMap.basemap?.tiles;
      if (!layer) return [];
      /** @type {{coords: {x: number, y: number, z: number}, el: HTMLImageElement, current: boolean}[]} */
      const shown = Object.values(/** @type {any} */ (layer)._tiles).filter((/** @type {any} */ tile) => tile.current);
      try {
        return await Promise.all(shown.map(async ({ coords: { x, y, z }, el }) => ({ image: await copied(el.src), x: x / 2 ** z, y: y / 2 ** z, side: 1 / 2 ** z })));
      } catch {
        return null;
      }
    }
  };

  /** @param {string} src @returns {Promise<HTMLImageElement>} */
  async function copied(src) {
    const image = new Image();
    image.crossOrigin = "anonymous";
    image.src = src;
    await image.decode();
    return image;
  }

  /** @param {HTMLCanvasElement} canvas @returns {Promise<Blob>} */
  tm.toPng = (canvas) => new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(`${canvas.width} × ${canvas.height}`))), "image/png"));
})(L.timemap);
