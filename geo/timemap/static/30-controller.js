/** The TimeMap: state of one map, its elements, and when they draw. */
(function (tm) {
  "use strict";
  const SETTLE_MS = 150;
  /** Without a change of time for so long, things are at rest. */
  const REST_MS = 140;
  const PLAY_REPORT_MS = 1000;
  /** While what was asked for at first is on its way nothing is drawn piece by piece; but the reader of a slow network sees what is there. */
  const PATIENCE_MS = 400;
  /** @type {Omit<tm.State, "t0"|"t1"|"lang">} */
  const DEFAULTS = {
    mode: "all",
    pin: null,
    fade: 96,
    density: false,
    alliance_on: null,
    kinds: null,
    confidence: null,
    search: "",
    sets: null,
    layers: null,
    view: null,
    event: null,
    chapter: null,
  };

  /** @type {(dirty: Set<string>) => tm.Touches} */
  const touching = (dirty) => (...names) => dirty.has("all") || names.some((name) => dirty.has(name));

  tm.TimeMap = class {
    // What elements leave here for each other.
    /** @type {any} */
    axis;
    /** @type {any} */
    points;
    /** @type {any} */
    stack;
    /** @type {tm.BaseMap|undefined} */
    basemap;
    /** @type {tm.Alliance|undefined} */
    alliance;
    /** @type {tm.AllianceAxis|undefined} */
    allianceAxis;
    /** @type {tm.TimedRegions|undefined} */
    regions;
    /** @type {tm.TimeMap["goHome"]} */
    goHome = () => {};

    /** @param {tm.LeafletMap} map */
    constructor(map) {
      this.map = map;
      this.ready = false;
      this.frame = 0;
      this.frameMs = 0;
      /** Whether the map still shows its opening view, and where it was last sent. */
      this.homely = false;
      /** @type {tm.TimeMap["aim"]} */
      this.aim = null;
      /** Who moves the view now: "page", "reader" (both through `look`) or, when empty, a hand on the map. */
      this.settingView = "";
      this.mount = Math.random().toString(36).slice(2);
      const now = Date.now();
      /** @type {tm.State} */
      this.current = { ...DEFAULTS, t0: now - tm.DAY, t1: now, lang: (navigator.language || "en").slice(0, 2) };
      this.rev = 0;
      this.touchedRev = 0;
      this.origin = "url";
      this.playing = false;
      this.drawn = 0;
      /** @type {{span: object, events: object|null, years: boolean, seconds: boolean}|undefined} */
      this._detail = undefined;
      /** Whose wall time is said. @type {tm.Zone} */
      this.zone = new tm.Zone(0);
      this.span = { start: now - tm.DAY, end: now, foldAt: now };
      /** @type {Set<string>} */
      this.proposals = new Set();
      /** Number of the proposal that was heard last. */
      this.taken = 0;
      /** Whether the map took its size once all elements were there. */
      this.hasFitted = false;
      /** Whether events stood on the map in a frame before this one. */
      this.hasShown = false;
      /** What elements beside the map have not yet heard of. @type {Set<string>} */
      this.unheard = new Set();
      /** @type {Set<string>} */
      this.known = new Set();
      this.gone = new AbortController();
      /** @type {{[name: string]: ((detail: any) => void)[]}} */
      this.listeners = {};
      /** @type {Set<string>} */
      this.dirty = new Set();
      /** Errors that were reported. @type {Set<string>} */
      this.reported = new Set();
      /** @type {{[name: string]: any[]}} */
      this.elements = {};
      /** @type {any} */
      this.events = null;
      this.pending = 0;
      this.isWaiting = true;
      this.waitsUntil = performance.now() + PATIENCE_MS;
      setTimeout(() => this.invalidate("arrived"), PATIENCE_MS);
      this.isMoving = false;
      tm.maps.push(this);
      this.words = new tm.Words(this.current.lang);
      this.shell = new tm.Shell(this);
      this.palette = tm.palettes.light;
      this.theme = tm.watchTheme((theme) => this._setTheme(theme), this.gone.signal);
      this._setTheme(this.theme);
      this._nameIn();
      this.bridge = new tm.Bridge(this);
      tm.takeKeys(this);
      this.keeper = new tm.Keeper(this);
      map.on("moveend", () => this._moved());
      map.on("dragstart", () => (this.settingView = ""));
      map.on("unload", () => this._leave());
      window.addEventListener("pagehide", () => this._leave(), { signal: this.gone.signal });
    }

    /**
     * Add an element by the name of its class in `L.timemap.elements`.
     * @param {string} name
     * @param {object} options  those of the element
     */
    add(name, options) {
      const Element = tm.elements[name];
      if (!Element) throw new Error(`L.timemap has no element "${name}"`);
      const element = new Element(this, options);
      const same = (this.elements[name] = this.elements[name] || []);
      if (!same.includes(element)) same.push(element);
      this.invalidate("all");
      return element;
    }

    /**
     * Add an element whose options lie on a server.
     * @param {string} name
     * @param {tm.Resource} resource
     */
    async addFrom(name, resource) {
      this.add(name, await this.load(resource, "json"));
    }

    /** The map is gone: so is everything that listens on its behalf. */
    _leave() {
      this.gone.abort();
      this.playing = false;
      cancelAnimationFrame(this.frame);
      this.frame = -1;
      const at = tm.maps.indexOf(this);
      if (at >= 0) tm.maps.splice(at, 1);
    }

    /**
     * Every element, in no particular order.
     * @param {(element: any) => void} visit
     */
    each(visit) {
      Object.values(this.elements).flat().forEach(visit);
    }

    /**
     * Add a painter to a stage of the map's canvas (see `Stack`).
     * @param {"ground"|"cover"|"lines"|"live"} stage
     * @param {tm.Painter} painter
     */
    paint(stage, painter) {
      this.stack = this.stack || new tm.Stack(this, "tm-stack");
      this.stack.add(stage, painter);
    }

    /**
     * Wait for a resource; what fails is shown in the map's place.
     * @param {tm.Resource} resource
     * @param {"json"|"buffer"} as
     */
    async load(resource, as) {
      this.pending += 1;
      try {
        return await tm.load(resource, as);
      } catch (error) {
        this.fail(/** @type {Error} */ (error).message);
        return new Promise(() => {});
      } finally {
        this.pending -= 1;
        if (this.pending === 0) this.invalidate("arrived");
      }
    }

    /**
     * Show a message in the map's place.
     * @param {string} detail
     */
    fail(detail) {
      this.shell.fail(this.words.text("map.error.title"), this.words.text("map.error.asset", { detail }));
    }

    // State ------------------------------------------------------------------------------------------------------------

    /** The whole state, as Python gets it. */
    state() {
      const { rev, origin, mount, drawn, playing } = this;
      return { rev, origin, ...structuredClone(this.current), view: this.view(), drawn, playing, mount };
    }

    /**
     * Centre, zoom and bounds of the map now; null before it has any.
     * @returns {tm.Aim|null}
     */
    view() {
      if (!this.map._loaded) return null;
      // Sent somewhere it is there, not where the next whole pixel lies.
      const isThere = this.aim && !this.isFlying && this.map.latLngToContainerPoint(this.aim.target).distanceTo(this.map.getSize().divideBy(2)) < 1.5;
      const centre = isThere && this.aim ? L.latLng(this.aim.target) : this.map.getCenter();
      const box = this.map.getBounds();
      /** @param {number} degrees */
      const round = (degrees) => Math.round(degrees * 1e4) / 1e4;
      return {
        lat: round(centre.lat),
        lon: round(centre.lng),
        zoom: Math.round(this.map.getZoom() * 100) / 100,
        bounds: [
          [round(box.getSouth()), round(box.getWest())],
          [round(box.getNorth()), round(box.getEast())],
        ],
      };
    }

    /**
     * Set where the state begins, before anybody has touched it (elements call this with what Python gave them).
     * @param {Partial<tm.State>} changes
     */
    begin(changes) {
      Object.assign(this.current, changes);
      if (changes.lang) this.words = new tm.Words(changes.lang);
      this._nameIn();
      this.invalidate("all");
    }

    /**
     * A change the reader made; Python hears of it once it has settled.
     * @param {Partial<tm.State>} changes
     */
    set(changes) {
      this.rev += 1;
      this.touchedRev = this.rev;
      this.origin = "reader";
      this._change(changes);
      this.keeper.note(Object.keys(changes), false);
      this.bridge.report(this.playing ? PLAY_REPORT_MS : SETTLE_MS);
    }

    /**
     * Change parts of the state without it counting as the reader's, e.g. from Python or an embedding page.
     * @param {Partial<Omit<tm.State, "view">> & {view?: tm.Aim|null}} patch
     * @param {{baseRev?: number, origin?: string, fly?: boolean}} [how]
     * @returns {boolean} false when the reader has touched the map since `baseRev`
     */
    apply(patch, { baseRev = Infinity, origin = "url", fly = true } = {}) {
      if (baseRev < this.touchedRev) {
        // Words are no state of the map: they change even while the reader is moving it.
        if (patch.lang) this._change({ lang: patch.lang });
        return false;
      }
      this.origin = origin;
      if (Number.isFinite(baseRev)) this.rev = Math.max(this.rev, baseRev);
      const { view, ...rest } = patch;
      this._change(rest);
      if (view) this.look(view, { fly });
      return true;
    }

    /** The language and name of the map, for people who listen. */
    _nameIn() {
      const { node } = this.shell;
      node.lang = this.words.lang;
      node.setAttribute("aria-label", this.words.text("map.name"));
      this.map.getContainer().setAttribute("aria-label", this.words.text("map.name"));
    }

    /**
     * A change that Python proposes; each is taken once. One that came too late is answered with the state as it is, and so is one that could not
     * be taken word for word. Without `baseRev` it is an address that the reader chose: it never comes too late, and time that plays is stopped.
     * @param {{patch: Partial<tm.State>, baseRev: number|null, number: number}} proposal
     */
    propose(proposal) {
      const key = JSON.stringify(proposal);
      if (this.proposals.has(key)) return;
      this.proposals.add(key);
      this.taken = proposal.number;
      const { patch, baseRev } = proposal;
      const isFirst = this.proposals.size === 1;
      const hasPlayed = baseRev === null && this.playing;
      if (hasPlayed) this.axis?.player.halt();
      const isTaken = this.apply(patch, { baseRev: baseRev ?? Infinity, fly: !isFirst });
      const { t1 } = this.current;
      if (!isTaken) this.bridge.send();
      else if (hasPlayed || t1 !== (patch.t1 ?? t1)) this.bridge.report(SETTLE_MS);
    }

    /**
     * Move the map to `{lat, lon, zoom}` or `{bounds}`. With `asReader` it counts as the reader's own move, e.g. after a click in the feed.
     * @param {tm.Aim} view
     * @param {{fly?: boolean, asReader?: boolean}} [how]
     */
    look(view, { fly = true, asReader = false } = {}) {
      const move = fly && !tm.prefersStill() && this.map._loaded;
      const { lat = NaN, lon = NaN } = view;
      /** @type {[number, number]|null} */
      const target = Number.isFinite(lat) && Number.isFinite(lon) ? [lat, lon] : null;
      if (!target && !view.bounds) return;
      this.aim = target && { target, zoom: view.zoom };
      this.settingView = asReader ? "reader" : "page";
      const padding = this.shell.padding();
      if (target && move) this.map.flyTo(target, view.zoom ?? this.map.getZoom(), { duration: 0.9 });
      else if (target) this.map.setView(target, view.zoom ?? this.map.getZoom(), { animate: false });
      else if (view.bounds && move) this.map.flyToBounds(view.bounds, { ...padding, duration: 1.1 });
      else if (view.bounds) this.map.fitBounds(view.bounds, { ...padding, animate: false });
      if (!move) this.settingView = "";
      this.homely = false;
      this.map.tmFitted = null;
    }

    /** @param {Partial<tm.State>} changes */
    _change(changes) {
      if (changes.lang && changes.lang !== this.current.lang) {
        this.words = new tm.Words(changes.lang);
        this._nameIn();
        this.invalidate("words");
      }
      Object.assign(this.current, changes);
      if (this.axis) this._clampTime();
      if (["t0", "t1", "mode", "pin", "fade"].some((name) => name in changes)) this.invalidate("time");
      if (["kinds", "confidence", "search", "sets"].some((name) => name in changes)) this.invalidate("filter");
      if ("density" in changes) this.invalidate("density");
      if ("alliance_on" in changes) this.invalidate("alliance");
      if ("layers" in changes) this.invalidate("layers");
      if ("event" in changes || "chapter" in changes) this.invalidate("event");
    }

    /** The moment stays on the axis, the window's begin before it. */
    _clampTime() {
      const { current, span } = this;
      current.t1 = Math.min(span.end, Math.max(span.start, current.t1));
      current.t0 = Math.min(current.t1, Math.max(span.start, current.t0));
    }

    _moved() {
      this.invalidate("view");
      const cause = this.shell.resizing ? "page" : this.settingView || "hand";
      this.settingView = "";
      if (cause === "page") return this.bridge.landed();
      if (cause === "hand") {
        Object.assign(this, { homely: false, aim: null });
        if (this.map.tmFitted && performance.now() < (this.map.tmOpensUntil || 0)) return this.shell.settleMap(); // no hand is as quick
        this.map.tmFitted = null;
      }
      this.keeper.note([], true);
      if (this.ready) this.set({});
      return undefined;
    }

    /** Whether the view is on its way to where it was sent. */
    get isFlying() {
      return this.settingView !== "";
    }

    // Time -------------------------------------------------------------------------------------------------------------

    /**
     * Move the moment (the window keeps its length).
     * @param {number} t1  ms since 1970 UTC
     */
    moveTo(t1) {
      const length = this.current.t1 - this.current.t0;
      const at = Math.min(this.span.end, Math.max(this.span.start, t1));
      const isWindow = this.current.mode === "window";
      this.set(isWindow && at - length < this.span.start ? { t0: this.span.start, t1: this.span.start + length } : { t1: at, t0: at - length });
    }

    /**
     * Wall time of the axis, e.g. "Wednesday 5 January 2022".
     * @param {number} ms  since 1970 UTC
     * @param {string} shape  see `Words.date`
     */
    says(ms, shape) {
      return this.dates(this.zone.wall(ms), shape);
    }

    /**
     * A wall time (see `tm.Zone`) as this map says it: with its year where there are several, with seconds where all is short.
     * @param {number} wall
     * @param {string} shape  see `Words.date`
     */
    dates(wall, shape) {
      return this.words.date(wall, shape, this.detail);
    }

    /** What dates and times on this map have to say. @returns {Required<tm.Detail>} */
    get detail() {
      const { span, zone, events } = this;
      if (this._detail?.span !== span || this._detail.events !== events) this._detail = { span, events, ...tm.detailOf(span, events, zone) };
      return this._detail;
    }

    // Layers -----------------------------------------------------------------------------------------------------------

    /**
     * Layers that are on; null in the state means all there are.
     * @param {string} layer
     */
    isOn(layer) {
      return this.current.layers === null || this.current.layers.includes(layer);
    }

    /**
     * Whether what happened is drawn on a layer that is on: not while the alliance is seen on another day.
     * @param {string} layer
     */
    isSeen(layer) {
      return this.isOn(layer) && !(this.allianceAxis && this.current.alliance_on);
    }

    /**
     * @param {string} layer
     * @param {boolean} [on]  by default the other way round
     */
    toggle(layer, on = !this.isOn(layer)) {
      const others = (this.current.layers || [...this.known]).filter((name) => name !== layer);
      this.set({ layers: on ? [...others, layer] : others });
    }

    // Drawing ----------------------------------------------------------------------------------------------------------

    /**
     * Have everything that depends on `what` drawn in the next frame.
     * @param {string} what
     */
    invalidate(what) {
      this.dirty.add(what);
      if (!this.frame) this.frame = requestAnimationFrame((now) => this._draw(now));
    }

    /**
     * Hear of `name`: "change" (the state), "frame", "ready", and what elements tell each other.
     * @param {string} name
     * @param {(detail: any) => void} listener
     */
    on(name, listener) {
      (this.listeners[name] = this.listeners[name] || []).push(listener);
    }

    /**
     * @param {string} name
     * @param {unknown} [detail]
     */
    emit(name, detail) {
      (this.listeners[name] || []).forEach((listener) => this.attempt(() => listener(detail)));
    }

    /**
     * Do a part of the work that may fail without taking the rest with it: its error is reported, each message once.
     * @template T
     * @param {() => T} task
     * @returns {T|undefined}  undefined where it failed
     */
    attempt(task) {
      try {
        return task();
      } catch (error) {
        const said = String(error);
        if (!this.reported.has(said)) reportError(error);
        this.reported.add(said);
        return undefined;
      }
    }

    /**
     * Which events the filters keep, and how each stands to the time.
     * @param {tm.Touches} touches
     */
    _stand(touches) {
      if (!this.events) return;
      if (touches("filter", "data")) this.events.filter(this.current);
      if (touches("filter", "data", "time")) this.events.stand(this.current);
    }

    /** @param {number} now */
    _draw(now) {
      if (!this.hasFitted && this.map._loaded) {
        // Elements took room from the map: better now than with a second picture.
        this.hasFitted = true;
        this.shell.fit();
      }
      this.frame = 0;
      this.isWaiting = this.isWaiting && this.pending > 0 && performance.now() < this.waitsUntil;
      if (this.isWaiting) return;
      if (!this.map._loaded) return;
      const dirty = this.dirty;
      this.dirty = new Set();
      const touches = touching(dirty);
      this.attempt(() => this._stand(touches));
      if (touches("time")) this.stir();
      const began = performance.now();
      const beside = touching(new Set([...dirty, ...this.unheard]));
      const isFirst = !this.hasShown && Boolean(this.events);
      this.unheard = isFirst ? dirty : new Set();
      this.each((element) => {
        if (element.isBeside && isFirst) return; // the frame that first shows events shows them alone
        this.attempt(() => element.draw?.(element.isBeside ? beside : touches, now));
      });
      const hasPainted = this.attempt(() => this.stack?.draw()) || false;
      this.frameMs = performance.now() - began;
      this.emit("frame", { now, ms: this.frameMs, hasPainted });
      if (isFirst) {
        this.hasShown = true;
        this.invalidate("beside");
      }
    }

    /**
     * The present sight as PNG, with date, legend, axis and credits (see `Picture`).
     * @param {tm.PictureOptions} [options]
     */
    async picture(options) {
      return tm.toPng(await new tm.Picture(this, options).paint());
    }

    /** Draw at once what waits for the next frame, and take time and view for settled. */
    rest() {
      cancelAnimationFrame(this.frame);
      this._draw(performance.now());
      clearTimeout(this.resting);
      this.isMoving = false;
      this.invalidate("still");
    }

    /** Time or view move: what is costly may be drawn roughly until they rest. */
    stir() {
      this.isMoving = true;
      clearTimeout(this.resting);
      this.resting = setTimeout(() => {
        this.isMoving = false;
        this.invalidate("still");
      }, REST_MS);
    }

    /** @param {tm.Look} theme */
    _setTheme(theme) {
      this.theme = theme;
      this.palette = tm.palettes[theme] || tm.palettes.light;
      this.shell.dress(theme, this.palette);
      this.invalidate("all");
      this.invalidate("theme");
    }
  };
})(L.timemap);
