/** Search for a place, zoom, back to the opening view, full screen, scale bar. */
(function (tm) {
  "use strict";

  /** Letters without accents and case, for comparing names. */
  tm.plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /**
   * Zoom, home, full screen and scale. Options: `home`: `[[south, west], [north, east]]`; `fit_screen`: in a page, take the height that the screen leaves;
   * `attribution`: whom the data comes from.
   */
  tm.elements.Controls = class {
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      timeMap.home = options.home;
      timeMap.shell.fitsScreen = Boolean(options.fit_screen);
      timeMap.shell.fit();
      timeMap.goHome = ({ fly = true, asReader = false } = {}) => {
        timeMap.look({ bounds: options.home }, { fly, asReader });
        timeMap.homely = true;
      };
      this.buttons = [
        ["in", "+", () => timeMap.map.zoomIn(1)],
        ["out", "−", () => timeMap.map.zoomOut(1)],
        ["home", "⌂", () => this._goHome()],
        ["full", "⤢", () => this._full()],
      ].map(([name, sign, onclick]) => Object.assign(tm.h("button.tm-button.tm-square", { type: "button", onclick }, sign), { key: `map.control.${name}` }));
      timeMap.shell.slot("tr").append(tm.h("div.tm-card.tm-zoom", {}, this.buttons));
      L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 110 }).addTo(timeMap.map);
      this.attribution = options.attribution;
      timeMap.map.attributionControl?.setPrefix(false);
      timeMap.goHome({ fly: false });
      timeMap.homeView = timeMap.view();
    }

    _goHome() {
      this.timeMap.goHome({ asReader: true });
      this.timeMap.emit("home");
      this.timeMap.emit("place", null);
      this.timeMap.set({ event: null });
    }

    _full() {
      if (document.fullscreenElement) document.exitFullscreen();
      else this.timeMap.shell.node.requestFullscreen?.();
    }

    draw(touches) {
      if (!touches("all", "words")) return;
      for (const button of this.buttons) {
        const text = this.timeMap.words.text(button.key);
        button.setAttribute("aria-label", text);
        button.title = text;
      }
      this._credit();
    }

    _credit() {
      const control = this.timeMap.map.attributionControl;
      const credit = tm.h("i", {}, this.timeMap.words.pick(this.attribution)).innerHTML;
      if (!control || credit === this.credit) return;
      if (this.credit) control.removeAttribution(this.credit);
      if (credit) control.addAttribution(credit);
      this.credit = credit;
    }
  };

  /** A field that finds places by any of their names and flies there. */
  tm.elements.PlaceSearch = class {
    constructor(timeMap) {
      this.timeMap = timeMap;
      this.field = tm.h("input.tm-field", { type: "search", role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `tm-found-${timeMap.mount}` });
      this.list = tm.h("ul.tm-card.tm-found", { role: "listbox", hidden: true, id: `tm-found-${timeMap.mount}` });
      this.node = tm.h("div.tm-search", {}, this.field, this.list);
      timeMap.shell.slot("tr").prepend(this.node);
      this.field.addEventListener("input", () => this._find());
      this.field.addEventListener("keydown", (event) => this._key(event));
      this.field.addEventListener("blur", () => setTimeout(() => this._close(), 150));
    }

    draw(touches) {
      if (!touches("all", "words")) return;
      this.field.placeholder = this.timeMap.words.text("map.search.place");
      this.field.setAttribute("aria-label", this.field.placeholder);
    }

    _find() {
      const { events, words } = this.timeMap;
      const wanted = tm.plain(this.field.value.trim());
      if (!wanted || !events?.texts) return this._close();
      const score = (place) => Math.min(99, ...Object.values(typeof place.name === "string" ? { name: place.name } : place.name).filter(Boolean).map((name) => tm.plain(name).indexOf(wanted)).map((at) => (at < 0 ? 99 : at)));
      this.found = events.texts.places.map((place) => ({ place, at: score(place) })).filter(({ at }) => at < 99).sort((a, b) => a.at - b.at).slice(0, 7);
      const rows = this.found.map(({ place }, k) => tm.h("li", { role: "option", id: `${this.list.id}-${k}`, "aria-selected": String(k === 0), onmousedown: () => this._go(place) }, words.pick(place.name), tm.h("small", {}, words.name("map.place", place.kind))));
      tm.fill(this.list, rows.length ? rows : tm.h("li.tm-none", { role: "option", "aria-disabled": "true" }, words.text("map.search.none")));
      this.chosen = 0;
      this._point();
      this.list.hidden = false;
      this.field.setAttribute("aria-expanded", "true");
      return undefined;
    }

    _key(event) {
      if (event.key === "Escape" && !this.list.hidden) {
        event.stopPropagation();
        return this._close();
      }
      if (this.list.hidden || !this.found?.length) return undefined;
      if (event.key === "Enter") this._go(this.found[this.chosen].place);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return undefined;
      event.preventDefault();
      this.chosen = (this.chosen + step + this.found.length) % this.found.length;
      this._point();
      return undefined;
    }

    /** Mark the row that Enter would take. */
    _point() {
      if (!this.found.length) return this.field.removeAttribute("aria-activedescendant");
      [...this.list.children].forEach((row, k) => row.setAttribute("aria-selected", String(k === this.chosen)));
      this.field.setAttribute("aria-activedescendant", `${this.list.id}-${this.chosen}`);
      return undefined;
    }

    _go(place) {
      this._close();
      this.field.value = "";
      this.timeMap.look({ lat: place.lat, lon: place.lon, zoom: { venue: 12, settlement: 9.75, district: 8, region: 6.5 }[place.precision] || 8 }, { asReader: true });
      this.timeMap.emit("place", { places: [place.id], name: this.timeMap.words.pick(place.name) });
    }

    _close() {
      this.list.hidden = true;
      this.field.removeAttribute("aria-activedescendant");
      this.field.setAttribute("aria-expanded", "false");
    }
  };
})(L.timemap);
