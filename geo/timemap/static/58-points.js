/** Events on the map: bubbles by place from afar, single marks up close, a surface where that is wished for. */
(function (tm) {
  "use strict";
  /** From this zoom on a place's events stand singly around it. */
  const SINGLE_ZOOM = 9.5;
  /** More places than this are drawn as single marks at every zoom. */
  const BUBBLE_PLACES = 2000;
  /** More events than this in sight stay where they are, even where they share a spot. */
  const OPEN_UP = 4000;

  /**
   * Options: `data` (resource of the wire), `texts` (resource), `set` (`{id, name}`, where there are several), `layer`, `labels` (layer of the names), `radius`
   * px of a single mark, `strong` (place ids whose name always shows), `waters` (`[{name: {en, de}, lat, lon}]`). A second one on a map adds its events to
   * the first one's.
   */
  tm.elements.EventPoints = class {
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      this.options = { radius: 6, layer: "events", labels: "labels", strong: [], waters: [], ...options };
      if (timeMap.points) return timeMap.points.join(this.options);
      timeMap.points = this;
      this.loaded = [];
      this.names = new tm.Names(timeMap, this.options);
      this.bubbles = new tm.Bubbles(timeMap, this.names);
      this.swarm = new tm.Swarm(timeMap, this.options.radius);
      this.density = new tm.Density(timeMap);
      this.tooltip = new tm.Tooltip(timeMap, this);
      this.version = 0;
      this.hits = [];
      timeMap.paint("live", { z: 20, key: () => this.version, paint: (context, view) => this._paint(context, view) });
      this.layer = timeMap.stack.layer;
      timeMap.known.add(this.options.layer).add(this.options.labels);
      timeMap.map.on("click", (event) => this._click(event.containerPoint));
      this.join(this.options);
    }

    /** Add a set of events; several stand on one axis. */
    join(options) {
      const set = { id: options.set?.id ?? String(this.loaded.length), name: options.set?.name ?? "", events: null };
      this.loaded.push(set);
      this._load(set, options).catch((error) => this.timeMap.fail(error.message));
      return this;
    }

    async _load(set, { data, texts }) {
      const { timeMap } = this;
      const told = texts ? timeMap.load(texts, "json") : null;
      const events = tm.EventSet.read(await timeMap.load(data, "buffer"));
      events.texts = await told;
      set.events = events;
      this._take(tm.joinSets(this.loaded.filter((one) => one.events)));
    }

    _take(events) {
      const { timeMap } = this;
      timeMap.events = events;
      this.isMany = tm.hasManySpots(events, BUBBLE_PLACES);
      this.spots = this.isMany ? [] : tm.spotsOf(events);
      timeMap.ready = true;
      timeMap.invalidate("all");
      timeMap.invalidate("data");
      timeMap.emit("ready");
      requestAnimationFrame(() => timeMap.bridge.hello());
    }

    draw(touches) {
      if (!this.spots) return;
      if (touches("all", "layers", "data", "theme", "words", "size", "view", "legend")) this.arranged = null;
      const hasChanged = !this.arranged || touches("time", "filter", "event", "density");
      if (hasChanged || (touches("still") && this.swarm.isRough)) this.version += 1;
    }

    // Arrangement: depends on view and places, not on time -------------------------------------------------------------

    _arrange(view) {
      const key = [view.scale, view.left, view.top, view.width, this.layer.fullRatio(), this.timeMap.current.lang, this.timeMap.theme].join();
      if (this.arranged?.key === key) return this.arranged;
      const clusters = this.isMany ? [] : this.bubbles.arrange(this.spots, view);
      const isSingle = view.zoom >= SINGLE_ZOOM;
      const opened = isSingle || this.isMany ? this._openUp(view, isSingle) : null;
      if (isSingle) this._reachOut(clusters);
      this.arranged = { key, clusters, isSingle, opened, labels: [], names: [] };
      if (!this.timeMap.isOn(this.options.labels)) return this.arranged;
      if (this.isSeen) Object.assign(this.arranged, this.names.arrange(clusters, { ...view, ratio: this.layer.fullRatio() }, { isRoomy: this.bubbles.size === 1 }));
      else this._nameLater();
      return this.arranged;
    }

    /** Single marks of one spot stand around it, if those in sight are few enough to tell apart. */
    _openUp(view, isSingle) {
      if (!isSingle) return null;
      const { events } = this.timeMap;
      const [left, top, right, bottom] = view.box;
      const seen = [];
      for (let i = 0; i < events.length; i++) {
        if (!events.isDot(i) || events.x[i] < left || events.x[i] > right || events.y[i] < top || events.y[i] > bottom) continue;
        seen.push(i);
        if (seen.length > OPEN_UP) return null;
      }
      return tm.openUp(events, seen, view, this.options.radius);
    }

    _reachOut(clusters) {
      for (const cluster of clusters) cluster.maxR = tm.petalReach(cluster.weight, this.options.radius);
    }

    /** The events first, names in the frame after. */
    _nameLater() {
      this.isSeen = true;
      this.arranged.key = null;
      requestAnimationFrame(() => this.timeMap.invalidate("view"));
    }

    // Painting ---------------------------------------------------------------------------------------------------------

    _paint(context, view) {
      const { timeMap } = this;
      if (!this.spots) return;
      const arranged = this._arrange(view);
      const isShown = timeMap.isOn(this.options.layer);
      const { isMany, swarm } = this;
      this.names.paintBetween(context, arranged);
      for (const cluster of arranged.clusters) this.bubbles.count(cluster, isShown);
      this.hits = [];
      this.isDense = isShown && timeMap.current.density;
      if (this.isDense) this._paintDensity(context, view);
      else if (isShown && (isMany || arranged.isSingle)) this._paintSingles(context, view, arranged);
      else swarm.clear();
      const ofBubbles = (cluster) => (this.isDense || !cluster.high ? 3 : arranged.isSingle ? cluster.maxR : this.bubbles.radius(cluster.high));
      this.names.paintBeside(context, arranged, ofBubbles);
      if (!this.isDense && !arranged.isSingle) this.hits = this.bubbles.paint(context, arranged.clusters);
      timeMap.drawn = this.isDense ? this.density.drawn : isMany || arranged.isSingle ? swarm.drawn : arranged.clusters.reduce((sum, { high }) => sum + high, 0);
      this.tooltip.follow();
    }

    _paintDensity(context, view) {
      this.swarm.clear();
      this.density.draw(context, view);
    }

    _paintSingles(context, view, { opened }) {
      const { timeMap, swarm } = this;
      for (const group of opened?.groups || []) this._paintGroup(context, group);
      swarm.draw(context, view, opened?.placed || null, { isMoving: timeMap.isMoving, isPointed: this.tooltip.isNear });
    }

    /** What stands around one spot belongs together. */
    _paintGroup(context, { x, y, r }) {
      const { palette } = this.timeMap;
      context.beginPath();
      context.arc(x, y, r + 3, 0, 7);
      context.globalAlpha = 0.5;
      context.fillStyle = palette.map.core;
      context.fill();
      context.globalAlpha = 1;
      context.lineWidth = 1;
      context.strokeStyle = palette.map.region;
      context.stroke();
    }

    // Pointing ---------------------------------------------------------------------------------------------------------

    /** What lies at a point of the map: `{cluster}`, `{event}`, `{count}` or null. */
    at(containerPoint) {
      if (!this.layer._bounds || !this.spots) return null;
      const { map } = this.timeMap;
      const point = map.containerPointToLayerPoint(containerPoint).subtract(this.layer._bounds.min);
      if (this.isDense) {
        const count = this.density.at(point.x, point.y);
        return count ? { count } : null;
      }
      const event = this.swarm.at(point.x, point.y, this.layer.ratio);
      if (event >= 0) return { event };
      const near = this.hits.filter((hit) => Math.hypot(hit.x - point.x, hit.y - point.y) <= hit.r);
      return near.length ? { cluster: near[near.length - 1].cluster } : null;
    }

    /** What was left out while things moved is drawn before anything is pointed at. */
    settle() {
      if (!this.swarm.isRough) return;
      this.timeMap.isMoving = false;
      this.version += 1;
      this.timeMap.stack.draw();
    }

    _click(point) {
      this.settle();
      const target = this.at(point);
      if (!target || target.count) return;
      this.tooltip.hide();
      const { events } = this.timeMap;
      if (target.cluster && target.cluster.high > 1) {
        const places = target.cluster.spots.map((spot) => events.texts?.places?.[spot.place]?.id ?? spot.place);
        this.timeMap.emit("place", { places, name: this.names.of(target.cluster) });
      } else this.timeMap.set({ event: events.idOf(target.cluster ? target.cluster.first : target.event) });
    }
  };
})(L.timemap);
