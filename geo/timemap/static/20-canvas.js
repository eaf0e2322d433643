/** The canvas that lies in the map, follows its pan and zoom, and is painted by several painters. */
(function (tm) {
  "use strict";
  /** With the methods that Leaflet's types keep to themselves. @type {any} */
  const base = L.Renderer.prototype;

  /**
   * A canvas in a pane. `paint(context, view)` draws in CSS pixels of the canvas;
   * `view` = `{scale, left, top, width, height, ratio, zoom, box}`: pixel = Mercator * scale - (left, top).
   */
  tm.CanvasLayer = /** @type {any} */ (L.Renderer).extend(/** @type {ThisType<tm.CanvasLayer>} */ ({
    options: { padding: 0.15 },

    /** @param {tm.Painter["paint"]} paint @param {import("leaflet").RendererOptions} options */
    initialize(paint, options) {
      base.initialize.call(this, options);
      this.paint = paint;
    },

    getEvents() {
      return { ...base.getEvents.call(this), move: this._cover };
    },

    _initContainer() {
      this._container = tm.h("canvas.tm-canvas");
      this.context = /** @type {tm.Pen} */ (this._container.getContext("2d"));
    },

    _destroyContainer() {
      this._container.remove();
      delete /** @type {any} */ (this)._container;
    },

    _updatePaths() {},

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      base._update.call(this);
      const size = this._bounds.getSize();
      this._fit(this.fullRatio());
      Object.assign(this._container.style, { width: size.x + "px", height: size.y + "px" });
      this._container.style.transform = "";
      L.DomUtil.setPosition(this._container, this._bounds.min);
      // Leaflet tells of one move several times.
      const { scale, left, top, width, height, ratio } = this.view();
      const place = [scale, left, top, width, height, ratio].join();
      if (place !== this.painted) this.redraw();
      this.painted = place;
    },

    /** Pixels of the display per CSS pixel. */
    fullRatio: () => Math.max(1, window.devicePixelRatio || 1),

    /** @param {number} ratio */
    _fit(ratio) {
      this.ratio = ratio;
      const size = this._bounds.getSize();
      const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
      if (this._container.width !== width || this._container.height !== height) Object.assign(this._container, { width, height });
    },

    /**
     * Paint with so many pixels per CSS pixel until the view changes: fewer while things move and frames would come late.
     * @param {number} ratio
     */
    setRatio(ratio) {
      if (!this._bounds || ratio === this.ratio) return;
      this._fit(ratio);
    },

    /** While the map is dragged or flown past what is painted, paint what came into sight. */
    _cover() {
      if (!this._bounds || this._map._animatingZoom) return;
      const grown = this._map.getZoomScale(this._map.getZoom(), this._zoom);
      const corner = this._map.containerPointToLayerPoint([0, 0]);
      const seen = L.bounds(corner, corner.add(this._map.getSize()));
      if (grown !== 1 ? grown > 1.6 || grown < 0.8 : !this._bounds.contains(seen)) this._update();
    },

    view() {
      const zoom = this._zoom;
      const scale = 256 * 2 ** zoom;
      const origin = this._map.getPixelOrigin().add(this._bounds.min);
      const size = this._bounds.getSize();
      const box = [origin.x / scale, origin.y / scale, (origin.x + size.x) / scale, (origin.y + size.y) / scale];
      return { scale, left: origin.x, top: origin.y, width: size.x, height: size.y, ratio: this.ratio, zoom, box };
    },

    redraw() {
      if (!this._map || !this._bounds) return;
      const view = this.view();
      this.context.setTransform(1, 0, 0, 1, 0, 0);
      this.context.clearRect(0, 0, this._container.width, this._container.height);
      this.context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
      this.paint(this.context, view);
    },
  }));

  /** A frame that comes later than this is seen to; so many in a row are looked at. */
  const LATE_MS = 22;
  const FRAMES = 6;

  /** Stages from below; all but the last lie still. @type {tm.StageName[]} */
  const NAMES = ["ground", "cover", "lines", "live"];
  const STILL = NAMES.slice(0, -1);
  /** How far land reaches over the date line, worlds: the Chukchi Peninsula ends at 190 degrees east. */
  const OVER_EDGE = 11 / 360;

  /**
   * The one canvas of a map, and the stages painted on it: "ground" (land), "cover" (what holds in a region), "lines" (water, borders), "live" (what
   * moves). A painter is `{z, key(state), paint(context, view)}`. The first three are kept as a picture each and painted anew only when a
   * painter's key or the view has changed; a browser without a GPU could not lay several full canvases over each other in time.
   */
  tm.Stack = class {
    /** @param {tm.TimeMap} timeMap @param {string} pane  name of a new one */
    constructor(timeMap, pane) {
      this.timeMap = timeMap;
      /** @type {{[name in tm.StageName]: tm.Stage}} */
      this.stages = /** @type {any} */ (Object.fromEntries(NAMES.map((name) => [name, { painters: [], key: null, picture: document.createElement("canvas") }])));
      /** Stages to be painted anew; null where all are. @type {Set<string>|null} */
      this.stale = null;
      /** @type {number|null} */
      this.smallOf = null;
      Object.assign(timeMap.map.createPane(pane).style, { zIndex: 350, pointerEvents: "none" });
      this.backdrop = document.createElement("canvas");
      this.small = document.createElement("canvas");
      this.pace = new Pace();
      this.layer = new tm.CanvasLayer((context, view) => this._paint(context, view), { pane, padding: 0.12 });
      timeMap.map.addLayer(/** @type {any} */ (this.layer));
    }

    /** @param {tm.StageName} name @param {tm.Painter} painter */
    add(name, painter) {
      const { painters } = this.stages[name];
      painters.push(painter);
      painters.sort((a, b) => a.z - b.z);
    }

    /**
     * Paint what has changed; tells whether anything had.
     * @returns {boolean}
     */
    draw() {
      this._keepPace();
      const state = this.timeMap.current;
      const keys = NAMES.map((name) => /** @type {const} */ ([name, this.stages[name].painters.map((painter) => painter.key(state)).join("|")]));
      this.stale = new Set(keys.filter(([name, key]) => this.stages[name].key !== key).map(([name]) => name));
      keys.forEach(([name, key]) => (this.stages[name].key = key));
      const hasPainted = this.stale.size > 0;
      if (hasPainted) this.layer.redraw();
      this.stale = null;
      return hasPainted;
    }

    /** On a dense display the moving picture is drawn with fewer pixels where it would stutter, the resting one with all. */
    _keepPace() {
      const full = this.layer.fullRatio();
      const isLate = this.pace.isLate(performance.now(), this.timeMap.isMoving);
      const ratio = this.timeMap.isMoving && (isLate || this.layer.ratio < full) && full > 1 ? 1 : full;
      if (ratio === this.layer.ratio) return;
      this.layer.setRatio(ratio);
      this.stages.live.key = null;
    }

    /**
     * Outside of `draw` the view has changed: everything is stale.
     * @param {tm.Pen} context
     * @param {tm.View} view
     */
    _paint(context, view) {
      if (this.timeMap.isWaiting || !view.width || !view.height) return this._forget(); // a hidden map has no pixels
      const full = { ...view, ratio: this.layer.fullRatio() };
      const still = STILL.filter((name) => !this.stale || this.stale.has(name));
      still.forEach((name) => this._paintPicture(this.stages[name], full));
      if (still.length) this._join(full);
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(view.ratio === full.ratio ? this.backdrop : this._smallBackdrop(view), 0, 0);
      context.restore();
      this._run(this.stages.live.painters, context, view);
      return undefined;
    }

    /** Have everything painted at the next draw. */
    _forget() {
      Object.values(this.stages).forEach((stage) => (stage.key = null));
    }

    /** @param {tm.Stage} stage @param {tm.View} view */
    _paintPicture(stage, view) {
      const context = sized(stage.picture, view);
      context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
      this._runOverWorlds(stage.painters, context, view);
    }

    /** @param {tm.View} view */
    _join(view) {
      const context = sized(this.backdrop, view);
      for (const name of STILL) context.drawImage(this.stages[name].picture, 0, 0);
      this.smallOf = null;
    }

    /**
     * What lies still, in the coarser pixels of the moving picture; made once.
     * @param {tm.View} view
     */
    _smallBackdrop(view) {
      if (this.smallOf === view.ratio) return this.small;
      this.smallOf = view.ratio;
      const context = sized(this.small, view);
      context.drawImage(this.backdrop, 0, 0, this.small.width, this.small.height);
      return this.small;
    }

    /**
     * All stages once more on a canvas of their own, for another view; then the map is painted anew, for painters remember what they saw last.
     * @param {tm.View} view
     */
    picture(view) {
      const { layer } = this;
      const { fullRatio } = layer;
      const canvas = document.createElement("canvas");
      const context = sized(canvas, view);
      layer.fullRatio = () => view.ratio;
      context.scale(view.ratio, view.ratio);
      for (const name of STILL) this._runOverWorlds(this.stages[name].painters, context, view);
      this._run(this.stages.live.painters, context, view);
      layer.fullRatio = fullRatio;
      this._forget();
      this.timeMap.invalidate("view");
      return canvas;
    }

    /**
     * The world repeats itself to the east and west: what lies still is painted on each world in view, but for what fills all of it.
     * @param {tm.Painter[]} painters
     * @param {tm.Pen} context
     * @param {tm.View} view
     */
    _runOverWorlds(painters, context, view) {
      const [left, top, right, bottom] = view.box;
      for (const painter of painters) {
        if (painter.isEndless) {
          this._run([painter], context, view);
          continue;
        }
        // What is cut by the date line may reach a little over the edge of its world.
        for (let k = Math.floor(left - OVER_EDGE); k <= Math.floor(right); k++) {
          this._run([painter], context, { ...view, left: view.left - k * view.scale, box: [left - k, top, right - k, bottom] });
        }
      }
    }

    /** @param {tm.Painter[]} painters @param {tm.Pen} context @param {tm.View} view */
    _run(painters, context, view) {
      for (const painter of painters) {
        context.save();
        this.timeMap.attempt(() => painter.paint(context, view));
        context.restore();
      }
    }
  };

  /** Tells from the time between frames whether a moving picture comes late. */
  class Pace {
    constructor() {
      /** @type {number[]} */
      this.gaps = [];
      this.last = 0;
    }

    /** @param {number} now  ms @param {boolean} isMoving */
    isLate(now, isMoving) {
      if (isMoving && this.last) this.gaps = [...this.gaps, now - this.last].slice(-FRAMES);
      else this.gaps = [];
      this.last = isMoving ? now : 0;
      return this.gaps.length === FRAMES && this.gaps.filter((gap) => gap > LATE_MS).length > FRAMES / 2;
    }
  }

  /**
   * The cleared context of a canvas of the view's size.
   * @param {HTMLCanvasElement} canvas
   * @param {tm.View} view
   */
  function sized(canvas, view) {
    const [width, height] = [Math.round(view.width * view.ratio), Math.round(view.height * view.ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const context = /** @type {tm.Pen} */ (canvas.getContext("2d"));
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    return context;
  }
})(L.timemap);
