/** Marks copied straight into pixels, with the index of the event under each pixel beside them. */
(function (tm) {
  "use strict";
  /** A pixel covered this much belongs to the mark when it is pointed at, and where edges are left out. */
  const HALF = 127;
  const scratch = document.createElement("canvas");

  /**
   * A mark, drawn once, as lists of pixels: `solid` ones replace what lies below, `edge` ones are laid over it. Newer events are copied after older
   * ones, so that a faded mark never shines through a fresh one.
   */
  tm.Sprite = class {
    /**
     * @param {number} half  reach of the drawing from its middle, device px
     * @param {(context: CanvasRenderingContext2D, x: number, y: number) => void} paint  draws the mark around (x, y)
     * @param {{isHard?: boolean}} options  hard: without soft edges, cheaper while things move
     */
    constructor(half, paint, { isHard = false } = {}) {
      this.half = half;
      const side = 2 * half + 1;
      scratch.width = scratch.height = side;
      const context = scratch.getContext("2d", { willReadFrequently: true });
      context.clearRect(0, 0, side, side);
      paint(context, half + 0.5, half + 0.5);
      const { data } = context.getImageData(0, 0, side, side);
      const strongest = data.reduce((most, value, k) => (k % 4 === 3 && value > most ? value : most), 0);
      const isSolid = (alpha) => alpha >= (isHard ? (strongest * HALF) / 255 : strongest - 3);
      const pixels = Array.from({ length: side * side }, (_, k) => ({ dx: (k % side) - half, dy: Math.floor(k / side) - half, rgba: data.slice(4 * k, 4 * k + 4) })).filter(({ rgba }) => rgba[3] > 0);
      this.solid = pixels.filter(({ rgba }) => isSolid(rgba[3]));
      this.edge = isHard ? [] : pixels.filter(({ rgba }) => !isSolid(rgba[3]));
      this.colours = Uint32Array.from(this.solid, ({ rgba }) => packed(rgba, isHard ? strongest : rgba[3]));
      this.shades = Uint32Array.from(this.edge, ({ rgba }) => packed(rgba, rgba[3]));
      this.width = 0;
    }

    /** Reckon the steps from the middle to every pixel in a raster of some width. */
    fit(width) {
      this.width = width;
      const step = ({ dx, dy }) => dy * width + dx;
      this.steps = Int32Array.from(this.solid, step);
      this.around = Int32Array.from(this.edge, step);
    }
  };

  /** A colour as `ImageData` holds it. */
  const packed = ([r, g, b], alpha) => ((alpha << 24) | (b << 16) | (g << 8) | r) >>> 0;

  tm.Raster = class {
    /** Sizes in device pixels. */
    constructor(width, height) {
      this.width = width;
      this.height = height;
      this.canvas = document.createElement("canvas");
      Object.assign(this.canvas, { width, height });
      this.image = new ImageData(width, height);
      this.pixels = new Uint32Array(this.image.data.buffer);
      this.picks = new Uint32Array(width * height);
      this.hasPicks = true;
      this.isClean = true;
    }

    /** Forget everything; without `picks` what is under the pointer is not kept in the next round. */
    clear({ picks = true } = {}) {
      this.hasPicks = picks;
      if (this.isClean) return;
      this.isClean = true;
      this.pixels.fill(0);
      this.picks.fill(0);
    }

    /**
     * Copy a mark to (x, y), whole device pixels; what lies outside is left out.
     * @param {object} sprite  a `tm.Sprite`
     * @param {number} id  index of the event, -1 for what cannot be pointed at
     */
    stamp(sprite, x, y, id) {
      const { half } = sprite;
      if (x < half || y < half || x >= this.width - half || y >= this.height - half) this._stampCut(sprite, x, y, id);
      else this.copy(sprite, y * this.width + x, id);
    }

    /** Copy a mark that lies wholly inside to the pixel of index `at`. */
    copy(sprite, at, id) {
      this.isClean = false;
      if (sprite.width !== this.width) sprite.fit(this.width);
      const { pixels } = this;
      const { steps, colours, around, shades } = sprite;
      for (let k = 0; k < steps.length; k++) pixels[at + steps[k]] = colours[k];
      for (let k = 0; k < around.length; k++) this._lay(at + around[k], shades[k]);
      if (!this.hasPicks || id < 0) return;
      const { picks } = this;
      for (let k = 0; k < steps.length; k++) picks[at + steps[k]] = id + 1;
      for (let k = 0; k < around.length; k++) if (shades[k] >>> 24 > HALF) picks[at + around[k]] = id + 1;
    }

    _stampCut(sprite, x, y, id) {
      this.isClean = false;
      const put = (list, colours, isSolid) => list.forEach(({ dx, dy }, k) => {
        const [px, py] = [x + dx, y + dy];
        if (px < 0 || py < 0 || px >= this.width || py >= this.height) return;
        const at = py * this.width + px;
        if (isSolid) this.pixels[at] = colours[k];
        else this._lay(at, colours[k]);
        if (this.hasPicks && id >= 0 && (isSolid || colours[k] >>> 24 > HALF)) this.picks[at] = id + 1;
      });
      put(sprite.solid, sprite.colours, true);
      put(sprite.edge, sprite.shades, false);
    }

    /** Lay a half covered pixel over what is there. */
    _lay(at, colour) {
      const below = this.pixels[at];
      if (below === 0) {
        this.pixels[at] = colour;
        return;
      }
      const alpha = colour >>> 24;
      const under = below >>> 24;
      const all = alpha + under - ((alpha * under) >> 8);
      const share = all ? Math.min(256, ((alpha << 8) / all) | 0) : 0;
      const red = (below & 255) + ((((colour & 255) - (below & 255)) * share) >> 8);
      const green = ((below >> 8) & 255) + (((((colour >> 8) & 255) - ((below >> 8) & 255)) * share) >> 8);
      const blue = ((below >> 16) & 255) + (((((colour >> 16) & 255) - ((below >> 16) & 255)) * share) >> 8);
      this.pixels[at] = ((all << 24) | (blue << 16) | (green << 8) | red) >>> 0;
    }

    /** Show it on a canvas whose pixels are `1 / scale` of ours. */
    paint(context, scale = 1) {
      if (this.isClean) return;
      this.canvas.getContext("2d").putImageData(this.image, 0, 0);
      context.save();
      context.setTransform(scale, 0, 0, scale, 0, 0);
      context.drawImage(this.canvas, 0, 0);
      context.restore();
    }

    /** Index of the event at a device pixel, or -1. */
    pick(x, y) {
      const [px, py] = [Math.round(x), Math.round(y)];
      if (px < 0 || py < 0 || px >= this.width || py >= this.height) return -1;
      return this.picks[py * this.width + px] - 1;
    }
  };
})(L.timemap);
