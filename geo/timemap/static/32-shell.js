/** The frame around the map: axis below it, panel beside it (or below, on a phone), controls over it. */
(function (tm) {
  "use strict";
  /** A map that is lower than this, px, has room for two of the buttons. */
  const SHORT_PX = 380;
  /** For so long a map opens: what moves it is its page, not a hand. */
  const OPENS_MS = 1000;
  const WIDE_PX = 1100;
  const PHONE_PX = 560;
  /** Room left under the map on a wide screen, so that one sees the page goes on. */
  const PEEK_PX = 60;
  /** In a box of its own height the map leaves so much of it for the axis below, and takes no less than the second. */
  const AXIS_PEEK_PX = 120;
  const LEAST_MAP_PX = 150;
  const CORNERS = ["tl", "tr", "bl", "br", "top"];

  /** With the method as Leaflet has it. @type {any} */
  const base = { fitBounds: L.Map.prototype.fitBounds };

  // What a map was asked to show (`Map.fit_bounds` of folium) is to be seen in the room that its elements leave; it opens there, at once.
  L.Map.addInitHook(/** @this {tm.LeafletMap} */ function () {
    this.tmOpensUntil = performance.now() + OPENS_MS;
  });
  L.Map.include(/** @type {ThisType<tm.LeafletMap>} */ ({
    /** @param {import("leaflet").LatLngBoundsExpression} bounds @param {object} [options] */
    fitBounds(bounds, options) {
      this.tmFitted = { bounds, options };
      this.tmAsked ??= bounds;
      return base.fitBounds.call(this, bounds, performance.now() < (this.tmOpensUntil || 0) ? { ...options, animate: false } : options);
    },
  }));

  tm.Shell = class {
    /** @param {tm.TimeMap} timeMap */
    constructor(timeMap) {
      this.timeMap = timeMap;
      const container = timeMap.map.getContainer();
      const parent = /** @type {HTMLElement} */ (container.parentElement);
      const fillsParent = container.offsetHeight === 0 || Math.abs(container.offsetHeight - parent.clientHeight) < 4;
      const box = tm.declaredBox(container);
      const given = parseFloat(box.height || "") ? String(box.height) : "";
      this.ownHeight = given || (fillsParent ? "100%" : container.offsetHeight + "px");
      this.stage = tm.h("div.tm-map");
      // Map, axis and figures run from left to right in every page; what events tell goes its own way.
      this.node = tm.h("section.tm-shell", { dir: "ltr" }, this.stage);
      const { position, left, top, width } = box;
      Object.assign(this.node.style, { position, left, top, width });
      parent.insertBefore(this.node, container);
      this.stage.append(container);
      container.classList.add("tm-leaflet");
      this.over = tm.h("div.tm-over");
      this.stage.append(this.over);
      /** @type {{[name: string]: HTMLElement}} */
      this.slots = {};
      /** @type {"wide"|"narrow"|"phone"} */
      this.size = "wide";
      this.resizing = false;
      /** Take the height that the screen leaves, rather than the frame's. */
      this.fitsScreen = false;
      /** Height that Streamlit was told last, px. */
      this.told = 0;
      this.isFramed = Boolean(window.Streamlit);
      /** A page of its own gave the map a height: what does not find room in it is scrolled to. */
      this.isFixed = !this.isFramed && given.endsWith("px");
      this.node.classList.toggle("is-fixed", this.isFixed);
      tm.clearCorners(this);
      this._ownWheel(timeMap.map, container);
      this._ownTouch(timeMap.map);
      const { signal } = timeMap.gone;
      const observer = new ResizeObserver(() => this.fit());
      observer.observe(this.node);
      signal.addEventListener("abort", () => observer.disconnect());
      window.addEventListener("resize", () => this.fit(), { signal });
      this._parentResize(signal);
      document.addEventListener("fullscreenchange", () => this.fit(), { signal });
      this.fit();
    }

    /**
     * A place for an element's node: a corner of the map, "axis", "chips" or "side".
     * @param {string} name
     */
    slot(name) {
      if (this.slots[name]) return this.slots[name];
      const node = tm.h(`div.tm-slot.tm-${name}`);
      (CORNERS.includes(name) ? this.over : this.node).append(node);
      this.slots[name] = node;
      if (name === "side") this.node.classList.add("tm-has-side");
      return node;
    }

    get isWide() {
      return this.size === "wide";
    }

    /**
     * Room that controls take at the map's edges when a view is fitted, px.
     * @returns {{paddingTopLeft: [number, number], paddingBottomRight: [number, number]}}
     */
    padding() {
      const wide = this.size === "wide";
      return { paddingTopLeft: wide ? [34, 48] : [14, 54], paddingBottomRight: wide ? [44, Math.max(58, this.timeMap.allianceAxis?.room() ?? 0)] : [20, 26] };
    }

    /** Take the size there is: wide or stacked, and the height of the screen. */
    fit() {
      const width = this.node.clientWidth || window.innerWidth;
      const size = width >= WIDE_PX ? "wide" : width >= PHONE_PX ? "narrow" : "phone";
      const changed = size !== this.size;
      this.size = size;
      this.node.dataset.size = size;
      const full = document.fullscreenElement === this.node;
      if (full) this.node.style.height = "100vh";
      else if (!this.isFramed) this.node.style.height = size === "wide" || this.isFixed ? this.ownHeight : "auto";
      else this.node.style.height = size !== "wide" ? "auto" : this.fitsScreen ? this._screenRoom() + "px" : this.ownHeight;
      this.stage.style.height = size === "wide" || full ? "" : this._stackedMapHeight(width) + "px";
      this.node.dataset.short = String(this.stage.clientHeight < SHORT_PX);
      if (this.timeMap.bridge && this.timeMap.bridge.setHeight) this._tellHeight();
      this.settleMap();
      if (changed && this.timeMap.dirty) this.timeMap.invalidate("all");
      else if (this.timeMap.dirty) this.timeMap.invalidate("size");
    }

    /** Height the frame needs, px. */
    frameHeight() {
      return Math.ceil(this.node.getBoundingClientRect().height) || 600;
    }

    _tellHeight() {
      const height = this.frameHeight();
      if (height === this.told) return;
      this.told = height;
      this.timeMap.bridge.setHeight?.();
    }

    /** Leaflet learns of a new size; an untouched opening view is fitted to it again. */
    settleMap() {
      const { map } = this.timeMap;
      if (!map._loaded) return;
      this.resizing = true;
      const { aim, homely } = this.timeMap;
      map.invalidateSize({ animate: false });
      if (homely) this.timeMap.goHome({ fly: false });
      else if (aim && !map._flyToFrame) map.setView(aim.target, aim.zoom ?? map.getZoom(), { animate: false });
      else if (map.tmFitted) this._refit(map.tmFitted);
      this.resizing = false;
    }

    /** @param {NonNullable<tm.LeafletMap["tmFitted"]>} fitted */
    _refit({ bounds, options }) {
      this.timeMap.map.fitBounds(bounds, { ...this.padding(), ...options, animate: false });
      this.timeMap.map.tmFitted = { bounds, options };
    }

    _screenRoom() {
      let room = window.screen.availHeight * 0.8;
      try {
        const frame = /** @type {Element} */ (window.frameElement);
        room = window.parent.innerHeight - (frame.getBoundingClientRect().top + this._scrolled(frame)) - PEEK_PX;
      } catch {
        // another origin: keep the guess
      }
      return Math.round(Math.min(1400, Math.max(520, room)));
    }

    /**
     * How far the scrolling parts of the page around the frame have moved, px.
     * @param {Element} frame
     */
    _scrolled(frame) {
      let scrolled = window.parent.scrollY;
      for (let node = frame.parentElement; node; node = node.parentElement) scrolled += node.scrollTop;
      return scrolled;
    }

    /** @param {number} width */
    _stackedMapHeight(width) {
      if (this.isFixed) return Math.max(LEAST_MAP_PX, this.node.clientHeight - AXIS_PEEK_PX);
      let screen = window.screen.availHeight;
      try {
        screen = window.parent.innerHeight;
      } catch {
        // another origin: keep the guess
      }
      return Math.round(Math.max(300, Math.min(width * 0.95, screen * 0.5)));
    }

    /** @param {AbortSignal} signal */
    _parentResize(signal) {
      try {
        if (window.parent !== window) window.parent.addEventListener("resize", () => this.fit(), { signal });
      } catch {
        // another origin
      }
    }

    /**
     * In a page that scrolls, the wheel scrolls the page; with Ctrl or Cmd, or in full screen, it zooms.
     * @param {tm.LeafletMap} map
     * @param {HTMLElement} container
     */
    _ownWheel(map, container) {
      const scrolls = () => window.parent !== window || document.documentElement.scrollHeight > window.innerHeight + 8;
      const free = () => document.fullscreenElement === this.node || (!this.isFramed && this.size === "wide" && !scrolls());
      container.addEventListener(
        "wheel",
        (event) => {
          if (event.ctrlKey || event.metaKey || free()) return;
          event.stopImmediatePropagation();
          this.hint("map.hint.wheel");
        },
        { capture: true, passive: true },
      );
    }

    /**
     * One finger scrolls the page, two move the map.
     * @param {tm.LeafletMap} map
     */
    _ownTouch(map) {
      if (!window.matchMedia("(pointer: coarse)").matches) return;
      map.dragging.disable();
      map.getContainer().addEventListener("touchmove", (event) => event.touches.length === 1 && this.hint("map.hint.touch"), { passive: true });
    }

    /**
     * A line over the map that goes away by itself.
     * @param {string} key
     */
    hint(key) {
      if (!this.hintNode) {
        this.hintNode = tm.h("div.tm-hint", { role: "status" });
        this.over.append(this.hintNode);
      }
      this.hintNode.textContent = this.timeMap.words.text(key);
      this.hintNode.classList.add("is-on");
      clearTimeout(this.hintTimer);
      this.hintTimer = setTimeout(() => this.hintNode.classList.remove("is-on"), 1400);
    }

    /**
     * A message in the map's place.
     * @param {string} title
     * @param {string} detail
     */
    fail(title, detail) {
      if (this.failed) return;
      this.failed = tm.h("div.tm-failed", { role: "alert" }, tm.h("strong", {}, title), tm.h("p", {}, detail));
      this.stage.append(this.failed);
    }

    /**
     * @param {tm.Look} theme
     * @param {tm.Palette} palette
     */
    dress(theme, palette) {
      this.node.dataset.theme = theme;
      for (const [name, colour] of Object.entries(palette.css)) this.node.style.setProperty(`--tm-${name}`, colour);
    }
  };

})(L.timemap);
