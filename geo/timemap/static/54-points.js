/** Events on the map: bubbles by place from afar, single marks up close, and names beside them. */
(function (tm) {
  "use strict";
  /** From this zoom on a place's events stand singly around it. */
  const SINGLE_ZOOM = 9.5;
  /** More places than this are drawn as discs at every zoom. */
  const BUBBLE_PLACES = 2000;
  /** Bubbles of this many events are named even where the name lies a little on something else. */
  const IMPORTANT = 6;
  const FADE_MS = 4 * 86400000;
  const PULSE_MS = 5 * 3600000;

  /**
   * Options: `data` (resource of the wire), `texts` (resource), `layer`, `radius` px of a single mark, `strong` (place ids whose name always shows),
   * `waters` (`[{name: {en, de}, lat, lon}]`), `labels` (name of the layer of names).
   */
  tm.elements.EventPoints = class {
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      this.options = { radius: 6, layer: "events", labels: "labels", strong: [], waters: [], ...options };
      const { map } = timeMap;
      this.version = 0;
      timeMap.paint("live", { z: 20, key: () => this.version, paint: (context, view) => this._paint(context, view) });
      this.layer = timeMap.stack.layer;
      this.tooltip = tm.h("div.tm-tooltip", { role: "tooltip" });
      timeMap.shell.over.append(this.tooltip);
      if (timeMap.points) throw new Error("a map has one EventPoints; join the sets before");
      timeMap.points = this;
      timeMap.known.add(this.options.layer).add(this.options.labels);
      map.on("mousemove", (event) => this._hover(event.containerPoint));
      map.on("mouseout movestart", () => this._hover(null));
      map.on("click", (event) => this._click(event.containerPoint));
      this._load().catch((error) => timeMap.fail(error.message));
    }

    async _load() {
      const { timeMap } = this;
      const texts = timeMap.load(this.options.texts, "json");
      const events = new tm.EventSet(await timeMap.load(this.options.data, "buffer"));
      timeMap.events = events;
      timeMap.invalidate("data");
      events.texts = await texts;
      this.spots = tm.spotsOf(events);
      this.isMany = this.spots.length > BUBBLE_PLACES;
      timeMap.ready = true;
      timeMap.invalidate("all");
      timeMap.emit("ready");
      requestAnimationFrame(() => timeMap.bridge.hello());
    }

    draw(touches) {
      if (!this.spots || !touches("all", "time", "filter", "layers", "data", "event", "theme", "words", "size", "view", "legend")) return;
      if (touches("all", "layers", "data", "theme", "words", "size", "view", "legend")) this.arranged = null;
      this.version += 1;
    }

    // Arrangement: depends on view and places, not on time -------------------------------------------------------------

    _arrange(view) {
      const key = [view.scale, view.left, view.top, view.width, this.timeMap.current.lang, this.timeMap.theme].join();
      if (this.arranged?.key === key) return this.arranged;
      const clusters = this.isMany ? [] : tm.cluster(this.spots, view.scale, { size: this._size, isStrong: (spot) => this.options.strong.includes(this.timeMap.events.texts.places[spot.place].id) });
      const clusterOf = new Map();
      clusters.forEach((cluster, k) => {
        cluster.x = cluster.lead.x * view.scale - view.left;
        cluster.y = cluster.lead.y * view.scale - view.top;
        cluster.isSingle = view.zoom >= SINGLE_ZOOM;
        cluster.maxR = cluster.isSingle ? this._petalReach(cluster.weight) : this._bubbleRadius(cluster.weight);
        cluster.spots.forEach((spot) => clusterOf.set(spot.place, k));
      });
      this.arranged = { key, clusters, clusterOf, labels: [], names: [] };
      if (this.isSeen) this._placeLabels(view);
      else this._nameLater();
      return this.arranged;
    }

    /** The events first, names in the frame after. */
    _nameLater() {
      this.isSeen = true;
      this.arranged.key = null;
      requestAnimationFrame(() => this.timeMap.invalidate("view"));
    }

    /** Bubbles are a little smaller on a phone. */
    get _size() {
      return this.timeMap.shell.size === "phone" ? 0.84 : 1;
    }

    _bubbleRadius(count) {
      return count > 1 ? this._size * tm.bubbleRadius(count) : tm.bubbleRadius(count);
    }

    _petalReach(count) {
      return this.options.radius * (1 + 1.55 * Math.sqrt(count));
    }

    _placeLabels(view) {
      const { timeMap, arranged } = this;
      if (!timeMap.isOn(this.options.labels)) return;
      const placer = new tm.LabelPlacer(view.width, view.height);
      this._blockControls(placer, view);
      const seen = arranged.clusters.filter(({ x, y }) => x > -20 && y > -20 && x < view.width + 20 && y < view.height + 20);
      seen.forEach(({ x, y, maxR }) => placer.blockCircle(x, y, maxR));
      const order = [...seen].sort((a, b) => this._isStrong(b) - this._isStrong(a) || b.weight - a.weight);
      for (const cluster of order) this._placeName(cluster, placer, view);
      this._placeLandNames(placer, view);
    }

    /** Legend, locator and buttons lie over the map: no name goes under them. */
    _blockControls(placer, view) {
      const over = this.timeMap.shell.over.getBoundingClientRect();
      const shift = this.timeMap.map.containerPointToLayerPoint([0, 0]).subtract(this.layer._bounds.min);
      const controls = [...this.timeMap.shell.over.querySelectorAll(".tm-slot > *"), ...this.timeMap.map.getContainer().querySelectorAll(".leaflet-control")];
      for (const node of controls) {
        const box = node.getBoundingClientRect();
        if (!box.width) continue;
        placer.block([box.left - over.left + shift.x - 4, box.top - over.top + shift.y - 4, box.right - over.left + shift.x + 4, box.bottom - over.top + shift.y + 4]);
      }
      const size = this.timeMap.map.getSize();
      placer.frame = [shift.x, shift.y, shift.x + size.x, shift.y + size.y];
    }

    _isStrong(cluster) {
      const { places } = this.timeMap.events.texts;
      return cluster.spots.some((spot) => this.options.strong.includes(places[spot.place].id));
    }

    _nameOf(cluster) {
      const { places } = this.timeMap.events.texts;
      const named = cluster.spots.find((spot) => this.options.strong.includes(places[spot.place].id)) || cluster.lead;
      const text = this.timeMap.words.pick(places[named.place].name);
      const others = cluster.spots.filter((spot) => spot !== named && spot.parent < 0).length;
      return others ? `${text} +${others}` : text;
    }

    _placeName(cluster, placer, view) {
      const { palette } = this.timeMap;
      const strong = this._isStrong(cluster);
      const font = strong ? `680 14px ${tm.FONT}` : `450 12px ${tm.FONT}`;
      const sprite = new tm.TextSprite(this._nameOf(cluster), { font, colour: palette.map.label, halo: palette.map.halo, ratio: view.ratio });
      const side = placer.beside(cluster.x, cluster.y, cluster.maxR, sprite.width, sprite.height, { tolerance: strong ? Infinity : cluster.weight >= IMPORTANT && this._size === 1 ? 0.2 : 0 });
      if (side) this.arranged.labels.push({ cluster, side, sprite, pale: sprite.inColour(palette.map.labelPale) });
    }

    _placeLandNames(placer, view) {
      const { timeMap, arranged } = this;
      const { palette, words } = timeMap;
      const put = (text, x, y, style, tries, inside = () => true) => {
        const sprite = new tm.TextSprite(text, { ratio: view.ratio, ...style });
        const points = tries.map(([dx, dy]) => [x + dx, y + dy]).filter(([px, py]) => inside(px, py));
        const at = placer.around(points, sprite.width, sprite.height);
        if (at) arranged.names.push({ sprite, x: at[0] - sprite.width / 2, y: at[1] - sprite.height / 2 });
      };
      const tries = [[0, 0], [0, 26], [0, -26], [60, 0], [-60, 0], [60, 30], [-60, 30], [60, -30], [-60, -30], [0, 60], [0, -60], [120, 0], [-120, 0]];
      const place = (lat, lon) => [tm.mercatorX(lon) * view.scale - view.left, tm.mercatorY(lat) * view.scale - view.top];
      for (const { name, lat, lon } of this.options.waters) {
        put(words.pick(name), ...place(lat, lon), { font: `italic 450 12px ${tm.FONT}`, colour: palette.map.waterName, spacing: 1 }, tries.slice(0, 3));
      }
      const probe = document.createElement("canvas").getContext("2d");
      const members = new Set((timeMap.alliance?.options.members || []).filter((one) => one.status === "member").map((one) => one.country));
      const isMember = (shape) => members.has(shape.properties.iso_a2);
      const countries = [...(timeMap.basemap?.shapes.countries || [])].sort((a, b) => isMember(b) - isMember(a));
      for (const shape of countries) {
        const { label_lat: lat, label_lon: lon, name_en, name_de, name_ru, name_kk, iso_a2 } = shape.properties;
        const extent = (shape.box[2] - shape.box[0]) * view.scale;
        if (!Number.isFinite(lat) || extent < (isMember(shape) ? 14 : 46) || (iso_a2 === timeMap.basemap.options.focus && view.zoom > 4)) continue;
        const text = words.pick({ en: name_en, de: name_de, ru: name_ru, kk: name_kk }).toLocaleUpperCase(words.locale);
        put(text, ...place(lat, lon), { font: `560 10.5px ${tm.FONT}`, colour: palette.map.landName, spacing: 1.6 }, extent < 46 ? tries.slice(0, 1) : tries, (px, py) => extent < 46 || probe.isPointInPath(tm.traced(shape, view), px, py, "evenodd"));
      }
    }

    // Painting ---------------------------------------------------------------------------------------------------------

    _paint(context, view) {
      const { timeMap } = this;
      if (!this.spots) return;
      this.hits = [];
      const { clusters, labels, names } = this._arrange(view);
      for (const { sprite, x, y } of names) sprite.draw(context, x, y);
      const shown = timeMap.isOn(this.options.layer);
      timeMap.drawn = 0;
      clusters.forEach((cluster) => this._count(cluster, shown));
      this._paintRaster(context, view, shown);
      labels.forEach((label) => this._paintLabel(context, label));
      for (const cluster of [...clusters].sort((a, b) => b.high - a.high)) this._paintCluster(context, cluster, view);
      if (this.tooltip.classList.contains("is-on")) this._hover(this.pointer);
    }

    /** Count a bubble's events now: per family certain and possible ones, and the newest of them. */
    _count(cluster, shown) {
      const { events, current } = this.timeMap;
      cluster.parts = events.families.map(() => ({ low: 0, high: 0 }));
      Object.assign(cluster, { low: 0, high: 0, newest: -Infinity, newestSharp: -Infinity, first: -1 });
      if (!shown) return;
      for (const spot of cluster.spots) {
        for (const i of spot.events) {
          const standing = events.standing[i];
          if (standing === tm.OUT) continue;
          const part = cluster.parts[events.family[i]];
          part.high += 1;
          cluster.high += 1;
          if (standing === tm.IN) {
            part.low += 1;
            cluster.low += 1;
          }
          cluster.newest = Math.max(cluster.newest, Math.min(events.last(i), current.t1));
          if (events.latest[i] - events.earliest[i] <= tm.HOUR) cluster.newestSharp = Math.max(cluster.newestSharp, events.earliest[i]);
          cluster.first = i;
        }
      }
      this.timeMap.drawn += cluster.high;
    }

    _strength(newest) {
      if (this.timeMap.current.mode !== "upto") return 1;
      return Math.max(0.55, 1 - (Math.max(0, this.timeMap.current.t1 - newest - tm.DAY / 2) / FADE_MS) * 0.45);
    }

    _paintCluster(context, cluster, view) {
      const { palette, words, events, current } = this.timeMap;
      const { x, y } = cluster;
      if (!cluster.high) return this._paintPlaceDot(context, cluster);
      if (cluster.isSingle) return;
      const strength = this._strength(cluster.newest);
      cluster.r = this._bubbleRadius(cluster.high);
      const age = current.t1 - cluster.newestSharp;
      if (age >= 0 && age < PULSE_MS && current.mode === "upto") this._paintPulse(context, cluster, age / PULSE_MS);
      if (cluster.high === 1) this._paintOne(context, cluster, strength);
      else {
        const parts = cluster.parts.map((part, k) => ({ ...part, colour: palette.families[events.families[k].id] || palette.families.other }));
        const text = words.range(cluster.low, cluster.high);
        if (text.length > 2) cluster.r = Math.max(cluster.r, 3.5 + text.length * 3.6);
        tm.drawBubble(context, { x, y, r: cluster.r, parts, text, strength }, { casing: palette.map.halo, core: palette.map.core, text: palette.map.label });
      }
      this._paintSelection(context, cluster);
      this.hits.push({ x, y, r: Math.max(cluster.r + 2, 11), cluster });
      return undefined;
    }

    _paintPulse(context, { x, y, r, newestSharp, spots }, share) {
      const { events, palette } = this.timeMap;
      const i = spots.flatMap((spot) => spot.events).find((k) => events.earliest[k] === newestSharp && events.standing[k]);
      if (i === undefined) return;
      context.globalAlpha = (1 - share) * 0.55;
      context.strokeStyle = palette.families[events.families[events.family[i]].id] || palette.families.other;
      context.lineWidth = 2.2 * (1 - share) + 0.6;
      context.beginPath();
      context.arc(x, y, r + 3 + 15 * share, 0, 7);
      context.stroke();
      context.globalAlpha = 1;
    }

    /** Only the district or region is known. */
    _isCoarse(i) {
      return ["district", "region"].includes(this.timeMap.events.precisionOf(i));
    }

    /** A single event: the mark of its family; soft while its interval is open or where only its region is known. */
    _paintOne(context, { x, y, r, first, low }, strength) {
      const { palette, events } = this.timeMap;
      const family = events.families[events.family[first]];
      const colour = palette.families[family.id] || palette.families.other;
      if (this._isCoarse(first)) {
        context.globalAlpha = 0.16;
        context.fillStyle = colour;
        context.beginPath();
        context.arc(x, y, r + 7, 0, 7);
        context.fill();
      }
      context.globalAlpha = 1;
      tm.traceMark(context, family.shape, x, y, r);
      context.lineWidth = 3.4;
      context.strokeStyle = palette.map.halo;
      context.stroke();
      context.fillStyle = palette.map.halo;
      context.fill();
      context.globalAlpha = low ? strength : 0.42;
      context.fillStyle = colour;
      context.fill();
      context.globalAlpha = 1;
      if (low) return;
      context.lineWidth = 1.2;
      context.strokeStyle = colour;
      context.setLineDash([2, 2]);
      context.stroke();
      context.setLineDash([]);
    }

    /** A place where nothing is reported yet, or nothing that the filters keep. */
    _paintPlaceDot(context, cluster) {
      cluster.r = 2.2;
      context.beginPath();
      context.arc(cluster.x, cluster.y, 2.2, 0, 7);
      context.fillStyle = this.timeMap.palette.map.labelPale;
      context.fill();
    }

    _paintSelection(context, { x, y, r, spots }) {
      const chosen = this.timeMap.events.indexOf(this.timeMap.current.event);
      if (chosen < 0 || !spots.some((spot) => spot.events.includes(chosen))) return;
      context.beginPath();
      context.arc(x, y, r + 5, 0, 7);
      context.lineWidth = 2;
      context.strokeStyle = this.timeMap.palette.map.label;
      context.stroke();
    }

    _paintLabel(context, { cluster, side, sprite, pale }) {
      const r = cluster.high ? (cluster.isSingle ? cluster.maxR : this._bubbleRadius(cluster.high)) : 2.2;
      const [left, top] = tm.besideBox(side, cluster.x, cluster.y, r, sprite.width, sprite.height);
      (cluster.high || this._isStrong(cluster) ? sprite : pale).draw(context, left, top);
    }

    // Single marks, straight into pixels -------------------------------------------------------------------------------

    _paintRaster(context, view, shown) {
      this.raster = this._rasterFor(view);
      const singles = this.arranged.clusters.filter((cluster) => cluster.isSingle && cluster.high);
      if (!shown || (!this.isMany && !singles.length)) return this.raster.clear();
      this.raster.clear();
      if (this.isMany) this._stampAll(view);
      else singles.forEach((cluster) => cluster.spots.forEach((spot) => this._stampSpot(spot, view)));
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      this._buffer.getContext("2d").putImageData(this.raster.image, 0, 0);
      context.drawImage(this._buffer, 0, 0);
      context.restore();
      return undefined;
    }

    _rasterFor(view) {
      const [width, height] = [Math.round(view.width * view.ratio), Math.round(view.height * view.ratio)];
      if (this.raster?.width === width && this.raster.height === height) return this.raster;
      this._buffer = tm.h("canvas", { width, height });
      return new tm.Raster(width, height);
    }

    _masks(ratio) {
      const key = [ratio, this.options.radius, this.timeMap.theme].join();
      if (this.masks?.key === key) return this.masks;
      const { events, palette } = this.timeMap;
      const size = this.options.radius * ratio;
      this.masks = {
        key,
        marks: events.families.map((family) => ({
          mark: tm.markMask(family.shape, size),
          casing: tm.markMask(family.shape, size + 1.6 * ratio),
          rgb: tm.rgb(palette.families[family.id] || palette.families.other),
        })),
        halo: tm.rgb(palette.map.halo),
        wide: tm.markMask("circle", size * 2.1),
      };
      return this.masks;
    }

    _stampSpot(spot, view) {
      const { events, current } = this.timeMap;
      const { marks, halo, wide } = this._masks(view.ratio);
      const [x, y] = [spot.x * view.scale - view.left, spot.y * view.scale - view.top];
      const chosen = events.indexOf(current.event);
      spot.events.forEach((i, k) => {
        if (!events.standing[i]) return;
        const [dx, dy] = tm.petal(k, spot.events.length, this.options.radius);
        const [px, py] = [(x + dx) * view.ratio, (y + dy) * view.ratio];
        const { mark, casing, rgb } = marks[events.family[i]];
        const isOpen = events.standing[i] === tm.OPEN;
        if (this._isCoarse(i)) this.raster.stamp(wide, px, py, rgb, 0.16, -1);
        this.raster.stamp(casing, px, py, i === chosen ? tm.rgb(this.timeMap.palette.map.label) : halo, 1, i);
        this.raster.stamp(mark, px, py, rgb, isOpen ? 0.45 : this._strength(events.last(i)), i);
      });
    }

    _stampAll(view) {
      const { events } = this.timeMap;
      const { marks } = this._masks(view.ratio);
      const [left, top, right, bottom] = view.box;
      for (let i = 0; i < events.length; i++) {
        const standing = events.standing[i];
        if (!standing || !events.isDot(i)) continue;
        if (events.x[i] < left || events.x[i] > right || events.y[i] < top || events.y[i] > bottom) continue;
        const { mark, rgb } = marks[events.family[i]];
        const strength = standing === tm.OPEN ? 0.45 : this._strength(events.last(i));
        this.raster.stamp(mark, (events.x[i] * view.scale - view.left) * view.ratio, (events.y[i] * view.scale - view.top) * view.ratio, rgb, strength, i);
        this.timeMap.drawn += 1;
      }
    }

    // Pointing ---------------------------------------------------------------------------------------------------------

    /** What lies at a point of the map: `{cluster}`, `{event}` or null. */
    at(containerPoint) {
      if (!this.hits) return null;
      const { map } = this.timeMap;
      const point = map.containerPointToLayerPoint(containerPoint).subtract(this.layer._bounds.min);
      const event = this.raster.pick(point.x * this.layer.ratio, point.y * this.layer.ratio);
      if (event >= 0) return { event };
      const near = this.hits.filter((hit) => Math.hypot(hit.x - point.x, hit.y - point.y) <= hit.r);
      return near.length ? { cluster: near[near.length - 1].cluster } : null;
    }

    _hover(point) {
      this.pointer = point;
      const target = point && this.at(point);
      this.timeMap.map.getContainer().classList.toggle("tm-points-at", Boolean(target));
      this.tooltip.classList.toggle("is-on", Boolean(target));
      if (!target) return;
      tm.fill(this.tooltip, this._tooltipLines(target));
      const width = this.timeMap.map.getSize().x;
      const flip = point.x > width - 260;
      const low = point.y + this.tooltip.offsetHeight > this.timeMap.map.getSize().y - 8;
      this.tooltip.style.transform = `translate(${Math.round(flip ? point.x - 14 : point.x + 14)}px, ${Math.round(point.y - 10)}px) ${flip ? "translateX(-100%)" : ""} ${low ? "translateY(-100%)" : ""}`;
    }

    _tooltipLines({ cluster, event }) {
      const { events, words } = this.timeMap;
      if (cluster && cluster.high > 1) {
        const title = tm.h("strong", {}, this._nameOf(cluster));
        const rows = cluster.parts.map((part, k) => part.high > 0 && tm.h("div.tm-tooltip-row", {}, tm.markSwatch(events.families[k].shape, this.timeMap.palette.families[events.families[k].id], 12), `${words.range(part.low, part.high)} ${words.name("map.family", events.families[k].id)}`));
        return [title, ...rows];
      }
      const i = cluster ? cluster.first : event;
      return [tm.h("strong", {}, words.pick(events.texts.events[i].title)), tm.h("div", {}, tm.whenWords(this.timeMap, i))];
    }

    _click(point) {
      const target = this.at(point);
      if (!target) return;
      this.tooltip.classList.remove("is-on");
      const { events } = this.timeMap;
      if (target.cluster && target.cluster.high > 1) {
        const places = target.cluster.spots.map((spot) => events.texts.places[spot.place].id);
        this.timeMap.emit("place", { places, name: this._nameOf(target.cluster) });
      } else this.timeMap.set({ event: events.texts.events[target.cluster ? target.cluster.first : target.event].id });
    }
  };
})(L.timemap);
