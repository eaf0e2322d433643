/** Names on the map, free of each other, of bubbles and of controls. */
(function (tm) {
  "use strict";
  const GAP_PX = 4;

  /** @type {(a: tm.Box, b: tm.Box) => number} */
  const overlap = (a, b) => Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));

  /** Room around a text for its halo, px. */
  const PAD = 3;
  const ruler = tm.h("canvas").getContext("2d");

  /**
   * A text for the map: its size is known at once, its picture is drawn when it is first used (most names find no room).
   * `width` and `height` in CSS px, without the room for the halo.
   */
  tm.TextSprite = class {
    /**
     * @param {string} text
     * @param {{font: string, colour: string, halo?: string|null, spacing?: number, ratio: number}} style  `font` names its size in px
     */
    constructor(text, style) {
      this.text = text;
      this.style = style;
      this.pad = PAD;
      /** @type {HTMLCanvasElement|null} */
      this.canvas = null;
      this._dress(ruler);
      this.width = Math.ceil(ruler.measureText(text).width);
      this.height = Math.ceil(Number(/[\d.]+(?=px)/.exec(style.font)?.[0]) * 1.3);
    }

    /** @param {tm.Pen} context */
    _dress(context) {
      context.font = this.style.font;
      if ("letterSpacing" in context) context.letterSpacing = (this.style.spacing || 0) + "px";
    }

    /**
     * The same text in another colour.
     * @param {string} colour
     */
    inColour(colour) {
      const other = Object.create(tm.TextSprite.prototype);
      return Object.assign(other, this, { style: { ...this.style, colour }, canvas: null });
    }

    /**
     * Put the text with its left top at (x, y), on whole device pixels.
     * @param {tm.Pen} context
     * @param {number} x
     * @param {number} y
     */
    draw(context, x, y) {
      const { ratio } = this.style;
      const picture = (this.canvas ??= this._picture());
      /** @param {number} px */
      const whole = (px) => Math.round((px - PAD) * ratio) / ratio;
      context.drawImage(picture, whole(x), whole(y), picture.width / ratio, picture.height / ratio);
    }

    _picture() {
      const { ratio, halo, colour } = this.style;
      const [width, height] = [this.width, this.height].map((side) => Math.ceil((side + 2 * PAD) * ratio));
      const canvas = tm.h("canvas", { width, height });
      const context = canvas.getContext("2d");
      context.scale(ratio, ratio);
      this._dress(context);
      context.textBaseline = "middle";
      if (halo) {
        Object.assign(context, { lineJoin: "round", lineWidth: 3, strokeStyle: halo });
        context.strokeText(this.text, PAD, PAD + this.height / 2);
      }
      context.fillStyle = colour;
      context.fillText(this.text, PAD, PAD + this.height / 2);
      return canvas;
    }
  };

  /** Put labels one after the other where there is room. */
  tm.LabelPlacer = class {
    /**
     * @param {number} width
     * @param {number} height
     */
    constructor(width, height) {
      this.frame = [0, 0, width, height];
      /** @type {tm.Box[]} */
      this.taken = [];
    }

    /** @param {tm.Box} box */
    block(box) {
      this.taken.push(box);
    }

    /**
     * @param {number} x
     * @param {number} y
     * @param {number} r
     */
    blockCircle(x, y, r) {
      this.block([x - r, y - r, x + r, y + r]);
    }

    /** @param {tm.Box} box */
    _cost(box) {
      const [left, top, right, bottom] = this.frame;
      const outside = box[0] < left + 4 || box[1] < top + 4 || box[2] > right - 4 || box[3] > bottom - 4;
      return this.taken.reduce((sum, other) => sum + overlap(box, other), outside ? 1e5 : 0);
    }

    /**
     * Place a text of `width` x `height` beside a disc of radius `r` around (x, y).
     * @param {number} x
     * @param {number} y
     * @param {number} r
     * @param {number} width
     * @param {number} height
     * @param {{tolerance?: number}} [how]  share of the text that may lie on something else; Infinity where it must be placed
     * @returns {string|null} the side ("e", "w", "n", "s", "ne" ...), or null where there is no room
     */
    beside(x, y, r, width, height, { tolerance = 0 } = {}) {
      let best = { side: "", box: [0, 0, 0, 0], cost: Infinity };
      for (const side of ["e", "w", "n", "s", "se", "ne", "sw", "nw"]) {
        const box = tm.besideBox(side, x, y, r, width, height);
        const cost = this._cost(box);
        if (cost < best.cost) best = { side, box, cost };
        if (cost === 0) break;
      }
      if (best.cost > tolerance * width * height) return null;
      this.block(best.box);
      return best.side;
    }

    /**
     * Place a text around one of several points; returns its centre or null.
     * @param {number[][]} points
     * @param {number} width
     * @param {number} height
     */
    around(points, width, height) {
      for (const [x, y] of points) {
        const box = [x - width / 2 - 4, y - height / 2 - 2, x + width / 2 + 4, y + height / 2 + 2];
        if (this._cost(box) > 0) continue;
        this.block(box);
        return [x, y];
      }
      return null;
    }
  };

  /** Box of a text beside a disc. */
  tm.besideBox = function (side, x, y, r, width, height) {
    const diagonal = side.length > 1 ? 0.72 : 1;
    const reach = r * diagonal + GAP_PX;
    const left = side.includes("e") ? x + reach : side.includes("w") ? x - reach - width : x - width / 2;
    const top = side.includes("n") ? y - reach - height : side.includes("s") ? y + reach : y - height / 2;
    return [left, top, left + width, top + height];
  };
})(L.timemap);
