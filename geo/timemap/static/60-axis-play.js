/** Time that runs by itself. */
(function (tm) {
  "use strict";
  const LONGEST_FRAME_S = 0.1;

  /**
   * Plays one axis: `speed` in hours per second; `loops` from the end to the beginning; `stops` at key moments.
   *
   * In a background tab it rests, and goes on from where it was. Readers who want no motion get one step per second.
   */
  tm.AxisPlay = class {
    /**
     * @param {tm.TimeAxis} axis
     * @param {{speed: number, loops: boolean, stops: boolean}} how
     */
    constructor(axis, { speed, loops, stops }) {
      this.axis = axis;
      this.timeMap = axis.timeMap;
      this.speed = speed;
      this.loops = loops;
      this.stops = stops;
      this.frame = 0;
      this.timer = 0;
      this.last = 0;
      const { signal } = this.timeMap.gone;
      document.addEventListener("visibilitychange", () => this._heedTab(), { signal });
      signal.addEventListener("abort", () => this._rest());
    }

    /** From where to where it plays: all of the axis, or again and again the part that is shown. */
    get range() {
      const { span } = this.timeMap;
      const { scale } = this.axis;
      return this.loops && !scale.isWhole ? { start: scale.from, end: scale.to } : { start: span.start, end: span.end };
    }

    toggle() {
      if (this.timeMap.playing) this.pause();
      else this.start();
    }

    /** Play from the moment; from the beginning where the reader has not moved yet, or the end is reached. */
    start() {
      const { timeMap, axis, range } = this;
      if (timeMap.current.mode === "all") axis.setMode("upto");
      const { t1 } = timeMap.current;
      if (axis.untouched || t1 >= range.end - axis.shortest || t1 < range.start) timeMap.moveTo(axis.untouched ? axis.scale.from : range.start);
      axis.untouched = false;
      timeMap.playing = true;
      timeMap.emit("play");
      timeMap.invalidate("time");
      this._run();
    }

    /** Stop without a word. */
    halt() {
      this._rest();
      this.timeMap.playing = false;
      this.timeMap.invalidate("time");
    }

    /** @param {string} [said] */
    pause(said = "") {
      const { timeMap } = this;
      this.halt();
      timeMap.set({});
      timeMap.bridge.send();
      this.axis.say(said);
    }

    _heedTab() {
      this._rest();
      if (this.timeMap.playing && !document.hidden) this._run();
    }

    _rest() {
      cancelAnimationFrame(this.frame);
      clearTimeout(this.timer);
    }

    _run() {
      this._rest();
      if (document.hidden) return;
      this.last = 0;
      if (tm.prefersStill()) this._waitStep();
      else this.frame = requestAnimationFrame((now) => this._tick(now));
    }

    /** @param {number} now */
    _tick(now) {
      const seconds = this.last ? Math.min(LONGEST_FRAME_S, (now - this.last) / 1000) : 0;
      this.last = now;
      if (this._advance(seconds)) this.frame = requestAnimationFrame((next) => this._tick(next));
    }

    _waitStep() {
      this.timer = setTimeout(() => this._advance(1) && this._waitStep(), 1000);
    }

    /**
     * Let so many seconds pass; false when play has come to a halt.
     * @param {number} seconds
     */
    _advance(seconds) {
      const { timeMap, range } = this;
      if (!timeMap.playing) return false;
      const from = timeMap.current.t1;
      const to = Math.min(range.end, this.axis.scale.onward(from, seconds * this.speed * tm.HOUR));
      const stop = this.stops && this.axis.options.moments.find(({ at }) => at[0] > from && at[0] <= to);
      if (stop) {
        timeMap.moveTo(stop.at[0]);
        this.pause(timeMap.words.pick(stop.title));
        return false;
      }
      const isOver = to >= range.end;
      timeMap.moveTo(isOver && this.loops ? range.start : to);
      if (isOver && !this.loops) this.pause();
      return timeMap.playing;
    }
  };
})(L.timemap);
