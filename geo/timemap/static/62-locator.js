/** An inset that shows all member states at all times, with the frame of the view; and the way there and back. */
(function (tm) {
  "use strict";
  const RADIANS = Math.PI / 180;
  const [WIDTH, HEIGHT] = [196, 112];
  /** The inset's standard parallel: there, degrees east and north are of one length. */
  const PARALLEL = Math.cos(57 * RADIANS);

  /** Options: `bounds` of the alliance view, `focus` (country code), `caption` (text). */
  tm.elements.Locator = class {
    isBeside = true;

    /**
     * @param {tm.TimeMap} timeMap
     * @param {{bounds: [[number, number], [number, number]], focus: string, caption?: tm.Text}} options
     */
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      this.options = options;
      /**
       * Degrees on the standard parallel (see `_flatten`) -> px of the inset.
       * @type {(at: number[]) => [number, number]}
       */
      this.toPixel = () => [0, 0];
      this.isAway = false;
      this.canvas = tm.h("canvas.tm-locator-map");
      this.caption = tm.h("span.tm-locator-caption");
      this.node = tm.h("button.tm-card.tm-locator", { type: "button", onclick: () => this.fly() }, this.canvas, this.caption);
      timeMap.shell.slot("bl").prepend(this.node);
      this.button = tm.h("button.tm-button.tm-pill", { type: "button", onclick: () => this.fly() });
      timeMap.shell.slot("tr").append(this.button);
      timeMap.on("alliance", (isThere) => this._turn(isThere));
      timeMap.on("home", () => {
        this.isAway = false;
        timeMap.emit("alliance", false);
        timeMap.invalidate("words");
      });
    }

    /** Fly to the view of all members; from there, back to where the reader was. */
    fly() {
      this.timeMap.emit("alliance", !this.isAway);
    }

    /**
     * Whoever closes the alliance's axis goes back, too: the button must not offer what has been done.
     * @param {boolean} isAway
     */
    _turn(isAway) {
      if (isAway === this.isAway) return;
      const { timeMap } = this;
      if (isAway) this.before = timeMap.view();
      timeMap.look(isAway ? { bounds: this.options.bounds } : this.before || { bounds: timeMap.home }, { asReader: true });
      this.isAway = isAway;
      timeMap.invalidate("words");
    }

    /** @param {tm.Touches} touches */
    draw(touches) {
      const { timeMap } = this;
      if (touches("all", "words", "data")) this._speak();
      if (!this._members().length) return;
      if (touches("all", "data", "theme", "size") || !this.land) this._paintLand();
      if (touches("all", "data", "theme", "view", "size")) this._paintFrame();
    }

    _speak() {
      const { words, basemap } = this.timeMap;
      const { focus, caption } = this.options;
      const home = basemap?.outlineOf(focus)?.properties || {};
      const place = home[`name_${words.lang}`] || home.name_en || focus;
      const text = words.text(this.isAway ? "map.alliance.back" : "map.alliance.see", { place });
      this.button.textContent = text;
      this.node.setAttribute("aria-label", text);
      this.node.title = text;
      this.caption.textContent = words.pick(caption) || words.text("map.locator.caption");
    }

    _members() {
      const { alliance, basemap, current } = this.timeMap;
      if (!alliance || !basemap) return [];
      return alliance.options.members.flatMap((one) => {
        const status = alliance.statusOf(one, current.t1);
        const shape = basemap.outlineOf(one.country);
        return status && shape ? [{ status, code: one.country, shape }] : [];
      });
    }

    _project() {
      const points = this._members().flatMap(({ shape }) => shape.rings.map((ring) => this._flatten(ring)));
      const box = points.map(tm.boxOf).reduce((all, one) => [Math.min(all[0], one[0]), Math.min(all[1], one[1]), Math.max(all[2], one[2]), Math.max(all[3], one[3])]);
      const scale = Math.min((WIDTH - 14) / (box[2] - box[0]), (HEIGHT - 24) / (box[3] - box[1]));
      this.toPixel = ([x, y]) => [(x - (box[0] + box[2]) / 2) * scale + WIDTH / 2, (y - box[1]) * scale + 6];
    }

    /**
     * A ring of Mercator pairs in the locator's projection.
     * @param {tm.Pairs} ring
     */
    _flatten(ring) {
      const out = new Float64Array(ring.length);
      for (let k = 0; k < ring.length; k += 2) {
        const lat = (2 * Math.atan(Math.exp((0.5 - ring[k + 1]) * 2 * Math.PI)) - Math.PI / 2) / RADIANS;
        out[k] = (ring[k] - 0.5) * 360 * PARALLEL;
        out[k + 1] = -lat;
      }
      return out;
    }

    _paintLand() {
      const ratio = Math.max(1, window.devicePixelRatio || 1);
      for (const canvas of [this.canvas, (this.land = tm.h("canvas"))]) Object.assign(canvas, { width: WIDTH * ratio, height: HEIGHT * ratio });
      Object.assign(this.canvas.style, { width: WIDTH + "px", height: HEIGHT + "px" });
      this._project();
      const context = this.land.getContext("2d");
      context.scale(ratio, ratio);
      const { map: colours } = this.timeMap.palette;
      for (const { status, code, shape } of this._members()) {
        const path = new Path2D();
        for (const ring of shape.rings) {
          const flat = this._flatten(ring);
          for (let k = 0; k < flat.length; k += 2) {
            const [x, y] = this.toPixel([flat[k], flat[k + 1]]);
            if (k) path.lineTo(x, y);
            else path.moveTo(x, y);
          }
          path.closePath();
        }
        context.fillStyle = status === "former" ? colours.locatorFormer : code === this.options.focus ? colours.locatorFocus : colours.locatorMember;
        context.fill(path, "evenodd");
        context.strokeStyle = colours.halo;
        context.lineWidth = 0.6;
        context.stroke(path);
      }
    }

    /** The view, as a frame. */
    _paintFrame() {
      const ratio = Math.max(1, window.devicePixelRatio || 1);
      const context = this.canvas.getContext("2d");
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, this.canvas.width, this.canvas.height);
      context.drawImage(this.land, 0, 0);
      context.scale(ratio, ratio);
      const box = this.timeMap.map.getBounds();
      const [left, top] = this.toPixel([box.getWest() * PARALLEL, -box.getNorth()]);
      const [right, bottom] = this.toPixel([box.getEast() * PARALLEL, -box.getSouth()]);
      const [x0, y0, x1, y1] = [Math.max(1, left), Math.max(1, top), Math.min(WIDTH - 1, right), Math.min(HEIGHT - 1, bottom)];
      context.beginPath();
      context.rect(x0, y0, Math.max(2, x1 - x0), Math.max(2, y1 - y0));
      context.lineWidth = 1.4;
      context.strokeStyle = this.timeMap.palette.map.label;
      context.stroke();
    }
  };
})(L.timemap);
