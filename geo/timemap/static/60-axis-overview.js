/** Where a magnified axis is in the whole: a small picture of all of it, with a frame that can be moved. */
(function (tm) {
  "use strict";
  const BIN_COUNT = 60;

  /** Shown only while a part of the axis is. */
  tm.AxisOverview = class {
    /** @param {tm.TimeAxis} axis */
    constructor(axis) {
      this.axis = axis;
      this.timeMap = axis.timeMap;
      this.canvas = tm.h("canvas", { "aria-hidden": "true" });
      this.frame = tm.h("div.tm-frame", { role: "slider", tabindex: "0", "data-which": "view" });
      this.strip = tm.h("div.tm-strip", {}, this.canvas, this.frame);
      this.whole = tm.h("button.tm-button.tm-whole", { type: "button", onclick: () => axis.showWhole() });
      this.node = tm.h("div.tm-overview", { hidden: true }, this.strip, this.whole);
      this.strip.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => this._press(event));
    }

    /** The whole axis, over the width of the strip. */
    _scale() {
      const { span, axis } = { span: this.timeMap.span, axis: this.axis };
      return new tm.TimeScale(span.start, span.end, { foldAt: span.foldAt, foldShare: axis.scale.foldShare, width: this.strip.clientWidth });
    }

    /** @param {PointerEvent} event */
    _press(event) {
      event.preventDefault();
      this.frame.focus({ preventScroll: true });
      const scale = this._scale();
      const left = this.strip.getBoundingClientRect().left;
      const { from, to } = this.axis.scale;
      const at = (/** @type {PointerEvent} */ moved) => scale.ms(moved.clientX - left);
      const start = at(event);
      const grip = start >= from && start <= to ? start - from : (to - from) / 2;
      const move = (/** @type {PointerEvent} */ moved) => this.axis.moveView(at(moved) - grip - this.axis.scale.from);
      const held = new AbortController();
      const { signal } = held;
      this.strip.setPointerCapture(event.pointerId);
      move(event);
      this.strip.addEventListener("pointermove", move, { signal });
      for (const name of ["pointerup", "pointercancel"]) this.strip.addEventListener(name, () => held.abort(), { signal });
    }

    /**
     * Show where we are; `recount` when the events that count have changed.
     * @param {boolean} recount
     */
    draw(recount) {
      const { axis, timeMap } = this;
      this.node.hidden = axis.scale.isWhole;
      if (this.node.hidden) return;
      const { words, span } = timeMap;
      const scale = this._scale();
      if (recount || this.width !== scale.width) this._paint(scale);
      const [x0, x1] = [scale.x(axis.scale.from), scale.x(axis.scale.to)];
      this.frame.style.transform = `translateX(${Math.min(x0, scale.width - 6)}px)`;
      this.frame.style.width = `${Math.max(6, x1 - x0)}px`;
      this.whole.textContent = words.text("map.axis.zoom_whole");
      this.frame.setAttribute("aria-label", words.text("map.axis.view"));
      this.frame.setAttribute("aria-valuemin", span.start);
      this.frame.setAttribute("aria-valuemax", span.end);
      this.frame.setAttribute("aria-valuenow", Math.round(axis.scale.from));
      this.frame.setAttribute("aria-valuetext", words.text("map.axis.view_says", { from: timeMap.says(axis.scale.from, "short"), to: timeMap.says(axis.scale.to, "short") }));
    }

    /** @param {tm.TimeScale} scale */
    _paint(scale) {
      this.width = scale.width;
      const { events, palette } = this.timeMap;
      const ratio = Math.max(1, window.devicePixelRatio || 1);
      const height = this.strip.clientHeight;
      Object.assign(this.canvas, { width: Math.round(scale.width * ratio), height: Math.round(height * ratio) });
      if (!events) return;
      const context = this.canvas.getContext("2d");
      context.scale(ratio, ratio);
      const width = (scale.end - scale.start) / BIN_COUNT;
      const bins = tm.bin(events, Array.from({ length: BIN_COUNT + 1 }, (_, bin) => scale.start + bin * width));
      const totals = Array.from({ length: BIN_COUNT }, (_, bin) => tm.binTotal(bins, bin));
      const top = Math.max(1, ...totals);
      context.fillStyle = palette.map.axis;
      totals.forEach((total, bin) => {
        const [x0, x1] = [scale.x(scale.start + bin * width), scale.x(scale.start + (bin + 1) * width)];
        const tall = (total / top) * (height - 4);
        context.fillRect(x0, height - 1 - tall, Math.max(0.8, x1 - x0 - 0.5), tall);
      });
    }
  };
})(L.timemap);
