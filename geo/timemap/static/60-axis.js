/** The time axis: the one control of time. */
(function (tm) {
  "use strict";
  /** In hours: seconds and minutes, hours, days, years. Of each list an axis has those that suit its length. */
  const SHORT_H = [1 / 3600, 5 / 3600, 10 / 3600, 30 / 3600, 1 / 60, 5 / 60, 10 / 60, 0.5];
  const YEARS_H = [1, 5, 10, 50, 100, 500, 1000, 5000].map((years) => years * tm.YEAR_H);
  const SPEEDS_H_PER_S = [...SHORT_H, 1, 2, 3, 6, 12, 24, 48, 72, 168, 30 * 24, 90 * 24, ...YEARS_H];
  const STEPS_H = [...SHORT_H, 1, 6, 24, 7 * 24, 30 * 24, ...YEARS_H];
  const FADES_H = [...SHORT_H, 1, 3, 12, 24, 96, 336, 90 * 24, ...YEARS_H];
  /** How many of them the whole axis takes at least and at most. */
  const [SPEED_COUNTS, STEP_COUNTS, FADE_COUNTS] = [[4, 800], [20, 800], [2, 80]];
  /** About how many seconds, steps, windows and times to fade the whole axis takes, unless told otherwise. */
  const [SECONDS, STEPS, WINDOWS, FADES] = [120, 124, 31, 7.75];
  /** A pin on a longer axis names a day rather than an hour. */
  const LONG_AXIS_MS = 500 * tm.DAY;
  /** @type {tm.State["mode"][]} */
  const MODES = ["upto", "window", "all"];
  /** The larger first, in hours. @type {[string, number][]} */
  const UNITS_H = [["years", tm.YEAR_H], ["weeks", 168], ["days", 24], ["hours", 1], ["minutes", 1 / 60], ["seconds", 1 / 3600]];
  /**
   * Shapes of the buttons' signs, in a square of 16.
   * @type {{[name: string]: string}}
   */
  const SIGNS = {
    pin: "M8 2v12M8 2.6h5.2l-1.6 2.2 1.6 2.2H8",
    settings: "M2 5h5M11 5h3M2 11h2M8 11h6M9 3v4M6 9v4",
    in: "M8 3v10M3 8h10",
    out: "M3 8h10",
    remove: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  };

  /**
   * The value whose ratio to `wanted` is the smallest.
   * @param {number[]} values
   * @param {number} wanted
   */
  const nearest = (values, wanted) => values.reduce((best, value) => (Math.abs(Math.log(value / wanted)) < Math.abs(Math.log(best / wanted)) ? value : best));

  /**
   * The values of which an axis of so many hours takes no fewer and no more than some.
   * @param {number[]} values  hours
   * @param {number} hours
   * @param {number[]} counts
   */
  const suited = (values, hours, [least, most]) => values.filter((value) => hours / value >= least && hours / value <= most);

  /**
   * Options: `start`, `end`, `fold_at` (ms; what lies after is folded into the axis' end), `fold_share` (of the width), `zone` (IANA name, or minutes ahead
   * of UTC: whose wall time the axis shows), `opening` (state to begin with), `moments` (`[{at, title: {en, de}}]`), `speed` (hours per second; by default the whole takes about two minutes), `loop`, `pause_at_moments`.
   */
  tm.elements.TimeAxis = class {
    /**
     * @param {tm.TimeMap} timeMap
     * @param {Partial<tm.AxisOptions> & {start: number, end: number}} options
     */
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      /** @type {tm.AxisOptions} */
      this.options = { moments: [], fold_share: 0, zone: 0, ...options };
      const length = options.end - options.start;
      const hours = length / tm.HOUR;
      this.isLong = length > LONG_AXIS_MS;
      this.speeds = suited(SPEEDS_H_PER_S, hours, SPEED_COUNTS);
      this.steps = suited(STEPS_H, hours, STEP_COUNTS);
      this.fades = suited(FADES_H, hours, FADE_COUNTS);
      this.step = nearest(STEPS_H, hours / STEPS);
      /** The shortest window, ms. */
      this.shortest = Math.min(tm.HOUR, length / 60);
      this.windowMs = Math.max(this.shortest, Math.min(tm.DAY, length / 4), Math.round(length / WINDOWS / tm.DAY) * tm.DAY);
      this.untouched = true;
      this.isLocal = false;
      this.rescaled = false;
      /** @type {HTMLElement[]} */
      this.modes = [];
      /** @type {number | null} What was drawn last: the moment and the pin. */
      this.seen = null;
      /** @type {number | null} */
      this.pinned = null;
      timeMap.axis = this;
      timeMap.zone = tm.zoneOf(this.options.zone);
      timeMap.span = { start: options.start, end: options.end, foldAt: options.fold_at ?? options.end };
      this.scale = new tm.TimeScale(options.start, options.end, { foldAt: timeMap.span.foldAt, foldShare: this.options.fold_share });
      timeMap.begin({ fade: nearest(FADES_H, hours / FADES), ...options.opening });
      this._rememberWindow();
      this.player = new tm.AxisPlay(this, { speed: options.speed ?? nearest(SPEEDS_H_PER_S, hours / SECONDS), loops: Boolean(options.loop), stops: Boolean(options.pause_at_moments) });
      this._build();
      this.picture = new tm.AxisPicture(this, this.canvas);
      this.hands = new tm.AxisHands(this);
      timeMap.keeper.recall();
    }

    // Building ---------------------------------------------------------------------------------------------------------

    _build() {
      /** @type {(name: string, onclick: () => void, ...content: any[]) => any} */
      const button = (name, onclick, ...content) => tm.h(`button.tm-button.tm-${name}`, { type: "button", onclick }, ...content);
      this.play = button("play", () => this.toggle(), tm.h("span.tm-play-icon"));
      this.invite = tm.h("span.tm-invite");
      this.back = button("back", () => this.nudge(-1), "‹");
      this.forward = button("forward", () => this.nudge(1), "›");
      this.modes = MODES.map((mode) => button("mode", () => this.setMode(mode)));
      this.speedChoice = tm.h("select.tm-select.tm-speed", { onchange: () => (this.player.speed = Number(this.speedChoice.value)) });
      this.compare = this.iconButton("pin", () => this.togglePin());
      this.zoomBox = tm.h("div.tm-zooms", { role: "group" });
      /** @type {tm.AxisOverview} */
      this.overview = new tm.AxisOverview(this);
      /** @type {tm.AxisSettings} */
      this.settings = new tm.AxisSettings(this);
      this._buildTrack();
      const steps = tm.h("div.tm-steps", {}, this.back, this.forward, this.speedChoice, this.compare, this.zoomBox, this.settings.button);
      /** @type {HTMLElement} */
      this.node = tm.h(
        "div.tm-axis-inner",
        { role: "group" },
        tm.h("div.tm-playbox", {}, this.play, this.invite),
        this.track,
        tm.h("div.tm-tools", {}, tm.h("div.tm-modes", { role: "group" }, this.modes), this.overview.node, steps),
        this.settings.panel,
      );
      this.live = tm.h("div.tm-spoken", { "aria-live": "polite" });
      this.timeMap.shell.slot("axis").append(this.node, this.live);
    }

    _buildTrack() {
      /** @type {(spec: string, which: string, ...content: any[]) => any} */
      const slider = (spec, which, ...content) => tm.h(`div.${spec}`, { role: "slider", tabindex: "0", "data-which": which }, ...content);
      this.canvas = tm.h("canvas.tm-histogram", { "aria-hidden": "true" });
      this.handle = slider("tm-handle", "t1", tm.h("span.tm-knob"));
      this.from = slider("tm-handle.tm-from", "t0", tm.h("span.tm-knob"));
      this.pinWords = tm.h("span.tm-pin-words");
      this.unpin = this.iconButton("remove", () => this.togglePin());
      this.pin = slider("tm-pinned", "pin", this.pinWords);
      this.tag = tm.h("div.tm-tag", {}, this.pin, this.unpin);
      this.flag = tm.h("div.tm-flag", {}, this.tag);
      /** @type {tm.AxisReadout} */
      this.readout = new tm.AxisReadout(this);
      this.track = tm.h("div.tm-track", {}, this.canvas, this.from, this.handle, this.flag, this.readout.node);
    }

    /**
     * A small button with a sign instead of a word.
     * @param {string} name
     * @param {() => void} onclick
     */
    iconButton(name, onclick) {
      return tm.h(`button.tm-button.tm-icon.tm-icon-${name}`, { type: "button", onclick }, tm.sign(SIGNS[name]));
    }

    /** Buttons that magnify and shrink the axis; on a phone they are in the settings. */
    zoomButtons() {
      return ["out", "in"].map((name) => {
        const button = this.iconButton(name, () => this.zoom(name === "in" ? 2 : 0.5));
        this._named(button, `zoom_${name}`);
        return button;
      });
    }

    /**
     * @param {HTMLElement} node
     * @param {string} key
     */
    _named(node, key) {
      const text = this.timeMap.words.text(`map.axis.${key}`);
      node.setAttribute("aria-label", text);
      node.title = text;
    }

    get isPhone() {
      return this.timeMap.shell.size === "phone";
    }

    /** How near a hand must come to hold on to something, px. */
    get reach() {
      return window.matchMedia("(pointer: coarse)").matches ? 22 : 12;
    }

    // Words ------------------------------------------------------------------------------------------------------------

    _speak() {
      const { words, span } = this.timeMap;
      /** @type {(key: string, values?: {[name: string]: string | number}) => string} */
      const say = (key, values) => words.text(`map.axis.${key}`, values);
      this.node.setAttribute("aria-label", say("label"));
      this.modes.forEach((button, k) => (button.textContent = say(MODES[k])));
      const speeds = [...new Set([...this.speeds, this.player.speed])].sort((a, b) => a - b);
      tm.fill(this.speedChoice, speeds.map((hours) => tm.h("option", { value: hours, selected: hours === this.player.speed }, say("speed", { time: this.spanWords(hours) }))));
      this.invite.textContent = say("invite", { day: this.timeMap.says(span.start, "calendarShort") });
      for (const [node, key] of [[this.back, "back"], [this.forward, "forward"], [this.unpin, "unpin"], [this.speedChoice, "speed_label"]]) this._named(node, key);
      for (const [node, key] of [[this.handle, "moment"], [this.from, "from"], [this.pin, "pin"], [this.zoomBox, "zoom"]]) node.setAttribute("aria-label", say(key));
    }

    /**
     * "10 seconds", "6 hours", "1 day", "2 weeks", "5 years".
     * @param {number} hours
     */
    spanWords(hours) {
      const [unit, length] = UNITS_H.find(([, one]) => hours >= one && Math.abs(hours / one - Math.round(hours / one)) < 1e-6) || ["hours", 1];
      return this.timeMap.words.text(`map.unit.${unit}`, { n: Math.round((hours / length) * 100) / 100 });
    }

    /**
     * The moment in words, for people who listen.
     * @param {number} ms
     */
    spoken(ms) {
      return `${this.timeMap.says(ms, "long")}, ${this.timeMap.says(ms, "time")}`;
    }

    /**
     * Have the moment read out, after a word about it.
     * @param {string} [word]
     */
    say(word = "") {
      this.live.textContent = [word, this.spoken(this.timeMap.current.t1)].filter(Boolean).join(": ");
    }

    /** Have the moment read out once the reader has stopped moving it. */
    tell() {
      clearTimeout(this.telling);
      this.telling = setTimeout(() => this.say(), 400);
    }

    // Moving -----------------------------------------------------------------------------------------------------------

    /**
     * Change what counts as in view; the moment stays.
     * @param {tm.State["mode"]} mode
     */
    setMode(mode) {
      const { t1 } = this.timeMap.current;
      if (mode === "all" && this.timeMap.playing) this.pause();
      this.timeMap.set(mode === "window" ? { mode, t0: t1 - this.windowMs } : { mode });
    }

    /** The window keeps its length while other modes are on. */
    _rememberWindow() {
      const { mode, t0, t1 } = this.timeMap.current;
      if (mode === "window" && t1 - t0 >= this.shortest) this.windowMs = t1 - t0;
    }

    /**
     * Move the begin of the window, up to the shortest one before its end.
     * @param {number} t0
     */
    setBegin(t0) {
      const { current, span } = this.timeMap;
      this.timeMap.set({ t0: Math.max(span.start, Math.min(t0, current.t1 - this.shortest)) });
    }

    /**
     * Move the end of the window, down to the shortest one after its begin.
     * @param {number} t1
     */
    setEnd(t1) {
      const { current, span } = this.timeMap;
      this.timeMap.set({ t1: Math.min(span.end, Math.max(t1, current.t0 + this.shortest)) });
    }

    /**
     * @param {number} direction
     * @param {number} [hours]
     */
    nudge(direction, hours = this.step) {
      this.untouched = false;
      if (this.timeMap.current.mode === "all") this.setMode("upto");
      this.timeMap.moveTo(this.timeMap.zone.plus(this.timeMap.current.t1, direction * hours));
      this.tell();
    }

    toggle() {
      this.player.toggle();
    }

    pause() {
      this.player.pause();
    }

    /** Pin the moment to compare with it, or take the pin away. */
    togglePin() {
      const { pin, t1 } = this.timeMap.current;
      const hadFocus = this.flag.contains(document.activeElement);
      this.timeMap.set({ pin: pin === null ? Math.round(t1) : null });
      if (hadFocus) this.handle.focus({ preventScroll: true });
    }

    // Zoom -------------------------------------------------------------------------------------------------------------

    /**
     * Magnify around the moment, or the middle where it is out of sight.
     * @param {number} factor
     */
    zoom(factor) {
      const { scale } = this;
      const { t1, mode } = this.timeMap.current;
      const isSeen = mode !== "all" && t1 >= scale.from && t1 <= scale.to;
      scale.zoom(factor, isSeen ? t1 : scale.ms(scale.width / 2));
      this.rescale();
    }

    /**
     * Spread the local day that holds `ms` over the axis.
     * @param {number} ms
     */
    showDay(ms) {
      const { zone } = this.timeMap;
      const day = zone.dayStart(ms);
      this.scale.show(day, zone.plus(day, 24));
      this.rescale();
    }

    showWhole() {
      const hadFocus = this.overview.node.contains(document.activeElement);
      this.scale.show(this.scale.start, this.scale.end);
      this.rescale();
      if (hadFocus) this.handle.focus({ preventScroll: true });
    }

    /**
     * Move the part shown by so many ms.
     * @param {number} ms
     */
    moveView(ms) {
      const { scale } = this;
      const by = Math.max(scale.start - scale.from, Math.min(ms, scale.end - scale.to));
      scale.show(scale.from + by, scale.to + by);
      this.rescale();
    }

    /** Another part of the axis is shown: count and paint anew. */
    rescale() {
      this.readout.show(null);
      this.rescaled = true;
      this.timeMap.invalidate("axis");
    }

    /**
     * Count only events within the map's view, or all again.
     * @param {boolean} isLocal
     */
    countLocally(isLocal) {
      this.isLocal = isLocal;
      this.rescale();
    }

    // Drawing ----------------------------------------------------------------------------------------------------------

    /** @param {tm.Touches} touches */
    draw(touches) {
      if (!touches("all", "time", "filter", "data", "words", "theme", "size", "layers", "axis", "event", "view")) return;
      const { current } = this.timeMap;
      if (touches("all", "words")) this._speak();
      if (touches("all", "size", "words") && this.isPhone === this.zoomBox.childElementCount > 0) tm.fill(this.zoomBox, this.isPhone ? [] : this.zoomButtons());
      if (touches("all", "size", "theme", "words")) this.picture.measure();
      if (touches("all", "time")) this._rememberWindow();
      if (current.mode !== "all" && current.t1 !== this.seen && this.scale.reveal(current.t1)) this.rescaled = true;
      this.seen = current.t1;
      const recount = this.rescaled || touches("all", "filter", "data", "size") || (this.isLocal && touches("view"));
      if (recount) this.picture.count();
      if (recount || touches("theme", "words")) this.picture.paintBars();
      this._dressPin();
      if (recount || touches("theme", "words") || current.pin !== this.pinned) this.picture.paintMarks(this._tagBox());
      this.pinned = current.pin;
      this.rescaled = false;
      this._dress();
      this.overview.draw(touches("all", "filter", "data", "theme", "size"));
      this.settings.draw(touches);
    }

    /** Put everything that moves where it belongs. */
    _dress() {
      const { current, span, words, playing } = this.timeMap;
      const [x0, x1] = this.picture.showChosen();
      this._place(this.handle, current.t1, x1, [span.start, span.end]);
      this._place(this.from, current.t0, x0, [span.start, Math.round(current.t1 - this.shortest)]);
      this.handle.hidden = current.mode === "all";
      this.from.hidden = current.mode !== "window";
      this.modes.forEach((button, k) => button.setAttribute("aria-pressed", String(current.mode === MODES[k])));
      this.play.classList.toggle("is-playing", playing);
      const text = words.text(playing ? "map.axis.pause" : "map.axis.play");
      this.play.setAttribute("aria-label", text);
      this.play.title = text;
      this.node.classList.toggle("is-inviting", this.untouched && !playing);
    }

    /**
     * Put a slider in its place; at the edge, and paler, where its time is out of sight.
     * @param {HTMLElement} node
     * @param {number} at
     * @param {number} x
     * @param {[number, number]} range
     */
    _place(node, at, x, [low, high]) {
      node.style.transform = `translateX(${x}px)`;
      node.classList.toggle("is-away", at < this.scale.from || at > this.scale.to);
      node.setAttribute("aria-valuemin", String(low));
      node.setAttribute("aria-valuemax", String(high));
      node.setAttribute("aria-valuenow", String(Math.round(at)));
      node.setAttribute("aria-valuetext", this.spoken(at));
    }

    /**
     * Pixel of an instant, at the edge where it is out of sight.
     * @param {number} ms
     */
    _within(ms) {
      return Math.min(this.scale.width, Math.max(0, this.scale.x(ms)));
    }

    /**
     * From where to where the pin's words lie, px; null without a pin.
     * @returns {tm.Interval | null}
     */
    _tagBox() {
      if (this.timeMap.current.pin === null) return null;
      const left = this.tag.getBoundingClientRect().left - this.canvas.getBoundingClientRect().left;
      return [left, left + this.tag.offsetWidth];
    }

    _dressPin() {
      const { span, words } = this.timeMap;
      const { pin } = this.timeMap.current;
      const isPinned = pin !== null;
      this.flag.hidden = !isPinned;
      this.compare.setAttribute("aria-pressed", String(isPinned));
      const text = words.text(isPinned ? "map.axis.unpin" : "map.axis.compare");
      this.compare.setAttribute("aria-label", text);
      this.compare.title = text;
      if (!isPinned) return;
      const x = this._within(pin);
      this._place(this.pin, pin, 0, [span.start, span.end]);
      this.flag.style.transform = `translateX(${x}px)`;
      this.flag.classList.toggle("is-flipped", x > this.scale.width - 140);
      this.pinWords.textContent = this.timeMap.says(pin, this.isLong ? "calendar" : "short");
    }
  };
})(L.timemap);
