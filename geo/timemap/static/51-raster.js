/** Marks drawn straight into pixels, with the index of the event under each pixel beside them. */
(function (tm) {
  "use strict";

  /** Coverage (0..255) of a mark of radius `r` in device pixels, on a square of odd side. */
  tm.markMask = function (shape, r) {
    const half = Math.ceil(r * 1.3) + 1;
    const side = 2 * half + 1;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    tm.traceMark(context, shape, half + 0.5, half + 0.5, r);
    context.fill();
    const pixels = context.getImageData(0, 0, side, side).data;
    const coverage = new Uint8Array(side * side);
    for (let k = 0; k < coverage.length; k++) coverage[k] = pixels[4 * k + 3];
    return { half, side, coverage };
  };

  tm.Raster = class {
    constructor(width, height) {
      this.width = width;
      this.height = height;
      this.image = new ImageData(width, height);
      this.bytes = this.image.data;
      this.pixels = new Uint32Array(this.bytes.buffer);
      this.picks = new Uint32Array(width * height);
      this.isClean = true;
    }

    clear() {
      if (this.isClean) return;
      this.isClean = true;
      this.pixels.fill(0);
      this.picks.fill(0);
    }

    /**
     * Lay a mask over (x, y), device pixels.
     * @param {number[]} rgb  0..255 each
     * @param {number} alpha  0..1
     * @param {number} id  event index, or -1 for paint that cannot be picked
     */
    stamp(mask, x, y, rgb, alpha, id) {
      this.isClean = false;
      const left = Math.round(x) - mask.half;
      const top = Math.round(y) - mask.half;
      const x0 = Math.max(0, -left);
      const x1 = Math.min(mask.side, this.width - left);
      const y0 = Math.max(0, -top);
      const y1 = Math.min(mask.side, this.height - top);
      for (let my = y0; my < y1; my++) {
        const row = (top + my) * this.width + left;
        for (let mx = x0; mx < x1; mx++) {
          const coverage = mask.coverage[my * mask.side + mx];
          if (!coverage) continue;
          this._blend((row + mx) * 4, rgb, (coverage / 255) * alpha);
          if (id >= 0 && coverage > 96) this.picks[row + mx] = id + 1;
        }
      }
    }

    _blend(at, rgb, alpha) {
      const { bytes } = this;
      const below = (bytes[at + 3] / 255) * (1 - alpha);
      const out = alpha + below;
      for (let k = 0; k < 3; k++) bytes[at + k] = (rgb[k] * alpha + bytes[at + k] * below) / out;
      bytes[at + 3] = out * 255;
    }

    /** Index of the event at a device pixel, or -1. */
    pick(x, y) {
      const [px, py] = [Math.round(x), Math.round(y)];
      if (px < 0 || py < 0 || px >= this.width || py >= this.height) return -1;
      return this.picks[py * this.width + px] - 1;
    }
  };

  tm.rgb = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
})(L.timemap);
