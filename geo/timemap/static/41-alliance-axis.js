/** The alliance's own small axis in years: entered, it takes over the tints of member states; left, it gives them back. */
(function (tm) {
  "use strict";
  /** Px: the height of a lane's bars, of the line of text over them, and of the years below. */
  const [BAR, TEXT, YEARS] = [20, 15, 16];
  const LANE = TEXT + BAR + 5;
  const YEAR_STEP_PX = 46;
  /** What a state is, from what counts most to what counts least. */
  const WEIGHT = ["member", "suspended", "signed"];
  /** @type {{[key: string]: number}} */
  const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 };

  /**
   * Who is what to which organisation at an instant. Where a state stands in several, being in counts before having left, the later
   * organisation before the earlier one.
   * @param {tm.Segment[]} segments
   * @param {string[]} lanes  ids of organisations, the earliest first
   * @param {number} ms
   * @returns {Map<string, {lane: string, stage: string}>} by country
   */
  tm.standingOn = function (segments, lanes, ms) {
    const standing = new Map();
    /** @param {{lane: string, stage: string}} one */
    const rank = ({ lane, stage }) => (stage === "former" ? 0 : 1 + lanes.indexOf(lane));
    for (const { country, lane, stage, from, to } of segments) {
      if (ms < from || (to !== null && ms >= to)) continue;
      const before = standing.get(country);
      if (!before || rank({ lane, stage }) >= rank(before)) standing.set(country, { lane, stage });
    }
    return standing;
  };

  /**
   * How many states are in each stage of an organisation, from one change to the next.
   * @param {tm.Segment[]} segments  of one organisation
   * @param {number} end  ms
   * @returns {{from: number, to: number, member: number, suspended: number, signed: number}[]}
   */
  tm.countsOver = function (segments, end) {
    const edges = [...new Set(segments.flatMap(({ from, to }) => (to === null ? [from] : [from, to])))].filter((ms) => ms < end).sort((a, b) => a - b);
    return edges.map((from, k) => {
      const there = segments.filter((one) => one.from <= from && (one.to === null || one.to > from));
      /** @param {string} stage */
      const count = (stage) => there.filter((one) => one.stage === stage).length;
      return { from, to: edges[k + 1] ?? end, member: count("member"), suspended: count("suspended"), signed: count("signed") };
    });
  };

  /**
   * Options: `start`, `end` (ms), `names`: `{country: text}`, `lanes`: `[{id, label}]`, `segments`, `acts`: `[{at, lane, act, countries}]`.
   * In the state: `alliance_on`, a day as YYYY-MM-DD, or null while the alliance is that of the moment.
   */
  tm.elements.AllianceAxis = class {
    /**
     * @param {tm.TimeMap} timeMap
     * @param {tm.AllianceHistory} options
     */
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      this.options = options;
      this.lanes = options.lanes.map(({ id }) => id);
      timeMap.allianceAxis = this;
      this.isOpen = false;
      /** The moment at which the axis was entered. */
      this.heldAt = NaN;
      /** @type {string|null} */
      this.heldOn = null;
      this._build();
      timeMap.on("alliance", (isThere) => this.show(isThere));
    }

    _build() {
      this.date = tm.h("strong.tm-alliance-date");
      this.back = this._button("‹", () => this.stride(-1));
      this.forward = this._button("›", () => this.stride(1));
      this.close = tm.h("button.tm-close", { type: "button", onclick: () => this.leave() }, "×");
      this.canvas = tm.h("canvas.tm-alliance-canvas");
      this.handle = tm.h("div.tm-alliance-handle", { role: "slider", tabindex: "0", "aria-valuemin": this.options.start, "aria-valuemax": this.options.end });
      this.track = tm.h("div.tm-alliance-track", {}, this.canvas, this.handle);
      this.track.style.height = `${this.lanes.length * LANE + YEARS}px`;
      this.said = tm.h("p.tm-alliance-said");
      const head = tm.h("div.tm-alliance-head", {}, this.date, this.back, this.forward, this.close);
      this.node = tm.h("section.tm-card.tm-alliance", { hidden: true }, head, this.track, this.said);
      this._seat();
      this._listen();
    }

    /** Beside the locator on a wide screen, else a row between the map and its axis. */
    _seat() {
      const { shell } = this.timeMap;
      const seat = shell.slot(shell.isWide ? "bl" : "years");
      if (this.node.parentNode !== seat) seat.append(this.node);
    }

    /** Height of the map that the open axis covers, px. */
    room() {
      return this.node.hidden || !this.timeMap.shell.isWide ? 0 : this.node.offsetHeight + 24;
    }

    /**
     * @param {string} sign
     * @param {() => void} onclick
     */
    _button(sign, onclick) {
      return tm.h("button.tm-button.tm-alliance-step", { type: "button", onclick }, sign);
    }

    _listen() {
      const { track, handle, node } = this;
      track.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
        track.setPointerCapture(event.pointerId);
        this._point(event);
        handle.focus({ preventScroll: true });
      });
      track.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => track.hasPointerCapture(event.pointerId) && this._point(event));
      handle.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this._press(event));
      node.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && this.leave());
    }

    /** @param {PointerEvent} event */
    _point(event) {
      const box = this.track.getBoundingClientRect();
      const { start, end } = this.options;
      const ms = start + ((event.clientX - box.left) / box.width) * (end - start);
      this.go(this._caught(ms, ((end - start) / box.width) * 4));
    }

    /**
     * Near the day of an act the handle falls into place.
     * @param {number} ms
     * @param {number} reach  ms
     */
    _caught(ms, reach) {
      const near = this.options.acts.filter(({ at }) => Math.abs(at - ms) < reach);
      return near.length ? near.reduce((one, other) => (Math.abs(other.at - ms) < Math.abs(one.at - ms) ? other : one)).at : ms;
    }

    /** @param {KeyboardEvent} event */
    _press(event) {
      const { start, end } = this.options;
      const months = KEYS[event.key];
      const isEnd = event.key === "Home" || event.key === "End";
      if (!months && !isEnd) return;
      event.preventDefault();
      event.stopPropagation();
      if (isEnd) return this.go(event.key === "Home" ? start : end);
      const day = new Date(this.at());
      this.go(day.setUTCMonth(day.getUTCMonth() + months));
    }

    /**
     * To the next act, or the one before.
     * @param {number} way  1 or -1
     */
    stride(way) {
      const now = this.at();
      const days = this.options.acts.map(({ at }) => at).filter((at) => (at - now) * way > 0);
      if (days.length) this.go(way > 0 ? Math.min(...days) : Math.max(...days));
    }

    /** The instant that the axis shows: the reader's, else the map's moment. */
    at() {
      const { alliance_on: day, t1 } = this.timeMap.current;
      return day ? Date.parse(day) : t1;
    }

    /**
     * Enter the axis at an instant.
     * @param {number} ms
     */
    go(ms) {
      const { start, end } = this.options;
      const day = new Date(Math.min(end, Math.max(start, ms))).toISOString().slice(0, "2022-01-05".length);
      if (day !== this.timeMap.current.alliance_on) this.timeMap.set({ alliance_on: day });
    }

    /** Give the tints back to the moment, and step back. */
    leave() {
      this.timeMap.emit("alliance", false);
    }

    /** @param {boolean} isOpen */
    show(isOpen) {
      this.isOpen = isOpen;
      this._reveal();
      if (!isOpen && this.timeMap.current.alliance_on) this.timeMap.set({ alliance_on: null });
      this.timeMap.invalidate("alliance");
    }

    /** Who is what on the reader's day, or null while nobody has entered. */
    standing() {
      const { alliance_on: day } = this.timeMap.current;
      return day ? tm.standingOn(this.options.segments, this.lanes, Date.parse(day)) : null;
    }

    /** @param {tm.Touches} touches */
    draw(touches) {
      const { timeMap } = this;
      this._giveBack();
      if (!touches("all", "alliance", "time", "words", "theme", "size")) return;
      if (touches("all", "size")) this._seat();
      if (!this._reveal()) return;
      this._speak();
      this._paint();
    }

    /** Open or closed, as the reader and the state have it. */
    _reveal() {
      const { current, shell } = this.timeMap;
      const isOpen = this.isOpen || Boolean(current.alliance_on);
      this.node.hidden = !isOpen;
      shell.node.classList.toggle("tm-sees-alliance", isOpen);
      return isOpen;
    }

    /** Whoever moves the map's own time has left this axis. */
    _giveBack() {
      const { current } = this.timeMap;
      if (current.alliance_on !== this.heldOn) Object.assign(this, { heldOn: current.alliance_on, heldAt: current.t1 });
      else if (this.heldOn && current.t1 !== this.heldAt) this.timeMap.set({ alliance_on: null });
    }

    // Words ------------------------------------------------------------------------------------------------------------

    _speak() {
      const { words, current } = this.timeMap;
      const at = this.at();
      const date = words.date(at, "calendar");
      const said = this.says(at);
      this.date.textContent = date;
      this.said.textContent = current.alliance_on ? said : words.text("map.alliance.hint");
      const [from, to] = [this.options.start, this.options.end].map((ms) => words.date(ms, "year"));
      const name = words.text("map.alliance.axis", { from, to });
      this.node.setAttribute("aria-label", name);
      this.handle.setAttribute("aria-label", name);
      this.handle.setAttribute("aria-valuenow", String(at));
      this.handle.setAttribute("aria-valuetext", `${date}. ${said}`);
      for (const [node, key] of /** @type {[HTMLElement, string][]} */ ([[this.back, "previous"], [this.forward, "next"], [this.close, "leave"]])) {
        node.setAttribute("aria-label", words.text(`map.alliance.${key}`));
        node.title = words.text(`map.alliance.${key}`);
      }
    }

    /**
     * What happened that day, and who is in.
     * @param {number} at
     */
    says(at) {
      const { words } = this.timeMap;
      const { acts, lanes, segments } = this.options;
      const day = new Date(at).setUTCHours(0, 0, 0, 0);
      const happened = acts.filter((one) => one.at === day).map(({ lane, act, countries }) => `${this._lane(lane)}: ${words.text(`map.alliance.act.${act}`, { names: this._names(countries) })}.`);
      const standing = [...tm.standingOn(segments, this.lanes, at)];
      const parts = lanes.flatMap(({ id }) => WEIGHT.map((stage) => this._part(standing, id, stage)));
      const former = this._names(standing.filter(([, one]) => one.stage === "former").map(([country]) => country));
      return [...happened, ...parts, former && words.text("map.alliance.stage.former", { names: former })].filter(Boolean).join(" ");
    }

    /**
     * @param {[string, {lane: string, stage: string}][]} standing
     * @param {string} lane
     * @param {string} stage
     */
    _part(standing, lane, stage) {
      const there = standing.filter(([, one]) => one.lane === lane && one.stage === stage).map(([country]) => country);
      return there.length ? this.timeMap.words.text(`map.alliance.stage.${stage}`, { n: there.length, lane: this._lane(lane), names: this._names(there) }) : "";
    }

    /** @param {string} id */
    _lane(id) {
      return this.timeMap.words.pick(this.options.lanes.find((lane) => lane.id === id)?.label);
    }

    /** @param {string[]} countries */
    _names(countries) {
      const { words } = this.timeMap;
      return countries.map((country) => words.pick(this.options.names[country])).sort((a, b) => a.localeCompare(b, words.locale)).join(", ");
    }

    // Picture ----------------------------------------------------------------------------------------------------------

    _paint() {
      const { canvas, track, options, timeMap } = this;
      const ratio = Math.max(1, window.devicePixelRatio || 1);
      const height = options.lanes.length * LANE + YEARS;
      const width = track.clientWidth;
      if (!width) return;
      Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
      const pen = canvas.getContext("2d");
      pen.scale(ratio, ratio);
      /** @param {number} ms */
      const x = (ms) => ((ms - options.start) / (options.end - options.start)) * width;
      options.lanes.forEach((lane, k) => this._paintLane(pen, lane, k * LANE, x, width));
      this._paintYears(pen, height, x, width);
      this.handle.style.left = `${x(this.at())}px`;
      this.handle.classList.toggle("is-idle", !timeMap.current.alliance_on);
    }

    /**
     * @param {tm.Pen} pen
     * @param {{id: string, label: tm.Text}} lane
     * @param {number} top
     * @param {(ms: number) => number} x
     * @param {number} width
     */
    _paintLane(pen, lane, top, x, width) {
      const { options, timeMap } = this;
      const { alliance, label } = timeMap.palette.map;
      const counts = tm.countsOver(options.segments.filter((one) => one.lane === lane.id), options.end);
      const most = Math.max(1, ...options.lanes.flatMap(({ id }) => tm.countsOver(options.segments.filter((one) => one.lane === id), options.end).map((one) => one.member + one.suspended + one.signed)));
      const ground = top + TEXT + BAR;
      pen.fillStyle = label;
      pen.font = `560 11px ${tm.FONT}`;
      pen.textBaseline = "alphabetic";
      const begin = counts.length ? x(counts[0].from) : 0;
      const text = timeMap.words.pick(lane.label);
      const isLate = begin > pen.measureText(text).width + 12;
      pen.textAlign = isLate ? "right" : "left";
      pen.fillText(text, isLate ? begin - 8 : begin + 2, isLate ? ground - 5 : top + 11);
      for (const one of counts) {
        let foot = ground;
        for (const stage of /** @type {("member"|"suspended"|"signed")[]} */ (WEIGHT)) {
          const tall = (one[stage] / most) * BAR;
          pen.globalAlpha = { member: 0.85, suspended: 0.4, signed: 0.4 }[stage];
          pen.fillStyle = alliance;
          pen.fillRect(x(one.from), foot - tall, x(one.to) - x(one.from), tall);
          foot -= tall;
        }
        pen.globalAlpha = 1;
        this._count(pen, one, x(one.from), x(one.to), ground);
      }
      pen.fillStyle = label;
      for (const { at, lane: id } of options.acts) if (id === lane.id) pen.fillRect(Math.round(x(at)), ground, 1, 4);
      pen.globalAlpha = 0.4;
      pen.fillRect(0, ground, width, 1);
      pen.globalAlpha = 1;
    }

    /**
     * The number of states over a stretch that has room for it.
     * @param {tm.Pen} pen
     * @param {{member: number, suspended: number, signed: number}} one
     * @param {number} left
     * @param {number} right
     * @param {number} ground
     */
    _count(pen, one, left, right, ground) {
      const n = one.member + one.suspended + one.signed;
      if (!n || right - left < 16) return;
      pen.textAlign = "left";
      pen.font = `680 10px ${tm.FONT}`;
      pen.fillStyle = this.timeMap.palette.map.core;
      pen.fillText(String(n), left + 4, ground - 4);
    }

    /**
     * @param {tm.Pen} pen
     * @param {number} height
     * @param {(ms: number) => number} x
     * @param {number} width
     */
    _paintYears(pen, height, x, width) {
      const { start, end } = this.options;
      const [first, last] = [start, end].map((ms) => new Date(ms).getUTCFullYear());
      const step = [1, 2, 4, 8].find((years) => (width / (last - first + 1)) * years >= YEAR_STEP_PX) || 16;
      pen.font = `450 11px ${tm.FONT}`;
      pen.fillStyle = this.timeMap.palette.map.axis;
      for (let year = first; year <= last; year += step) {
        const at = x(Date.UTC(year, 0, 1));
        pen.textAlign = year === first ? "left" : at > width - 16 ? "right" : "center";
        pen.fillText(String(year), Math.min(at, width), height - 2);
      }
    }
  };
})(L.timemap);
