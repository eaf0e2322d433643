/** Pointer, wheel and keys on the axis. */
(function (tm) {
  "use strict";
  /** A press that moves no further is a click, px. */
  const CLICK_PX = 4;

  /**
   * The node around what was pressed that is such a part of the axis.
   * @param {Event} event
   * @param {string} selector
   * @returns {HTMLElement | null}
   */
  const partOf = ({ target }, selector) => (target instanceof Element ? target.closest(selector) : null);

  /** What the hands do to one axis. */
  tm.AxisHands = class {
    /** @param {tm.TimeAxis} axis */
    constructor(axis) {
      this.axis = axis;
      this.timeMap = axis.timeMap;
      this.scale = axis.scale;
      /** @type {Map<number, PointerEvent>} Where fingers are, by pointer. */
      this.fingers = new Map();
      /** @type {(() => void) | null} */
      this.drop = null;
      const { track } = axis;
      track.addEventListener("pointerdown", (event) => this._press(event));
      track.addEventListener("pointerup", ({ pointerId }) => this.fingers.delete(pointerId));
      track.addEventListener("pointercancel", ({ pointerId }) => this.fingers.delete(pointerId));
      track.addEventListener("dblclick", (event) => this._zoomDay(event));
      track.addEventListener("wheel", (event) => this._wheel(event), { passive: false });
      track.addEventListener("pointermove", (event) => this._point(event));
      track.addEventListener("pointerleave", () => axis.readout.show(null));
      this.timeMap.shell.node.addEventListener("keydown", (event) => this._key(event));
    }

    /**
     * Pixels from the left of the track.
     * @param {MouseEvent} event
     */
    _x(event) {
      return event.clientX - this.axis.canvas.getBoundingClientRect().left;
    }

    /**
     * The instant under the pointer, kept within what is shown.
     * @param {MouseEvent} event
     */
    _at(event) {
      const ms = this.scale.ms(Math.min(this.scale.width, Math.max(0, this._x(event))));
      return this.scale.snap(ms);
    }

    // Pointer ----------------------------------------------------------------------------------------------------------

    /**
     * A mouse over a bar has it read out.
     * @param {PointerEvent} event
     */
    _point(event) {
      const isOver = event.pointerType === "mouse" && !event.buttons && event.target === this.axis.canvas;
      this.axis.readout.show(isOver ? this._x(event) : null);
    }

    /** @param {PointerEvent} event */
    _press(event) {
      if (event.button || partOf(event, "button")) return;
      event.preventDefault();
      if (event.isPrimary) this.fingers.clear();
      this.fingers.set(event.pointerId, event);
      this.drop?.();
      if (this.fingers.size === 2) return this._follow(event, this._pinch());
      const drag = this._dragOf(event);
      this.axis.untouched = false;
      if (this.timeMap.playing) this.axis.pause();
      drag.node?.focus({ preventScroll: true });
      drag.begin?.(event);
      return this._follow(event, drag);
    }

    /**
     * Follow a pointer until it lets go.
     * @param {PointerEvent} event
     * @param {tm.Drag} drag
     */
    _follow(event, { move, node, done }) {
      const { track } = this.axis;
      const held = new AbortController();
      track.setPointerCapture(event.pointerId);
      node?.classList.add("is-held");
      this.drop = () => {
        held.abort();
        node?.classList.remove("is-held");
        this.drop = null;
        this.timeMap.bridge.send();
      };
      const { signal } = held;
      track.addEventListener("pointerup", () => done?.(), { signal });
      track.addEventListener("pointermove", (moved) => this.fingers.has(moved.pointerId) && move(moved), { signal });
      for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) track.addEventListener(name, () => this.drop?.(), { signal });
    }

    /**
     * What a press takes hold of: the pin, an end or the body of the window, an empty part, or the moment.
     * @param {PointerEvent} event
     * @returns {tm.Drag}
     */
    _dragOf(event) {
      const { axis, timeMap } = this;
      const { current } = timeMap;
      if (partOf(event, "[data-which=pin]")) return { node: axis.pin, move: (moved) => timeMap.set({ pin: this._at(moved) }) };
      if (event.shiftKey) return this._brush(event);
      if (current.mode === "window") return this._dragWindow(event);
      const move = (/** @type {PointerEvent} */ moved) => timeMap.moveTo(this._at(moved));
      return { node: axis.handle, move, begin: (pressed) => (current.mode === "all" && axis.setMode("upto"), move(pressed)) };
    }

    /**
     * @param {PointerEvent} event
     * @returns {tm.Drag}
     */
    _dragWindow(event) {
      const { axis, timeMap } = this;
      const { current } = timeMap;
      const reach = axis.reach;
      const x = this._x(event);
      const [x0, x1] = [this.scale.x(current.t0), this.scale.x(current.t1)];
      const which = partOf(event, "[data-which]")?.dataset.which;
      const [off0, off1] = [Math.abs(x - x0), Math.abs(x - x1)];
      if ((which === "t0" || off0 < reach) && off0 < off1) return { node: axis.from, move: (moved) => axis.setBegin(this._at(moved)) };
      if (which === "t1" || off1 < reach) return { node: axis.handle, move: (moved) => axis.setEnd(this._at(moved)) };
      if (x < x0 || x > x1) return this._brush(event);
      const grip = this.scale.ms(x) - current.t1;
      return { node: axis.handle, move: (moved) => timeMap.moveTo(this.scale.snap(this.scale.ms(this._x(moved)) - grip)) };
    }

    /**
     * A new window from where the pointer was pressed; a click alone moves the moment there.
     * @param {PointerEvent} event
     * @returns {tm.Drag}
     */
    _brush(event) {
      const { axis, timeMap } = this;
      const start = this._at(event);
      const x = this._x(event);
      let isClick = true;
      const move = (/** @type {PointerEvent} */ moved) => {
        isClick = isClick && Math.abs(this._x(moved) - x) < CLICK_PX;
        if (isClick) return;
        const at = this._at(moved);
        const [t0, t1] = at < start ? [at, start] : [start, at];
        timeMap.set({ mode: "window", t0, t1: Math.max(t1, Math.min(t0 + axis.shortest, timeMap.span.end)) });
      };
      return { node: axis.handle, move, done: () => isClick && !event.shiftKey && timeMap.moveTo(start) };
    }

    /** Two fingers spread and move the part shown. */
    _pinch() {
      const pair = () => {
        const [a, b] = [...this.fingers.values()].map((finger) => this._x(finger));
        return { middle: (a + b) / 2, gap: Math.max(24, Math.abs(a - b)) };
      };
      let last = pair();
      const move = (/** @type {PointerEvent} */ moved) => {
        this.fingers.set(moved.pointerId, moved);
        const now = pair();
        this.scale.pan(last.middle - now.middle);
        this.scale.zoom(now.gap / last.gap, this.scale.ms(now.middle));
        last = now;
        this.axis.rescale();
      };
      return { move };
    }

    /**
     * The day under the pointer fills the axis; from a single day, back to the whole.
     * @param {MouseEvent} event
     */
    _zoomDay(event) {
      if (partOf(event, "button, [data-which=pin]")) return;
      if (this.scale.to - this.scale.from <= tm.DAY + tm.HOUR) this.axis.showWhole();
      else this.axis.showDay(this.scale.ms(this._x(event)));
    }

    /** @param {WheelEvent} event */
    _wheel(event) {
      const isAcross = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        this.scale.zoom(2 ** (-event.deltaY / 160), this.scale.ms(this._x(event)));
        this.axis.rescale();
      } else if (isAcross && !this.scale.isWhole) {
        event.preventDefault();
        this.scale.pan(event.deltaX);
        this.axis.rescale();
      }
    }

    // Keys -------------------------------------------------------------------------------------------------------------

    /** @param {KeyboardEvent} event */
    _key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = /** @type {HTMLElement} */ (event.target);
      const inAxis = this.axis.node.contains(target);
      if (event.key === "Escape" && inAxis) this._escape(event);
      if (tm.isTyping(event)) return;
      const isTaken = this._keyAnywhere(event) || (target !== this.timeMap.map.getContainer() && this._keyOutside(event, inAxis));
      if (isTaken) event.preventDefault();
    }

    /**
     * Escape closes what is open, then shows the whole axis.
     * @param {KeyboardEvent} event
     */
    _escape(event) {
      if (this.axis.settings.close()) event.stopPropagation();
      else if (!this.scale.isWhole) {
        this.axis.showWhole();
        event.stopPropagation();
      }
    }

    /** @param {KeyboardEvent} event */
    _keyAnywhere({ key, repeat, target }) {
      const isButton = /^(button|a|summary)$/i.test(/** @type {HTMLElement} */ (target).tagName);
      const does = { " ": () => this.axis.toggle(), c: () => this.axis.togglePin() }[key.toLowerCase()];
      if (!does || (key === " " && isButton)) return false;
      if (!repeat) does();
      return true;
    }

    /**
     * Keys that the map itself has other uses for.
     * @param {KeyboardEvent} event
     * @param {boolean} inAxis
     */
    _keyOutside(event, inAxis) {
      const { axis } = this;
      if (inAxis && /^[+=-]$/.test(event.key)) {
        axis.zoom(event.key === "-" ? 0.5 : 2);
        return true;
      }
      const { which } = /** @type {HTMLElement} */ (event.target).dataset;
      if (which === "pin" && /^(Delete|Backspace)$/.test(event.key)) {
        axis.togglePin();
        return true;
      }
      if (which && which !== "t1") return this._keySlider(which, event);
      return this._keyTime(event);
    }

    /**
     * Hours of an arrow key and of Page Up.
     * @param {boolean} isFine
     */
    _strides(isFine) {
      const { step } = this.axis;
      const fine = step < 1 ? step / 5 : step <= 24 ? 1 : step <= tm.YEAR_H ? 24 : tm.YEAR_H;
      return { hours: isFine ? fine : step, page: step >= 1 && step <= 24 ? 24 : 4 * step };
    }

    /** @param {KeyboardEvent} event */
    _keyTime({ key, shiftKey, target }) {
      const onSlider = /** @type {HTMLElement} */ (target).getAttribute("role") === "slider";
      const { axis, timeMap } = this;
      const { span } = timeMap;
      const { hours, page } = this._strides(shiftKey);
      /** @type {{[key: string]: () => unknown}} */
      const moves = {
        ArrowRight: () => axis.nudge(1, hours),
        ArrowLeft: () => axis.nudge(-1, hours),
        ArrowUp: () => onSlider && axis.nudge(1, hours),
        ArrowDown: () => onSlider && axis.nudge(-1, hours),
        PageUp: () => onSlider && axis.nudge(1, page),
        PageDown: () => onSlider && axis.nudge(-1, page),
        Home: () => onSlider && timeMap.moveTo(span.start),
        End: () => onSlider && timeMap.moveTo(span.end),
      };
      if (!moves[key] || moves[key]() === false) return false;
      axis.untouched = false;
      return true;
    }

    /**
     * The window's begin, the pin, and the part shown: the same keys.
     * @param {string} which
     * @param {KeyboardEvent} event
     */
    _keySlider(which, { key, shiftKey }) {
      const { axis, timeMap } = this;
      const { hours, page } = this._strides(shiftKey);
      /** @type {{[key: string]: number}} */
      const steps = { ArrowRight: hours, ArrowUp: hours, ArrowLeft: -hours, ArrowDown: -hours, PageUp: page, PageDown: -page, Home: -Infinity, End: Infinity };
      const by = steps[key];
      if (!by) return false;
      const later = (/** @type {number} */ ms) => (Number.isFinite(by) ? timeMap.zone.plus(ms, by) : by);
      if (which === "t0") axis.setBegin(later(timeMap.current.t0));
      if (which === "pin") timeMap.set({ pin: this.scale.clamp(later(timeMap.current.pin ?? timeMap.current.t1)) });
      if (which === "view") axis.moveView(by * tm.HOUR);
      return true;
    }
  };
})(L.timemap);
