/** What of the axis is wanted more rarely: exact times, fading, steps, how it plays and counts. In one small popover. */
(function (tm) {
  "use strict";

  /** The popover and the button that opens it. */
  tm.AxisSettings = class {
    /** @param {tm.TimeAxis} axis */
    constructor(axis) {
      this.axis = axis;
      this.timeMap = axis.timeMap;
      this.id = `tm-settings-${this.timeMap.mount}`;
      this.button = axis.iconButton("settings", () => (this.isOpen ? this.close() : this.open()));
      this.button.setAttribute("aria-expanded", "false");
      this.button.setAttribute("aria-controls", this.id);
      this.panel = tm.h("div.tm-card.tm-settings", { role: "dialog", id: this.id, hidden: true });
      this.isOpen = false;
      /** @type {HTMLInputElement[]} */
      this.fields = [];
      document.addEventListener("pointerdown", (event) => this._leave(event), { signal: this.timeMap.gone.signal });
    }

    open() {
      this.isOpen = true;
      this._build();
      this._show();
      this.panel.querySelector("input, select")?.focus({ preventScroll: true });
    }

    /** Close; false if it was not open. */
    close() {
      if (!this.isOpen) return false;
      const hadFocus = this.panel.contains(document.activeElement);
      this.isOpen = false;
      this._show();
      if (hadFocus) this.button.focus();
      return true;
    }

    _show() {
      this.panel.hidden = !this.isOpen;
      this.button.setAttribute("aria-expanded", String(this.isOpen));
      const { stage } = this.timeMap.shell;
      this.panel.style.maxHeight = this.timeMap.shell.size === "phone" ? "" : `${stage.clientHeight - 16}px`;
    }

    /** @param {PointerEvent} event */
    _leave({ target }) {
      if (this.isOpen && !this.panel.contains(/** @type {Node} */ (target)) && !this.button.contains(/** @type {Node} */ (target))) this.close();
    }

    /**
     * Follow a change of words or state; what is being typed stays.
     * @param {tm.Touches} touches
     */
    draw(touches) {
      if (touches("all", "words")) {
        const text = this._say("settings");
        this.button.setAttribute("aria-label", text);
        this.button.title = text;
        this.panel.setAttribute("aria-label", text);
        if (this.isOpen) this._build();
      } else if (this.isOpen && this.mode !== this.timeMap.current.mode) this._build();
      else if (this.isOpen) this._fillTimes();
    }

    /**
     * @param {string} key
     * @param {{[name: string]: string | number}} [values]
     */
    _say(key, values) {
      return this.timeMap.words.text(`map.axis.${key}`, values);
    }

    // Building ---------------------------------------------------------------------------------------------------------

    _build() {
      const { axis, timeMap } = this;
      const { current } = timeMap;
      this.mode = current.mode;
      const fades = [...new Set([null, ...axis.fades, current.fade])];
      const fadeWords = (/** @type {number | null} */ hours) => (hours === null ? this._say("fade_none") : this._say("fade_within", { time: axis.spanWords(hours) }));
      const fade = this._choice("fade", fades, current.fade, fadeWords, (hours) => timeMap.set({ fade: hours }));
      const step = this._choice("step_label", [...new Set([...axis.steps, axis.step])].sort((a, b) => a - b), axis.step, (hours) => axis.spanWords(hours), (hours) => (axis.step = hours));
      tm.fill(
        this.panel,
        this._times(),
        tm.h("div.tm-setting-rows", {}, this.mode === "upto" && fade, step),
        this._check("loop", axis.player.loops, (on) => (axis.player.loops = on)),
        axis.options.moments.length > 0 && this._check("stops", axis.player.stops, (on) => (axis.player.stops = on)),
        timeMap.events && this._check("local", axis.isLocal, (on) => axis.countLocally(on)),
        axis.isPhone && tm.h("div.tm-setting", {}, tm.h("span", {}, this._say("zoom")), tm.h("div.tm-zooms", {}, axis.zoomButtons())),
      );
      this._fillTimes();
    }

    /**
     * A row with a list of choices.
     * @template T
     * @param {string} key
     * @param {T[]} values
     * @param {T} chosen
     * @param {(value: T) => string} word
     * @param {(value: T) => void} choose
     */
    _choice(key, values, chosen, word, choose) {
      const options = values.map((value, k) => tm.h("option", { value: k, selected: value === chosen }, word(value)));
      const select = tm.h("select.tm-select", { "data-setting": key, onchange: () => choose(values[Number(select.value)]) }, options);
      return tm.h("label.tm-setting", {}, tm.h("span", {}, this._say(key)), select);
    }

    /**
     * @param {string} key
     * @param {boolean} checked
     * @param {(on: boolean) => void} choose
     */
    _check(key, checked, choose) {
      const box = tm.h("input", { type: "checkbox", "data-setting": key, checked, onchange: () => choose(box.checked) });
      return tm.h("label.tm-check", {}, box, this._say(key));
    }

    // Exact times ------------------------------------------------------------------------------------------------------

    /** One field for the moment, or two for the window; wall time of the axis. */
    _times() {
      const { zone, words, span, current } = this.timeMap;
      const names = this.mode === "window" ? ["from", "to"] : ["at"];
      this.fields = names.map((name) =>
        tm.h("input.tm-exact", { ...this._kindOfField(), "data-time": name, min: this._written(span.start), max: this._written(span.end), oninput: () => this._complain("") }),
      );
      this.error = tm.h("p.tm-wrong", { role: "alert", id: `${this.id}-wrong` });
      const rows = this.fields.map((field, k) => tm.h("label.tm-setting", {}, tm.h("span", {}, this._say(`exact_${names[k]}`)), field));
      const apply = tm.h("button.tm-button.tm-apply", { type: "submit" }, this._say("exact_apply"));
      const form = tm.h("form.tm-exact-times", { novalidate: true }, rows, this.error, tm.h("div.tm-setting", {}, tm.h("span.tm-soft", {}, words.zone(zone.ahead(current.t1) / 60000)), apply));
      form.addEventListener("submit", (/** @type {Event} */ event) => {
        event.preventDefault();
        this._apply();
      });
      return form;
    }

    /** A browser's own field holds years of four digits; others are typed. */
    _kindOfField() {
      const { span } = this.timeMap;
      const isTyped = [span.start, span.end].some((ms) => !/^(?!0000)\d{4}-/.test(this._written(ms)));
      return isTyped ? { type: "text" } : { type: "datetime-local", step: this.timeMap.detail.seconds ? 1 : 60 };
    }

    /**
     * A time as the field holds it.
     * @param {number} ms
     */
    _written(ms) {
      return tm.toWall(ms, this.timeMap.zone, this.timeMap.detail.seconds);
    }

    /** Show the times of the state, unless the reader is changing them. */
    _fillTimes() {
      if (!this.fields || this.fields.some((field) => field === document.activeElement || field.dataset.changed)) return;
      const { current } = this.timeMap;
      const times = this.fields.length === 2 ? [current.t0, current.t1] : [current.t1];
      this.fields.forEach((field, k) => (field.value = this._written(times[k])));
    }

    /** @param {string} key */
    _complain(key) {
      const { timeMap, error, fields } = this;
      const { span } = timeMap;
      const day = (/** @type {number} */ ms) => timeMap.says(ms, "short");
      error.textContent = key ? this._say(`wrong_${key}`, { from: day(span.start), to: day(span.end) }) : "";
      fields.forEach((field) => {
        if (key) field.setAttribute("aria-describedby", error.id);
        field.setAttribute("aria-invalid", String(Boolean(key)));
        field.dataset.changed = key || field === document.activeElement ? "1" : "";
      });
    }

    _apply() {
      const { timeMap, fields } = this;
      const times = fields.map((field) => tm.fromWall(field.value, timeMap.zone));
      const wrong = tm.wrongTimes(times, timeMap.span);
      this._complain(wrong);
      if (wrong) return fields[Math.max(0, times.findIndex(Number.isNaN))].focus();
      fields.forEach((field) => (field.dataset.changed = ""));
      this.axis.untouched = false;
      if (times.length === 2) timeMap.set({ mode: "window", t0: times[0], t1: times[1] });
      else timeMap.set({ mode: "upto", t1: times[0], t0: times[0] - this.axis.windowMs });
      return this.axis.tell();
    }
  };
})(L.timemap);
