/** The time axis: histogram, handle or window, key moments, play. */
(function (tm) {
  "use strict";
  const SPEEDS_H_PER_S = [1, 3, 6, 12, 24, 72, 168];
  const STEPS_H = [1, 6, 24];
  const BIN_MS = 6 * 3600000;
  const MOMENTS_PX = 44;
  const ROW_PX = 14;
  const TICKS_PX = 20;

  /**
   * Options: `start`, `end`, `fold_at` (ms; what lies after is folded into the axis' end), `offset_min` and `zone` (name of the zone that the axis is
   * labelled in), `opening` (state to begin with), `moments` (`[{at, title: {en, de}}]`), `speed` (hours per second), `home` (bounds), `fold_share`.
   */
  tm.elements.TimeAxis = class {
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      this.options = { speed: 6, moments: [], fold_share: 0, ...options };
      this.speed = this.options.speed;
      this.step = 6;
      this.untouched = true;
      timeMap.axis = this;
      timeMap.offsetMin = options.offset_min;
      timeMap.span = { start: options.start, end: options.end, foldAt: options.fold_at ?? options.end };
      this.scale = new tm.TimeScale(options.start, options.end, { foldAt: timeMap.span.foldAt, foldShare: this.options.fold_share });
      timeMap.begin({ ...options.opening });
      this._build();
      document.addEventListener("visibilitychange", () => (this.last = 0), { signal: timeMap.gone.signal });
    }

    // Building ---------------------------------------------------------------------------------------------------------

    _build() {
      const button = (name, onclick, ...content) => tm.h(`button.tm-button.tm-${name}`, { type: "button", onclick }, ...content);
      this.play = button("play", () => this.toggle(), tm.h("span.tm-play-icon"));
      this.invite = tm.h("span.tm-invite");
      this.back = button("back", () => this.nudge(-1), "‹");
      this.forward = button("forward", () => this.nudge(1), "›");
      this.modes = ["upto", "window", "all"].map((mode) => button("mode", () => this.setMode(mode)));
      this.speedChoice = tm.h("select.tm-select", { onchange: () => (this.speed = Number(this.speedChoice.value)) });
      this.stepChoice = tm.h("select.tm-select", { onchange: () => (this.step = Number(this.stepChoice.value)) });
      this.canvas = tm.h("canvas.tm-histogram", { "aria-hidden": "true" });
      this.handle = this._slider("tm-handle", "t1");
      this.from = this._slider("tm-handle.tm-from", "t0");
      this.track = tm.h("div.tm-track", {}, this.canvas, this.from, this.handle);
      this.track.addEventListener("pointerdown", (event) => this._grab(event));
      this.clock = tm.h("div.tm-clock");
      this.node = tm.h(
        "div.tm-axis-inner",
        { role: "group" },
        tm.h("div.tm-playbox", {}, this.play, this.invite),
        this.track,
        tm.h("div.tm-tools", {}, tm.h("div.tm-modes", { role: "group" }, this.modes), tm.h("div.tm-steps", {}, this.back, this.stepChoice, this.forward, this.speedChoice)),
      );
      this.live = tm.h("div.tm-spoken", { "aria-live": "polite" });
      this.timeMap.shell.slot("axis").append(this.node, this.live);
      this.timeMap.shell.node.addEventListener("keydown", (event) => this._key(event));
    }

    _slider(spec, which) {
      return tm.h(`div.${spec}`, { role: "slider", tabindex: "0", "data-which": which }, tm.h("span.tm-knob"));
    }

    _speak() {
      const { words, current } = this.timeMap;
      const say = (key, values) => words.text(`map.axis.${key}`, values);
      this.node.setAttribute("aria-label", say("label"));
      [this.back, this.forward].forEach((button, k) => button.setAttribute("aria-label", say(k ? "forward" : "back")));
      this.modes.forEach((button, k) => (button.textContent = say(["upto", "window", "all"][k])));
      const fill = (select, values, key, chosen, label) => {
        tm.fill(select, values.map((value) => tm.h("option", { value, selected: value === chosen }, say(key, { time: this._span(value) }))));
        select.setAttribute("aria-label", say(label));
        select.title = say(label);
      };
      fill(this.speedChoice, [...new Set([...SPEEDS_H_PER_S, this.speed])].sort((a, b) => a - b), "speed", this.speed, "speed_label");
      fill(this.stepChoice, STEPS_H, "step", this.step, "step_label");
      this.invite.textContent = say("invite");
      this.handle.setAttribute("aria-label", say("moment"));
      this.from.setAttribute("aria-label", say("from"));
      return current;
    }

    /** "6 hours", "1 day", "1 week". */
    _span(hours) {
      const unit = hours % 168 === 0 ? "weeks" : hours % 24 === 0 ? "days" : "hours";
      return this.timeMap.words.text(`map.unit.${unit}`, { n: hours / { weeks: 168, days: 24, hours: 1 }[unit] });
    }

    // Moving -----------------------------------------------------------------------------------------------------------

    setMode(mode) {
      const { current } = this.timeMap;
      if (mode === "all" && this.timeMap.playing) this.pause();
      const length = Math.max(tm.DAY, Math.min(current.t1 - current.t0, 7 * tm.DAY));
      this.timeMap.set(mode === "window" ? { mode, t0: current.t1 - length } : { mode });
    }

    nudge(direction, hours = this.step) {
      this.untouched = false;
      if (this.timeMap.current.mode === "all") this.setMode("upto");
      this.timeMap.moveTo(this.timeMap.current.t1 + direction * hours * tm.HOUR);
      this._tell();
    }

    /** Have the moment read out once the reader has stopped moving it. */
    _tell() {
      clearTimeout(this.telling);
      this.telling = setTimeout(() => (this.live.textContent = this.spoken(this.timeMap.current.t1)), 400);
    }

    toggle() {
      if (this.timeMap.playing) this.pause();
      else this.start();
    }

    /** Play from the moment; from the beginning where the reader has not moved yet, or the end is reached. */
    start() {
      const { current, span } = this.timeMap;
      const isOver = current.t1 >= span.foldAt - tm.HOUR;
      if (current.mode === "all") this.setMode("upto");
      if (this.untouched || isOver) this.timeMap.moveTo(span.start);
      this.untouched = false;
      this.timeMap.playing = true;
      this.last = 0;
      this.timeMap.emit("play");
      this.timeMap.invalidate("time");
      requestAnimationFrame((now) => this._tick(now));
    }

    pause() {
      this.timeMap.playing = false;
      this.timeMap.set({});
      this.timeMap.bridge.send();
      this.timeMap.invalidate("time");
      this.live.textContent = this.spoken(this.timeMap.current.t1);
    }

    _tick(now) {
      if (!this.timeMap.playing) return;
      const { current, span } = this.timeMap;
      const seconds = this.last ? Math.min(0.1, (now - this.last) / 1000) : 0;
      this.last = now;
      this.timeMap.moveTo(Math.min(span.foldAt, current.t1 + seconds * this.speed * tm.HOUR));
      if (this.timeMap.current.t1 >= span.foldAt) this.pause();
      else requestAnimationFrame((next) => this._tick(next));
    }

    _grab(event) {
      if (event.button) return;
      this.untouched = false;
      event.preventDefault();
      if (this.timeMap.playing) this.pause();
      const { current } = this.timeMap;
      const rect = this.canvas.getBoundingClientRect();
      const at = (moved) => this.scale.clamp(this.scale.ms(moved.clientX - rect.left));
      const x0 = this.scale.x(current.t0);
      const x1 = this.scale.x(current.t1);
      const x = event.clientX - rect.left;
      const onFrom = current.mode === "window" && Math.abs(x - x0) < 12 && Math.abs(x - x0) < Math.abs(x - x1);
      const inBody = current.mode === "window" && !onFrom && x > x0 + 10 && x < x1 - 10;
      const grip = at(event) - current.t1;
      const move = (moved) => {
        if (onFrom) this.timeMap.set({ t0: Math.min(at(moved), this.timeMap.current.t1 - tm.HOUR) });
        else if (inBody) this.timeMap.moveTo(at(moved) - grip);
        else if (current.mode === "window") this.timeMap.set({ t1: Math.max(at(moved), this.timeMap.current.t0 + tm.HOUR) });
        else this.timeMap.moveTo(at(moved));
      };
      if (current.mode === "all") this.setMode("upto");
      if (!inBody) move(event);
      (onFrom ? this.from : this.handle).focus({ preventScroll: true });
      this.track.setPointerCapture(event.pointerId);
      this.track.classList.add("is-held");
      const held = new AbortController();
      const drop = () => {
        held.abort();
        this.track.classList.remove("is-held");
        this.timeMap.bridge.send();
      };
      this.track.addEventListener("pointermove", move, { signal: held.signal });
      this.track.addEventListener("pointerup", drop, { signal: held.signal });
      this.track.addEventListener("pointercancel", drop, { signal: held.signal });
    }

    _key(event) {
      if (tm.isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const isButton = /^(button|a)$/i.test(event.target.tagName);
      const inMap = event.target === this.timeMap.map.getContainer();
      if (event.key === " " && !isButton) event.repeat || this.toggle();
      else if (inMap) return;
      else if (event.target === this.from) {
        if (!this._keyFrom(event)) return;
      }
      else if (!this._keyTime(event)) return;
      event.preventDefault();
    }

    _keyTime({ key, shiftKey, target }) {
      const onSlider = target.getAttribute("role") === "slider";
      const { span } = this.timeMap;
      const hours = shiftKey ? 1 : this.step;
      const moves = {
        ArrowRight: () => this.nudge(1, hours),
        ArrowLeft: () => this.nudge(-1, hours),
        ArrowUp: () => onSlider && this.nudge(1, hours),
        ArrowDown: () => onSlider && this.nudge(-1, hours),
        PageUp: () => onSlider && this.nudge(1, 24),
        PageDown: () => onSlider && this.nudge(-1, 24),
        Home: () => onSlider && this.timeMap.moveTo(span.start),
        End: () => onSlider && this.timeMap.moveTo(span.end),
      };
      if (!moves[key] || moves[key]() === false) return false;
      this.untouched = false;
      return true;
    }

    /** The window's begin: the same keys, up to an hour before its end. */
    _keyFrom({ key, shiftKey }) {
      const { current, span } = this.timeMap;
      const hours = shiftKey ? 1 : this.step;
      const by = { ArrowRight: hours, ArrowUp: hours, ArrowLeft: -hours, ArrowDown: -hours, PageUp: 24, PageDown: -24, Home: -Infinity, End: Infinity }[key];
      if (!by) return false;
      this.timeMap.set({ t0: Math.max(span.start, Math.min(current.t0 + by * tm.HOUR, current.t1 - tm.HOUR)) });
      return true;
    }

    // Drawing ----------------------------------------------------------------------------------------------------------

    draw(touches) {
      if (!touches("all", "time", "filter", "data", "words", "theme", "size", "layers")) return;
      if (touches("all", "words")) this._speak();
      if (touches("all", "size", "theme", "words")) this._measure();
      if (touches("all", "filter", "data", "size", "theme", "words") || !this.bars) this._paintBars();
      this._paintNow();
    }

    _measure() {
      this.width = this.canvas.clientWidth || 600;
      this.height = this.canvas.clientHeight || 100;
      this.ratio = Math.max(1, window.devicePixelRatio || 1);
      this.canvas.width = Math.round(this.width * this.ratio);
      this.canvas.height = Math.round(this.height * this.ratio);
      this.scale.width = this.width;
    }

    /** Bars do not change with the moment: they are drawn once, strong and pale, and cut together at the handle. */
    _paintBars() {
      this.bars = ["strong", "pale"].map((look) => {
        const canvas = tm.h("canvas", { width: this.canvas.width, height: this.canvas.height });
        const context = canvas.getContext("2d");
        context.scale(this.ratio, this.ratio);
        this._paintHistogram(context, look === "strong" ? 1 : 0.3);
        return canvas;
      });
      const still = tm.h("canvas", { width: this.canvas.width, height: this.canvas.height });
      const context = still.getContext("2d");
      context.scale(this.ratio, this.ratio);
      this._paintTicks(context);
      this._paintMoments(context);
      this.still = still;
    }

    get _floor() {
      return this.height - TICKS_PX;
    }

    _paintHistogram(context, alpha) {
      const { events, palette } = this.timeMap;
      if (!events) return;
      const { start, end } = this.timeMap.span;
      const count = Math.ceil((end - start) / BIN_MS);
      const keep = (i) => events.kept[i] && events.family[i] >= 0;
      const bins = tm.bin(events, { start, width: BIN_MS, count, groups: events.families.length, group: (i) => events.family[i], keep });
      const total = (bin) => events.families.reduce((sum, _, g) => sum + bins.sharp[g][bin] + bins.soft[g][bin], 0);
      this.binned = { counts: Array.from({ length: count }, (_, bin) => total(bin)) };
      const top = Math.max(4, ...this.binned.counts);
      const unit = (this._floor - MOMENTS_PX) / top;
      for (let bin = 0; bin < count; bin++) {
        const x0 = this.scale.x(start + bin * BIN_MS);
        const x1 = this.scale.x(start + (bin + 1) * BIN_MS);
        if (x1 - x0 < 0.05) continue;
        let y = this._floor;
        for (const [share, strength] of [["sharp", 1], ["soft", 0.5]]) {
          events.families.forEach((family, g) => {
            const height = bins[share][g][bin] * unit;
            if (!height) return;
            context.globalAlpha = alpha * strength;
            context.fillStyle = palette.families[family.id] || palette.families.other;
            context.fillRect(x0 + 0.5, y - height, Math.max(0.8, x1 - x0 - 1), height);
            y -= height;
          });
        }
      }
    }

    _paintTicks(context) {
      const { palette, words, offsetMin, span } = this.timeMap;
      context.strokeStyle = context.fillStyle = palette.map.axis;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(0, this._floor + 0.5);
      context.lineTo(this.width, this._floor + 0.5);
      context.font = `450 11px ${tm.FONT}`;
      context.textBaseline = "top";
      context.textAlign = "left";
      const dayPx = this.scale.x(span.start + tm.DAY) - this.scale.x(span.start);
      const every = [1, 2, 5, 10].find((days) => dayPx * days > 24) || 15;
      let n = 0;
      let textEnd = -Infinity;
      for (let day = tm.dayStart(span.start, offsetMin); day < span.foldAt; day += tm.DAY, n++) {
        const x = Math.round(this.scale.x(day)) + 0.5;
        context.moveTo(x, this._floor);
        context.lineTo(x, this._floor + (n % every ? 3 : 6));
        if (n % every || x < -1 || x > this.scale.foldX - 14) continue;
        const dayNumber = new Date(day + offsetMin * 60000).getUTCDate();
        const text = n === 0 ? words.date(day, offsetMin, "dayMonth") : String(dayNumber);
        if (x + 2 < textEnd) continue;
        context.fillText(text, x + 2, this._floor + 7);
        textEnd = x + 2 + context.measureText(text).width + 5;
      }
      context.stroke();
      if (!this.scale.foldShare) return;
      context.setLineDash([2, 3]);
      context.beginPath();
      context.moveTo(this.scale.foldX, MOMENTS_PX);
      context.lineTo(this.scale.foldX, this._floor);
      context.stroke();
      context.setLineDash([]);
      context.fillText(words.text("map.axis.later"), this.scale.foldX + 3, this._floor + 7);
    }

    /** Key moments: a dotted line and a word, on a few rows; what finds no room keeps its line. */
    _paintMoments(context) {
      const { palette, words } = this.timeMap;
      const ends = [-Infinity, -Infinity, -Infinity];
      context.font = `450 11px ${tm.FONT}`;
      context.textAlign = "left";
      context.textBaseline = "middle";
      for (const moment of this.options.moments) {
        const x = Math.round(this.scale.x(moment.at[0])) + 0.5;
        const isOpen = moment.at[1] - moment.at[0] > tm.HOUR;
        const text = words.pick(moment.title);
        const width = context.measureText(text).width;
        const flip = x + width + 6 > this.width;
        const left = flip ? x - width - 4 : x + 4;
        const row = ends.findIndex((end) => left > end + 6);
        context.strokeStyle = palette.map.moment;
        context.setLineDash([1.5, 2.5]);
        context.beginPath();
        context.moveTo(x, row < 0 ? MOMENTS_PX : row * ROW_PX + 2);
        context.lineTo(x, this._floor);
        context.stroke();
        if (isOpen) this._paintBracket(context, moment, row < 0 ? MOMENTS_PX : row * ROW_PX + 2);
        if (row < 0) continue;
        context.fillStyle = palette.map.axis;
        context.fillText(text, left, row * ROW_PX + 8);
        ends[row] = left + width;
      }
      context.setLineDash([]);
    }

    /** A moment known to the day only spans its day. */
    _paintBracket(context, { at }, y) {
      const [x0, x1] = at.map((ms) => this.scale.x(ms));
      context.setLineDash([]);
      context.beginPath();
      context.moveTo(x0, y);
      context.lineTo(x1, y);
      context.stroke();
    }

    _paintNow() {
      const { timeMap, scale } = this;
      const { current, palette } = timeMap;
      const context = this.canvas.getContext("2d");
      const x0 = current.mode === "window" ? scale.x(current.t0) : 0;
      const x1 = current.mode === "all" ? this.width : scale.x(current.t1);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, this.canvas.width, this.canvas.height);
      context.fillStyle = palette.map.span;
      context.fillRect(x0 * this.ratio, MOMENTS_PX * this.ratio, (x1 - x0) * this.ratio, (this._floor - MOMENTS_PX) * this.ratio);
      const copy = (bars, from, to) => {
        const [left, width] = [Math.round(from * this.ratio), Math.round((to - from) * this.ratio)];
        if (width > 0) context.drawImage(bars, left, 0, width, this.canvas.height, left, 0, width, this.canvas.height);
      };
      if (this.bars) {
        copy(this.bars[1], 0, x0);
        copy(this.bars[0], x0, x1);
        copy(this.bars[1], x1, this.width);
        context.drawImage(this.still, 0, 0);
      }
      this._dressHandles(x0, x1);
    }

    _dressHandles(x0, x1) {
      const { current, span, words, playing } = this.timeMap;
      this.handle.style.transform = `translateX(${x1}px)`;
      this.from.style.transform = `translateX(${x0}px)`;
      this.handle.hidden = current.mode === "all";
      this.from.hidden = current.mode !== "window";
      for (const [node, at] of [[this.handle, current.t1], [this.from, current.t0]]) {
        node.setAttribute("aria-valuemin", span.start);
        node.setAttribute("aria-valuemax", node === this.from ? Math.round(current.t1 - tm.HOUR) : span.end);
        node.setAttribute("aria-valuenow", Math.round(at));
        node.setAttribute("aria-valuetext", this.spoken(at));
      }
      this.modes.forEach((button, k) => button.setAttribute("aria-pressed", String(current.mode === ["upto", "window", "all"][k])));
      this.play.classList.toggle("is-playing", playing);
      this.play.setAttribute("aria-label", words.text(playing ? "map.axis.pause" : "map.axis.play"));
      this.play.title = words.text(playing ? "map.axis.pause" : "map.axis.play");
      this.node.classList.toggle("is-inviting", this.untouched && !playing);
    }

    /** The moment in words, for people who listen. */
    spoken(ms) {
      return `${this.timeMap.says(ms, "long")}, ${this.timeMap.says(ms, "time")}`;
    }
  };
})(L.timemap);
