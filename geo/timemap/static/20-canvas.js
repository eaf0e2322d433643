/** The canvas that lies in the map, follows its pan and zoom, and is painted by several painters. */
(function (tm) {
  "use strict";

  /**
   * A canvas in a pane. `paint(context, view)` draws in CSS pixels of the canvas;
   * `view` = `{scale, left, top, width, height, ratio, zoom, box}`: pixel = Mercator * scale - (left, top).
   */
  tm.CanvasLayer = L.Renderer.extend({
    options: { padding: 0.15 },

    initialize(paint, options) {
      L.Renderer.prototype.initialize.call(this, options);
      this.paint = paint;
    },

    getEvents() {
      return { ...L.Renderer.prototype.getEvents.call(this), move: this._cover };
    },

    _initContainer() {
      this._container = tm.h("canvas.tm-canvas");
      this.context = this._container.getContext("2d");
    },

    _destroyContainer() {
      this._container.remove();
      delete this._container;
    },

    _updatePaths() {},

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      this.ratio = Math.max(1, window.devicePixelRatio || 1);
      const [width, height] = [Math.round(size.x * this.ratio), Math.round(size.y * this.ratio)];
      if (this._container.width !== width || this._container.height !== height) {
        Object.assign(this._container, { width, height });
        Object.assign(this._container.style, { width: size.x + "px", height: size.y + "px" });
      }
      this._container.style.transform = "";
      L.DomUtil.setPosition(this._container, this._bounds.min);
      this.redraw();
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
  });

  /**
   * The one canvas of a map, and the stages painted on it: "ground" (land), "cover" (what holds in a region), "lines" (water, borders), "live" (what
   * moves). A painter is `{z, key(state), paint(context, view)}`. The first three are kept as a picture each and painted anew only when a
   * painter's key or the view has changed; a browser without a GPU could not lay several full canvases over each other in time.
   */
  /** While what was asked for at first is on its way the map is not painted piece by piece; but the reader of a slow network sees what is there. */
  const PATIENCE_MS = 400;

  tm.Stack = class {
    constructor(timeMap, pane) {
      this.timeMap = timeMap;
      this.stages = Object.fromEntries(["ground", "cover", "lines", "live"].map((name) => [name, { painters: [], key: null, picture: document.createElement("canvas") }]));
      timeMap.map.createPane(pane).style.zIndex = 350;
      timeMap.map.getPane(pane).style.pointerEvents = "none";
      this.backdrop = document.createElement("canvas");
      this.isWaiting = true;
      this.layer = new tm.CanvasLayer((context, view) => this._paint(context, view), { pane, padding: 0.12 });
      timeMap.map.addLayer(this.layer);
      this.waiting = setTimeout(() => this._begin(), PATIENCE_MS);
    }

    _begin() {
      clearTimeout(this.waiting);
      this.isWaiting = false;
      this.timeMap.invalidate("view");
    }

    add(name, painter) {
      const { painters } = this.stages[name];
      painters.push(painter);
      painters.sort((a, b) => a.z - b.z);
    }

    /** Paint what has changed. */
    draw() {
      if (this.isWaiting && this.timeMap.pending === 0) this._begin();
      const state = this.timeMap.current;
      const keys = Object.entries(this.stages).map(([name, stage]) => [name, stage.painters.map((painter) => painter.key(state)).join("|")]);
      this.stale = new Set(keys.filter(([name, key]) => this.stages[name].key !== key).map(([name]) => name));
      keys.forEach(([name, key]) => (this.stages[name].key = key));
      if (this.stale.size) this.layer.redraw();
      this.stale = null;
    }

    /** Outside of `draw` the view has changed: everything is stale. */
    _paint(context, view) {
      if (this.isWaiting) return this._forget();
      const still = ["ground", "cover", "lines"].filter((name) => !this.stale || this.stale.has(name));
      still.forEach((name) => this._paintPicture(this.stages[name], view));
      if (still.length) this._join(view);
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(this.backdrop, 0, 0);
      context.restore();
      this._run(this.stages.live.painters, context, view);
      return undefined;
    }

    /** Have everything painted at the next draw. */
    _forget() {
      Object.values(this.stages).forEach((stage) => (stage.key = null));
    }

    _paintPicture(stage, view) {
      const context = sized(stage.picture, view);
      context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
      this._run(stage.painters, context, view);
    }

    _join(view) {
      const context = sized(this.backdrop, view);
      for (const name of ["ground", "cover", "lines"]) context.drawImage(this.stages[name].picture, 0, 0);
    }

    _run(painters, context, view) {
      for (const painter of painters) {
        context.save();
        painter.paint(context, view);
        context.restore();
      }
    }
  };

  /** The cleared context of a canvas of the view's size. */
  function sized(canvas, view) {
    const [width, height] = [Math.round(view.width * view.ratio), Math.round(view.height * view.ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const context = canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    return context;
  }
})(L.timemap);
