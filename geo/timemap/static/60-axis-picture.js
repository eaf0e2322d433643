/** What the axis shows: histogram, ticks, key moments, and the chosen time over them. */
(function (tm) {
  "use strict";
  /** Room above the bars for the words of key moments, px. */
  const MOMENTS_PX = 44;
  /** Between words of one row, and how far aside of its line a word may stand. */
  const [GAP_PX, ASIDE_PX] = [7, 24];
  const ROW_PX = 14;
  const TICKS_PX = 20;
  const PALE = 0.3;
  const STEPPED_BACK = 0.55;

  /** Paints one axis on its canvas. Bars and marks do not change with the moment: they are kept as pictures. */
  tm.AxisPicture = class {
    /**
     * @param {tm.TimeAxis} axis
     * @param {HTMLCanvasElement} canvas
     */
    constructor(axis, canvas) {
      this.axis = axis;
      this.timeMap = axis.timeMap;
      this.scale = axis.scale;
      this.canvas = canvas;
      this.context = /** @type {tm.Pen} */ (canvas.getContext("2d"));
      this.width = this.height = this.ratio = 1;
      /** @type {HTMLCanvasElement | null} */
      this.bars = null;
      /** @type {tm.Histogram | null} */
      this.bins = null;
    }

    measure() {
      this.width = this.canvas.clientWidth || 600;
      this.height = this.canvas.clientHeight || 100;
      this.ratio = Math.max(1, window.devicePixelRatio || 1);
      this.canvas.width = Math.round(this.width * this.ratio);
      this.canvas.height = Math.round(this.height * this.ratio);
      this.scale.width = this.width;
    }

    get floor() {
      return this.height - TICKS_PX;
    }

    /** Count the events anew: after a change of data, filters, zoom or width. */
    count() {
      const { events, zone, map } = this.timeMap;
      if (!events) return;
      let { kept } = events;
      if (this.axis.isLocal && map._loaded) {
        const box = map.getBounds();
        kept = tm.keptWithin(events, { south: box.getSouth(), west: box.getWest(), north: box.getNorth(), east: box.getEast() });
      }
      this.bins = tm.histogram(events, this.scale, zone, kept);
    }

    paintBars() {
      this.bars = this._picture((context) => this._paintBars(context));
    }

    /**
     * Paint ticks and key moments; `taken` is where words of the upper rows would be covered, px.
     * @param {tm.Interval | null} taken
     */
    paintMarks(taken) {
      this.marks = this._picture((context) => {
        this._paintTicks(context);
        this._paintMoments(context, taken);
      });
    }

    /** @param {(context: tm.Pen) => void} paint */
    _picture(paint) {
      const canvas = tm.h("canvas", { width: this.canvas.width, height: this.canvas.height });
      const context = canvas.getContext("2d");
      context.scale(this.ratio, this.ratio);
      paint(context);
      return canvas;
    }

    // Bars -------------------------------------------------------------------------------------------------------------

    /** One colour per family of the events. */
    colours() {
      const { events, palette } = this.timeMap;
      return events.families.map((family) => (tm.colourOf ? tm.colourOf(this.timeMap, family) : palette.families[family.id] || palette.families.other));
    }

    /** @param {tm.Pen} context */
    _paintBars(context) {
      if (!this.bins) return;
      const { bins } = this;
      const { edges, count, top } = bins;
      const unit = (this.floor - MOMENTS_PX - 2) / Math.max(4, top);
      const colours = this.colours();
      for (let bin = 0; bin < count; bin++) {
        const x0 = this.scale.x(edges[bin]);
        const x1 = this.scale.x(edges[bin + 1]);
        const gap = x1 - x0 > 4 ? 1 : 0;
        this._paintBar(context, bins, bin, x0 + gap / 2, Math.max(0.8, x1 - x0 - gap), unit, colours);
      }
    }

    /**
     * Families stacked; below those known to the bin, above, softer, those spread over several.
     * @param {tm.Pen} context
     * @param {tm.Bins} bins
     * @param {number} bin
     * @param {number} x
     * @param {number} width
     * @param {number} unit
     * @param {string[]} colours
     */
    _paintBar(context, bins, bin, x, width, unit, colours) {
      const { groups, count, sharp, soft } = bins;
      let y = this.floor;
      for (const shares of [sharp, soft]) {
        context.globalAlpha = shares === sharp ? 1 : 0.5;
        for (let group = 0; group < groups; group++) {
          const height = shares[group * count + bin] * unit;
          if (!height) continue;
          context.fillStyle = colours[group];
          context.fillRect(x, y - height, width, height);
          y -= height;
        }
      }
    }

    // Ticks ------------------------------------------------------------------------------------------------------------

    /** @param {tm.Pen} context */
    _paintTicks(context) {
      const { palette } = this.timeMap;
      const { scale } = this;
      context.strokeStyle = context.fillStyle = palette.map.axis;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(0, this.floor + 0.5);
      context.lineTo(this.width, this.floor + 0.5);
      context.stroke();
      const folds = scale.foldShare > 0 && scale.foldAt > scale.from && scale.foldAt < scale.to;
      const textEnd = this._paintRun(context, scale.from, folds ? scale.foldAt : scale.to, -Infinity);
      if (!folds) return;
      this._paintFold(context);
      this._paintRun(context, scale.foldAt, scale.to, Math.max(textEnd, scale.x(scale.foldAt) + 14));
    }

    /**
     * Ticks of a part in which time runs evenly; gives where the last word ends.
     * @param {tm.Pen} context
     * @param {number} from
     * @param {number} to
     * @param {number} textEnd
     */
    _paintRun(context, from, to, textEnd) {
      const { zone } = this.timeMap;
      const [x0, x1] = [this.scale.x(from), this.scale.x(to)];
      let end = textEnd;
      context.textBaseline = "top";
      context.textAlign = "left";
      context.beginPath();
      for (const { ms, unit, isLabelled } of tm.ticks(from, to, (x1 - x0) / (to - from), zone)) {
        const x = Math.round(this.scale.x(ms)) + 0.5;
        context.moveTo(x, this.floor);
        context.lineTo(x, this.floor + (isLabelled ? 6 : 3));
        if (!isLabelled || x + 2 < end) continue;
        const text = this._tickText(ms, unit, end === -Infinity);
        context.font = `${unit === "hour" || unit === "second" ? 450 : this._hasHours(from, to) ? 560 : 450} 11px ${tm.FONT}`;
        const { width } = context.measureText(text);
        if (x + 2 + width > Math.min(this.width, x1 + 2)) continue;
        context.fillText(text, x + 2, this.floor + 7);
        end = x + 2 + width + 5;
      }
      context.stroke();
      return end;
    }

    /**
     * Labels name hours in this part: days then stand out.
     * @param {number} from
     * @param {number} to
     */
    _hasHours(from, to) {
      return (this.scale.x(to) - this.scale.x(from)) / ((to - from) / tm.DAY) > 88;
    }

    /**
     * @param {number} ms
     * @param {tm.TickUnit} unit
     * @param {boolean} isFirst
     */
    _tickText(ms, unit, isFirst) {
      const { words, zone, detail } = this.timeMap;
      const wall = zone.wall(ms);
      const years = detail.years && (isFirst || unit === "year");
      if (unit === "hour" || unit === "second") return words.date(wall, isFirst ? "short" : "time", { years, seconds: unit === "second" });
      if (this.scale.to - this.scale.from > 400 * tm.DAY) return words.date(wall, unit === "year" ? "year" : "monthOnly");
      if (unit === "day" && !isFirst && !this._hasHours(this.scale.from, this.scale.to)) return String(new Date(wall).getUTCDate());
      return words.date(wall, "dayMonth", { years });
    }

    /**
     * From here on time is folded.
     * @param {tm.Pen} context
     */
    _paintFold(context) {
      const x = Math.round(this.scale.x(this.scale.foldAt)) + 0.5;
      context.save();
      context.strokeStyle = this.timeMap.palette.map.moment;
      context.beginPath();
      context.moveTo(x, MOMENTS_PX);
      context.lineTo(x, this.floor + 16);
      context.stroke();
      context.font = `450 11px ${tm.FONT}`;
      context.fillText("»", x + 4, this.floor + 7);
      context.restore();
    }

    // Key moments ------------------------------------------------------------------------------------------------------

    /**
     * Key moments: a dotted line and a word, on a few rows, a little aside if need be; what finds no room keeps its line.
     * @param {tm.Pen} context
     * @param {tm.Interval | null} taken
     */
    _paintMoments(context, taken) {
      const { palette, words } = this.timeMap;
      const ends = [-Infinity, -Infinity, -Infinity];
      context.font = `450 11px ${tm.FONT}`;
      context.textAlign = "left";
      context.textBaseline = "middle";
      for (const moment of this.axis.options.moments) {
        const x = Math.round(this.scale.x(moment.at[0])) + 0.5;
        if (x < 0 || x > this.width) continue;
        const text = words.pick(moment.title);
        const width = context.measureText(text).width;
        const left = x + width + 6 > this.width ? x - width - 4 : x + 4;
        const isCovered = taken && left < taken[1] + 4 && left + width > taken[0] - 4;
        const row = ends.findIndex((end, k) => end + GAP_PX - left < ASIDE_PX && !(isCovered && k < 2));
        const y = row < 0 ? MOMENTS_PX : row * ROW_PX + 2;
        this._paintMomentLine(context, moment, x, y);
        if (row < 0) continue;
        context.fillStyle = palette.map.axis;
        const begin = Math.max(left, ends[row] + GAP_PX);
        context.fillText(text, begin, row * ROW_PX + 8);
        ends[row] = begin + width;
      }
    }

    /**
     * A moment known to the day only has a bracket over its day.
     * @param {tm.Pen} context
     * @param {tm.Moment} moment
     * @param {number} x
     * @param {number} y
     */
    _paintMomentLine(context, { at }, x, y) {
      context.save();
      context.strokeStyle = this.timeMap.palette.map.moment;
      context.beginPath();
      if (at[1] - at[0] > tm.HOUR) {
        context.moveTo(x, y);
        context.lineTo(this.scale.x(at[1]), y);
        context.stroke();
        context.beginPath();
      }
      context.setLineDash([1.5, 2.5]);
      context.moveTo(x, y);
      context.lineTo(x, this.floor);
      context.stroke();
      context.restore();
    }

    // The chosen time --------------------------------------------------------------------------------------------------

    /**
     * Show the time that the state has chosen; gives from where to where it goes, px.
     * @returns {tm.Interval}
     */
    showChosen() {
      const { mode, t0, t1, pin } = this.timeMap.current;
      const { scale } = this;
      /** @param {number} ms */
      const within = (ms) => Math.min(scale.width, Math.max(0, scale.x(ms)));
      const x0 = mode === "window" ? within(t0) : 0;
      const x1 = mode === "all" ? scale.width : within(t1);
      this.show(x0, x1, pin === null ? null : scale.x(pin));
      return [x0, x1];
    }

    /**
     * The same part of the axis on another canvas, of another size.
     * @param {HTMLCanvasElement} canvas
     * @param {{width: number, height: number, ratio: number}} size  CSS px, and pixels to each
     */
    paintAnew(canvas, { width, height, ratio }) {
      const other = new tm.AxisPicture(this.axis, canvas);
      const scale = Object.assign(Object.create(Object.getPrototypeOf(this.scale)), this.scale, { width });
      Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
      Object.assign(other, { width, height, ratio, scale });
      other.count();
      other.paintBars();
      other.paintMarks(null);
      other.showChosen();
      return other;
    }

    /**
     * Lay the pictures together: strong where time is chosen, pale elsewhere; what was before a pinned moment steps back.
     * @param {number} x0
     * @param {number} x1
     * @param {number | null} pinX
     */
    show(x0, x1, pinX) {
      const { context, ratio, floor } = this;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.globalAlpha = 1;
      context.clearRect(0, 0, this.canvas.width, this.canvas.height);
      context.fillStyle = this.timeMap.palette.map.span;
      context.fillRect(x0 * ratio, MOMENTS_PX * ratio, (x1 - x0) * ratio, (floor - MOMENTS_PX) * ratio);
      if (!this.bars) return;
      const { bars } = this;
      const copy = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ alpha) => {
        const [left, width] = [Math.round(from * ratio), Math.round(to * ratio) - Math.round(from * ratio)];
        if (width <= 0) return;
        context.globalAlpha = alpha;
        context.drawImage(bars, left, 0, width, this.canvas.height, left, 0, width, this.canvas.height);
      };
      const since = pinX === null ? x0 : Math.min(x1, Math.max(x0, pinX));
      copy(0, x0, PALE);
      copy(x0, since, STEPPED_BACK);
      copy(since, x1, 1);
      copy(x1, this.width, PALE);
      context.globalAlpha = 1;
      context.drawImage(this.marks, 0, 0);
    }
  };
})(L.timemap);
