/** Density: how many events lie around each spot, as one calm surface; for sets too large to see single marks in. */
(function (tm) {
  "use strict";
  const CELL_PX = 4;
  /** Width of the smoothing, cells; three passes of a box come close to a bell. */
  const BLUR = 1;
  const PASSES = 3;
  /** Less than this share of the fullest cell is as good as nothing, and less than this of one event. */
  const FAINT = 1 / 400;
  const FAINTEST = 0.02;
  /** About a thumb, cells to each side. */
  const REACH = 4;
  const STEPS = 256;

  tm.Density = class {
    constructor(timeMap) {
      this.timeMap = timeMap;
      this.drawn = 0;
      this.most = 0;
    }

    /** Count the events in view per cell, smooth, and lay the colours on the map. */
    draw(context, view) {
      const grid = this._gridFor(view);
      this._count(grid, view);
      for (let pass = 0; pass < PASSES; pass++) smooth(grid);
      this._colour(grid);
      context.save();
      context.imageSmoothingEnabled = true;
      context.imageSmoothingQuality = "low";
      context.drawImage(grid.canvas, 0, 0, grid.width * CELL_PX, grid.height * CELL_PX);
      context.restore();
    }

    /** About how many events lie within a thumb's width of (x, y), px of the canvas. */
    at(x, y) {
      if (!this.grid) return 0;
      const { counts, width, height } = this.grid;
      const [cx, cy] = [Math.floor(x / CELL_PX), Math.floor(y / CELL_PX)];
      let sum = 0;
      for (let row = Math.max(0, cy - REACH); row <= Math.min(height - 1, cy + REACH); row++) {
        for (let column = Math.max(0, cx - REACH); column <= Math.min(width - 1, cx + REACH); column++) sum += counts[row * width + column];
      }
      return sum;
    }

    _gridFor(view) {
      const [width, height] = [Math.ceil(view.width / CELL_PX), Math.ceil(view.height / CELL_PX)];
      if (this.grid?.width !== width || this.grid.height !== height) {
        const canvas = tm.h("canvas", { width, height });
        const size = width * height;
        this.grid = { width, height, canvas, counts: new Uint32Array(size), smoothed: new Float32Array(size), spare: new Float32Array(size), image: new ImageData(width, height) };
      }
      return this.grid;
    }

    _count({ width, height, counts, smoothed }, view) {
      const { events } = this.timeMap;
      const { x, y, standing, family, dot } = events;
      const scale = view.scale / CELL_PX;
      const [left, top] = [view.left / CELL_PX, view.top / CELL_PX];
      counts.fill(0);
      let drawn = 0;
      for (const block of events.ledger.blocks) {
        if (block.standing === tm.OUT) continue;
        for (let i = block.from; i < block.to; i++) {
          if (standing[i] === tm.OUT || dot[i] === 0 || family[i] < 0) continue;
          const column = Math.floor(x[i] * scale - left);
          const row = Math.floor(y[i] * scale - top);
          if (column < 0 || row < 0 || column >= width || row >= height) continue;
          counts[row * width + column] += 1;
          drawn += 1;
        }
      }
      smoothed.set(counts);
      this.drawn = drawn;
    }

    /** Counts differ by powers of ten: equal steps of colour stand for equal factors. */
    _colour({ smoothed, image, canvas }) {
      const pixels = new Uint32Array(image.data.buffer);
      const ramp = this._ramp();
      let fullest = 0;
      for (let k = 0; k < smoothed.length; k++) if (smoothed[k] > smoothed[fullest]) fullest = k;
      const faint = Math.max(FAINTEST, smoothed[fullest] * FAINT);
      const range = Math.log1p(Math.max(smoothed[fullest], 4 * faint) / faint);
      for (let k = 0; k < smoothed.length; k++) {
        pixels[k] = smoothed[k] < faint ? 0 : ramp[Math.min(STEPS - 1, ((Math.log1p(smoothed[k] / faint) / range) * STEPS) | 0)];
      }
      this.most = this.at((fullest % this.grid.width) * CELL_PX, Math.floor(fullest / this.grid.width) * CELL_PX);
      canvas.getContext("2d").putImageData(image, 0, 0);
    }

    /** The palette's colours from few to many, evenly mixed between; the first fades in from nothing. */
    _ramp() {
      const { palette, theme } = this.timeMap;
      if (this.ramp?.theme === theme) return this.ramp.colours;
      const stops = palette.map.density.map(rgb);
      const colours = Uint32Array.from({ length: STEPS }, (_, k) => {
        const at = (k / (STEPS - 1)) * (stops.length - 1);
        const [from, to] = [stops[Math.floor(at)], stops[Math.ceil(at)]];
        const [r, g, b] = from.map((one, c) => Math.round(one + (to[c] - one) * (at - Math.floor(at))));
        const alpha = Math.round(235 * Math.min(1, 0.15 + (k / STEPS) * 2.2));
        return ((alpha << 24) | (b << 16) | (g << 8) | r) >>> 0;
      });
      this.ramp = { theme, colours };
      return colours;
    }
  };

  const rgb = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

  /** A box over the rows, then over the columns; sums stay the same but at the rim. */
  function smooth({ smoothed, spare, width, height }) {
    const box = 2 * BLUR + 1;
    const along = (from, to, lines, length, step, stride) => {
      for (let line = 0; line < lines; line++) {
        const start = line * stride;
        let sum = 0;
        for (let k = -BLUR; k < length; k++) {
          if (k + BLUR < length) sum += from[start + (k + BLUR) * step];
          if (k - BLUR - 1 >= 0) sum -= from[start + (k - BLUR - 1) * step];
          if (k >= 0) to[start + k * step] = sum / box;
        }
      }
    };
    along(smoothed, spare, height, width, 1, width);
    along(spare, smoothed, width, height, width, 1);
  }
})(L.timemap);
