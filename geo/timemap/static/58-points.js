/** Events on the map: bubbles by place from afar, single marks up close, a surface where that is wished for. */
(function (tm) {
  "use strict";
  /** From this zoom on a place's events stand singly around it. */
  const SINGLE_ZOOM = 9.5;
  /** More places than this are drawn as single marks at every zoom. */
  const BUBBLE_PLACES = 2000;
  /** More events than this in sight stay where they are, even where they share a spot. */
  const OPEN_UP = 4000;

  /** @typedef {{id: string, name: tm.Text, events: tm.EventSet|null, found: tm.Resource|null}} Loaded */
  /** @typedef {tm.FoundNames & {key: string|null, clusters: tm.Cluster[], isSingle: boolean, opened: tm.Opened|null}} Arranged */

  /**
   * Options: `data` (resource of the wire), `texts`, `found` (resources; the second is what only a search looks in), `set` (`{id, name}`, where there are several), `layer`, `labels` (layer of the names), `radius`
   * px of a single mark, `strong` (place ids whose name always shows), `waters` (`[{name: {en, de}, lat, lon}]`). A second one on a map adds its events to
   * the first one's.
   */
  tm.elements.EventPoints = class {
    /** @param {tm.TimeMap} timeMap @param {Partial<tm.PointsOptions> & {data: tm.Resource}} options */
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      /** @type {tm.PointsOptions} */
      this.options = { radius: 6, layer: "events", labels: "labels", strong: [], waters: [], ...options };
      /** @type {Loaded[]} */
      this.loaded = [];
      /** Places with their events; null until there are any. @type {tm.Spot[]|null} */
      this.spots = null;
      /** @type {Arranged|null} */
      this.arranged = null;
      /** @type {tm.Hit[]} */
      this.hits = [];
      /** Whether there are too many places for bubbles, whether events were ever drawn, whether a surface is. */
      this.isMany = this.isSeen = this.isDense = false;
      this.version = 0;
      if (timeMap.points) return /** @type {any} */ (timeMap.points.join(this.options));
      timeMap.points = this;
      /** @type {tm.Names} */
      this.names = new tm.Names(timeMap, this.options);
      /** @type {tm.Bubbles} */
      this.bubbles = new tm.Bubbles(timeMap, this.names);
      /** @type {tm.Swarm} */
      this.swarm = new tm.Swarm(timeMap, this.options.radius);
      /** @type {tm.Density} */
      this.density = new tm.Density(timeMap);
      /** @type {tm.Tooltip} */
      this.tooltip = new tm.Tooltip(timeMap, this);
      timeMap.paint("live", { z: 20, key: () => this.version, paint: (context, view) => this._paint(context, view) });
      /** @type {tm.CanvasLayer} */
      this.layer = timeMap.stack.layer;
      timeMap.known.add(this.options.layer).add(this.options.labels);
      timeMap.map.on("click", (event) => this._click(event.containerPoint));
      this.join(this.options);
    }

    /**
     * Add a set of events; several stand on one axis.
     * @param {tm.PointsOptions} options
     * @returns {tm.EventPoints}
     */
    join(options) {
      /** @type {Loaded} */
      const set = { id: options.set?.id ?? String(this.loaded.length), name: options.set?.name ?? "", events: null, found: options.found ?? null };
      this.loaded.push(set);
      this._load(set, options).catch((error) => this.timeMap.fail(error.message));
      return this;
    }

    /** @param {Loaded} set @param {tm.PointsOptions} options */
    async _load(set, { data, texts }) {
      const { timeMap } = this;
      const told = texts ? timeMap.load(texts, "json") : null;
      const events = tm.EventSet.read(await timeMap.load(data, "buffer"));
      events.texts = await told;
      set.events = events;
      this._take();
      timeMap.ready = true;
      timeMap.keeper.recall();
      timeMap.emit("ready");
      requestAnimationFrame(() => timeMap.bridge.hello());
    }

    /** Show what has been loaded so far. */
    _take() {
      const { timeMap } = this;
      const events = tm.joinSets(this.loaded.flatMap((one) => (one.events ? [{ ...one, events: one.events }] : [])));
      timeMap.events = events;
      this.isMany = tm.hasManySpots(events, BUBBLE_PLACES);
      this.spots = this.isMany ? [] : tm.spotsOf(events);
      timeMap.invalidate("all");
      timeMap.invalidate("data");
    }

    /** Get what only a search looks in, for each set once; where that fails, the next search asks again. */
    async findMore() {
      const sets = this.loaded.filter(({ events, found }) => events && found);
      const came = await Promise.all(sets.map((set) => this._findMore(set)));
      if (came.some(Boolean)) this._take();
    }

    /**
     * @param {Loaded} set
     * @returns {Promise<boolean>} whether it came
     */
    async _findMore(set) {
      const { events, found } = set;
      if (!events?.texts || !found) return false;
      set.found = null;
      try {
        /** @type {string[]} */
        const texts = await this.timeMap.load(found, "json");
        events.texts = { ...events.texts, events: events.texts.events.map((text, i) => ({ ...text, found: texts[i] })) };
        return true;
      } catch {
        set.found = found;
        return false;
      }
    }

    /** @param {tm.Touches} touches */
    draw(touches) {
      if (!this.spots) return;
      if (touches("filter", "data") && this.timeMap.current.search) this.findMore();
      if (touches("all", "layers", "data", "theme", "words", "size", "names", "legend")) this.arranged = null;
      const hasChanged = !this.arranged || touches("time", "filter", "event", "density", "alliance");
      if (hasChanged || (touches("still") && this.swarm.isRough)) this.version += 1;
    }

    // Arrangement: depends on view and places, not on time -------------------------------------------------------------

    /**
     * @param {tm.View} view
     * @returns {Arranged}
     */
    _arrange(view) {
      const { allianceAxis, current, theme } = this.timeMap;
      const alliance = [Boolean(allianceAxis?.isOpen), Boolean(current.alliance_on)];
      const key = [view.scale, view.left, view.top, view.width, this.layer.fullRatio(), current.lang, theme, ...alliance].join();
      if (this.arranged?.key === key) return this.arranged;
      if (this.isMany) this.timeMap.stir();
      const clusters = this.isMany ? [] : this.bubbles.arrange(this.spots || [], view);
      const isSingle = view.zoom >= SINGLE_ZOOM;
      const opened = isSingle || this.isMany ? this._openUp(view, isSingle) : null;
      if (isSingle) this._reachOut(clusters);
      /** @type {Arranged} */
      const arranged = { key, clusters, isSingle, opened, labels: [], names: [] };
      this.arranged = arranged;
      if (!this.timeMap.isOn(this.options.labels)) return arranged;
      if (this.isSeen) Object.assign(arranged, this.names.arrange(clusters, { ...view, ratio: this.layer.fullRatio() }, { isRoomy: this.bubbles.size === 1 }));
      else this._nameLater(arranged);
      return arranged;
    }

    /**
     * Single marks of one spot stand around it, if those in sight are few enough to tell apart.
     * @param {tm.View} view
     * @param {boolean} isSingle
     */
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

    /** @param {tm.Cluster[]} clusters */
    _reachOut(clusters) {
      for (const cluster of clusters) cluster.maxR = tm.petalReach(cluster.weight, this.options.radius);
    }

    /**
     * The events first, names in the frame after.
     * @param {Arranged} arranged
     */
    _nameLater(arranged) {
      this.isSeen = true;
      arranged.key = null;
      requestAnimationFrame(() => this.timeMap.invalidate("names"));
    }

    // Painting ---------------------------------------------------------------------------------------------------------

    /** @param {tm.Pen} context @param {tm.View} view */
    _paint(context, view) {
      const { timeMap } = this;
      if (!this.spots) return;
      const arranged = this._arrange(view);
      const isShown = timeMap.isOn(this.options.layer);
      const { isMany, swarm } = this;
      this.names.paintBetween(context, arranged);
      if (!timeMap.isSeen(this.options.layer) && timeMap.isOn(this.options.layer)) return this._stepBack();
      for (const cluster of arranged.clusters) this.bubbles.count(cluster, isShown);
      this.hits = [];
      this.isDense = isShown && timeMap.current.density;
      if (this.isDense) this._paintDensity(context, view);
      else if (isShown && (isMany || arranged.isSingle)) this._paintSingles(context, view, arranged);
      else swarm.clear();
      /** @param {tm.Cluster} cluster */
      const ofBubbles = (cluster) => (this.isDense ? 3 : arranged.isSingle && cluster.high ? cluster.maxR : this.bubbles.radiusOf(cluster));
      this.names.paintBeside(context, arranged, ofBubbles);
      if (!this.isDense && !arranged.isSingle) this.hits = this.bubbles.paint(context, arranged.clusters);
      timeMap.drawn = this.isDense ? this.density.drawn : isMany || arranged.isSingle ? swarm.drawn : arranged.clusters.reduce((sum, { high }) => sum + high, 0);
      this.tooltip.follow();
    }

    /** Nothing that happened is drawn while the alliance is seen on another day. */
    _stepBack() {
      this.swarm.clear();
      this.hits = [];
      this.timeMap.drawn = 0;
      this.tooltip.follow();
    }

    /** @param {tm.Pen} context @param {tm.View} view */
    _paintDensity(context, view) {
      this.swarm.clear();
      this.density.draw(context, view);
    }

    /** @param {tm.Pen} context @param {tm.View} view @param {Arranged} arranged */
    _paintSingles(context, view, { opened }) {
      const { timeMap, swarm } = this;
      for (const group of opened?.groups || []) this._paintGroup(context, group);
      swarm.draw(context, view, opened?.placed || null, { isMoving: timeMap.isMoving });
    }

    /**
     * What stands around one spot belongs together.
     * @param {tm.Pen} context
     * @param {{x: number, y: number, r: number}} group
     */
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

    /**
     * What lies at a point of the map: `{cluster}`, `{event}`, `{count}` or null.
     * @param {tm.Spotted} containerPoint
     * @returns {tm.Target|null}
     */
    at(containerPoint) {
      if (!this.layer._bounds || !this.spots) return null;
      const { map } = this.timeMap;
      const point = map.containerPointToLayerPoint(containerPoint).subtract(this.layer._bounds.min);
      if (this.isDense) {
        const count = this.density.at(point.x, point.y);
        return count ? { count } : null;
      }
      const event = this.swarm.at(point.x, point.y);
      if (event >= 0) return { event };
      const near = this.hits.filter((hit) => Math.hypot(hit.x - point.x, hit.y - point.y) <= hit.r);
      return near.length ? { cluster: near[near.length - 1].cluster } : null;
    }

    /** @param {tm.Spotted} point */
    _click(point) {
      const target = this.at(point);
      if (!target || target.count) return;
      this.tooltip.hide();
      const { events } = this.timeMap;
      if (target.cluster && target.cluster.high > 1) {
        const places = target.cluster.spots.map((spot) => events.placeIdOf(spot.events[0]));
        this.timeMap.emit("place", { places, name: this.names.of(target.cluster) || tm.whereWords(this.timeMap, target.cluster.first) });
      } else this.timeMap.set({ event: events.idOf(target.cluster?.first ?? target.event ?? -1) });
    }
  };
})(L.timemap);
