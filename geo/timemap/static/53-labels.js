/** Names on the map, free of each other, of bubbles and of controls. */
(function (tm) {
  "use strict";
  const GAP_PX = 4;

  const overlap = (a, b) => Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));

  /** A text with a halo, drawn once: `{canvas, width, height}` in CSS px. */
  tm.textSprite = function (text, { font, colour, halo, spacing = 0, ratio }) {
    const pad = 3;
    const probe = document.createElement("canvas").getContext("2d");
    probe.font = font;
    if ("letterSpacing" in probe) probe.letterSpacing = spacing + "px";
    const size = parseFloat(/(\d+(\.\d+)?)px/.exec(font)[1]);
    const width = Math.ceil(probe.measureText(text).width) + 2 * pad;
    const height = Math.ceil(size * 1.3) + 2 * pad;
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(width * ratio);
    canvas.height = Math.ceil(height * ratio);
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    context.font = font;
    if ("letterSpacing" in context) context.letterSpacing = spacing + "px";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = halo;
    context.strokeText(text, pad, height / 2);
    context.fillStyle = colour;
    context.fillText(text, pad, height / 2);
    return { canvas, width: width - 2 * pad, height: height - 2 * pad, pad };
  };

  /** Put labels one after the other where there is room. */
  tm.LabelPlacer = class {
    constructor(width, height) {
      this.frame = [0, 0, width, height];
      this.taken = [];
    }

    block(box) {
      this.taken.push(box);
    }

    blockCircle(x, y, r) {
      this.block([x - r, y - r, x + r, y + r]);
    }

    _cost(box) {
      const [left, top, right, bottom] = this.frame;
      const outside = box[0] < left + 4 || box[1] < top + 4 || box[2] > right - 4 || box[3] > bottom - 4;
      return this.taken.reduce((sum, other) => sum + overlap(box, other), outside ? 1e5 : 0);
    }

    /**
     * Place a text of `width` x `height` beside a disc of radius `r` around (x, y).
     * @param {number} tolerance  share of the text that may lie on something else; Infinity where it must be placed
     * @returns {string|null} the side ("e", "w", "n", "s", "ne" ...), or null where there is no room
     */
    beside(x, y, r, width, height, { tolerance = 0 } = {}) {
      let best = null;
      for (const side of ["e", "w", "n", "s", "se", "ne", "sw", "nw"]) {
        const box = tm.besideBox(side, x, y, r, width, height);
        const cost = this._cost(box);
        if (!best || cost < best.cost) best = { side, box, cost };
        if (cost === 0) break;
      }
      if (best.cost > tolerance * width * height) return null;
      this.block(best.box);
      return best.side;
    }

    /** Place a text around one of several points; returns its centre or null. */
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
