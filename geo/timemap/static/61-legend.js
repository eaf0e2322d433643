/** The legend that filters, and the layer control. */
(function (tm) {
  "use strict";

  /** From so many events on, a surface may tell more than symbols. */
  const CROWD = 2000;

  /**
   * The data attributes of what has the focus inside `node`, to give it back once all is built anew.
   * @param {HTMLElement} node
   * @returns {DOMStringMap}
   */
  const heldIn = (node) => (document.activeElement instanceof HTMLElement && node.contains(document.activeElement) ? document.activeElement.dataset : {});

  /** Families with their marks and counts; a click on one, or on a kind inside it, switches it off and on. */
  tm.elements.Legend = class {
    isBeside = true;

    /** @param {tm.TimeMap} timeMap */
    constructor(timeMap) {
      this.timeMap = timeMap;
      /** Rows that count, with what they stand for. @type {{node: HTMLElement, count: HTMLElement, kinds: string[], set: number}[]} */
      this.counts = [];
      /** Indices of families. @type {Set<number>} */
      this.unfolded = new Set();
      this.node = tm.h("div.tm-card.tm-legend");
      timeMap.map.zoomControl?.setPosition("bottomright"); // where Leaflet puts it at first stands the legend
      timeMap.on("frame", () => this._tellMost());
      this._seat();
    }

    _seat() {
      const slot = this.timeMap.shell.slot(this.timeMap.shell.isWide ? "tl" : "chips");
      if (this.node.parentNode !== slot) slot.append(this.node);
    }

    /**
     * Kinds that are on; null in the state means all.
     * @param {string} kind
     */
    _isOn(kind) {
      const { kinds } = this.timeMap.current;
      return !kinds || kinds.includes(kind);
    }

    /** @param {string[]} kinds */
    _switch(kinds) {
      const { header } = this.timeMap.events;
      const on = new Set(header.kinds.filter((kind) => this._isOn(kind)));
      const turnOff = kinds.some((kind) => on.has(kind));
      kinds.forEach((kind) => (turnOff ? on.delete(kind) : on.add(kind)));
      this.timeMap.set({ kinds: on.size === header.kinds.length ? null : header.kinds.filter((kind) => on.has(kind)) });
    }

    /** @param {tm.Touches} touches */
    draw(touches) {
      const { events } = this.timeMap;
      if (!events || !touches("all", "time", "filter", "data", "words", "theme", "size", "legend", "density")) return;
      this._seat();
      const { sets, density } = this.timeMap.current;
      const isTurned = this.turned !== (this.turned = JSON.stringify([sets, density]));
      if (isTurned || touches("all", "words", "theme", "data", "size", "legend")) this._build();
      this._count();
    }

    _build() {
      const { events, words } = this.timeMap;
      this.counts = [];
      const rows = events.sets ? events.sets.map((set, k) => [this._setRow(set, k), this._familyRows(k)]) : this._familyRows(0);
      const held = heldIn(this.node);
      this.all = tm.h("button.tm-all", { type: "button", onclick: () => this.timeMap.set({ kinds: null, sets: null }) }, words.text("map.legend.all"));
      tm.fill(this.node, tm.h("div.tm-legend-title", {}, words.text("map.legend.title"), this.all), rows, this._densityRow());
      const name = Object.keys(held)[0];
      if (name) this.node.querySelector(`[data-${name}="${held[name]}"]`)?.focus();
    }

    /**
     * One of several sets on the axis, to switch off and on.
     * @param {string} set
     * @param {number} k
     */
    _setRow(set, k) {
      const { current, events, words } = this.timeMap;
      const isOn = !current.sets || current.sets.includes(set);
      const all = events.sets || [];
      const others = all.filter((id) => id !== set && (!current.sets || current.sets.includes(id)));
      const turn = () => this.timeMap.set({ sets: isOn ? others : others.length + 1 === all.length ? null : [...others, set] });
      return tm.h("button.tm-legend-row.tm-legend-set", { type: "button", "data-set": set, "aria-pressed": String(isOn), onclick: turn }, tm.setName(this.timeMap, k));
    }

    /** @param {number} set */
    _familyRows(set) {
      const { events, words } = this.timeMap;
      return events.families.map((family, g) => {
        if ((family.set || 0) !== set) return null;
        const present = family.kinds.filter((kind) => events.header.kinds.includes(kind));
        const isOpen = this.unfolded.has(g);
        const count = tm.h("span.tm-count");
        const row = tm.h(
          "button.tm-legend-row",
          { type: "button", "data-family": set ? `${set}-${family.id}` : family.id, onclick: () => this._switch(present) },
          tm.familySwatch(this.timeMap, family),
          tm.h("span.tm-legend-name", {}, words.name("map.family", family.id)),
          " ",
          count,
        );
        const fold = tm.h("button.tm-fold", { type: "button", "data-fold": set ? `${set}-${family.id}` : family.id, "aria-expanded": String(isOpen), "aria-label": words.text("map.legend.kinds", { family: words.name("map.family", family.id) }), onclick: () => this._unfold(g) });
        this.counts.push({ node: row, count, kinds: present, set });
        return [tm.h("div.tm-legend-line", {}, row, present.length > 1 ? fold : null), isOpen ? this._kindRows(present, set) : null];
      });
    }

    /** Symbols or a surface; offered for sets in which symbols cover each other. */
    _densityRow() {
      const { events, current, words } = this.timeMap;
      if (!current.density && events.length < CROWD) return null;
      const ramp = tm.swatch(46, 10, (context) => this.timeMap.palette.map.density.forEach((colour, k, all) => {
        context.fillStyle = colour;
        context.fillRect((k * 46) / all.length, 0, 46 / all.length + 1, 10);
      }));
      return tm.h("button.tm-legend-row.tm-legend-density", { type: "button", "data-density": "1", "aria-pressed": String(Boolean(current.density)), onclick: () => this.timeMap.set({ density: !current.density }) }, ramp, tm.h("span.tm-legend-name", {}, words.text("map.density.name")), " ", (this.most = tm.h("span.tm-count")));
    }

    /** @param {string[]} kinds @param {number} set */
    _kindRows(kinds, set) {
      return kinds.map((kind) => {
        const count = tm.h("span.tm-count");
        const row = tm.h("button.tm-legend-row.tm-legend-kind", { type: "button", "data-kind": kind, onclick: () => this._switch([kind]) }, tm.h("span.tm-legend-name", {}, this.timeMap.words.name("map.kind", kind)), count);
        this.counts.push({ node: row, count, kinds: [kind], set });
        return row;
      });
    }

    /** @param {number} family */
    _unfold(family) {
      if (!this.unfolded.delete(family)) this.unfolded.add(family);
      this.timeMap.invalidate("legend");
    }

    /** How many events the darkest spot stands for; known once it is painted. */
    _tellMost() {
      const { current, points, words } = this.timeMap;
      if (!this.most || !points) return;
      const text = current.density && points.density.most ? words.text("map.density.most", { n: points.density.most }) : "";
      if (this.most.textContent !== text) this.most.textContent = text;
    }

    /**
     * How many events of some kinds of a set are in view, in words, and how many of the kinds are on; what has no kinds is not off.
     * @param {string[]} kinds
     * @param {number} set
     */
    _countOf(kinds, set) {
      const { events, words } = this.timeMap;
      const { low, high } = events.counts;
      const all = events.header.kinds;
      /** @param {Int32Array} list */
      const sum = (list) => kinds.reduce((total, kind) => total + list[set * all.length + all.indexOf(kind)], 0);
      const on = kinds.filter((kind) => this._isOn(kind)).length;
      const isOn = on > 0 || !kinds.length;
      return { on, isOn, text: isOn ? words.range(sum(low), sum(high)) : words.text("map.legend.off") };
    }

    _count() {
      this.all.hidden = !this.timeMap.current.kinds && !this.timeMap.current.sets;
      for (const { node, count, kinds, set } of this.counts) {
        const { on, text } = this._countOf(kinds, set);
        const pressed = on === kinds.length ? "true" : on ? "mixed" : "false";
        if (node.getAttribute("aria-pressed") !== pressed) node.setAttribute("aria-pressed", pressed);
        if (count.textContent !== text) count.textContent = text;
      }
    }

    /**
     * What the legend says, for a picture; sets have a row without a family over theirs.
     * @returns {tm.LegendRow[]}
     */
    rows() {
      const { events, words, current } = this.timeMap;
      /** @type {tm.LegendRow[]} */
      const rows = [];
      events?.families.forEach((family, g) => {
        const set = family.set || 0;
        const isShown = !events.sets || !current.sets || current.sets.includes(events.sets[set]);
        const kinds = family.kinds.filter((kind) => events.header.kinds.includes(kind));
        if (events.sets && set !== (events.families[g - 1]?.set ?? -1)) rows.push({ family: null, name: tm.setName(this.timeMap, set), count: "", isOn: isShown });
        const { isOn, text } = this._countOf(kinds, set);
        if (isShown) rows.push({ family, name: words.name("map.family", family.id), count: text, isOn });
      });
      return rows;
    }
  };

  /** Layers to toggle and the base map. Options: `groups`: `[{id, layers: [name]}]`, `tiles`: `[{id}]`. */
  tm.elements.LayerControl = class {
    /** @param {tm.TimeMap} timeMap @param {{groups: {id: string, layers: string[]}[], tiles?: {id: string}[]}} options */
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      this.options = { tiles: [], ...options };
      this.button = tm.h("button.tm-button.tm-pill", { type: "button", "aria-expanded": "false", onclick: () => this._open(!this.isOpen) });
      this.panel = tm.h("div.tm-card.tm-layers", { hidden: true });
      timeMap.shell.slot("tr").append(tm.h("div.tm-popover", {}, this.button, this.panel));
      this.panel.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && this._open(false));
      document.addEventListener("pointerdown", (event) => this.isOpen && !this.button.parentNode.contains(event.target) && this._open(false), { signal: timeMap.gone.signal });
    }

    /** @param {boolean} isOpen */
    _open(isOpen) {
      this.isOpen = isOpen;
      this.panel.hidden = !isOpen;
      const { stage } = this.timeMap.shell;
      this.panel.style.maxHeight = `${stage.getBoundingClientRect().bottom - this.button.getBoundingClientRect().bottom - 18}px`;
      this.button.setAttribute("aria-expanded", String(isOpen));
      if (!isOpen && this.panel.contains(document.activeElement)) this.button.focus();
    }

    /** @param {tm.Touches} touches */
    draw(touches) {
      if (touches("all", "words", "theme", "layers")) this._build();
    }

    _build() {
      const { timeMap } = this;
      const { words } = timeMap;
      this.button.textContent = words.text("map.layers.title");
      /** @param {string} layer */
      const check = (layer) => tm.h("label.tm-check", {}, tm.h("input", { type: "checkbox", "data-layer": layer, checked: timeMap.isOn(layer), onchange: (/** @type {any} */ event) => timeMap.toggle(layer, event.target.checked) }), words.name("map.layer", layer));
      const groups = this.options.groups.map((group) => tm.h("fieldset", {}, tm.h("legend", {}, words.name("map.layers", group.id)), group.layers.map(check)));
      const { layer, tiles } = heldIn(this.panel);
      tm.fill(this.panel, groups, this.options.tiles.length && timeMap.basemap ? this._tiles() : null);
      if (layer || tiles) this.panel.querySelector(layer ? `[data-layer="${layer}"]` : `[data-tiles="${tiles}"]`)?.focus();
    }

    _tiles() {
      const { words, basemap } = this.timeMap;
      /** @param {string} id */
      const choice = (id) => tm.h("label.tm-check", {}, tm.h("input", { type: "radio", name: `tm-tiles-${this.timeMap.mount}`, "data-tiles": id, checked: (basemap?.tileId || "local") === id, onchange: () => basemap?.useTiles(id === "local" ? null : id) }), words.name("map.tiles", id));
      return tm.h("fieldset", {}, tm.h("legend", {}, words.text("map.layers.base")), ["local", ...this.options.tiles.map((tile) => tile.id)].map(choice), tm.h("p.tm-note", {}, words.text("map.tiles.note")));
    }
  };
})(L.timemap);
