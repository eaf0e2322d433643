/** What lies under the pointer, in a few words beside it. */
(function (tm) {
  "use strict";
  const ROOM_PX = 260;
  const GAP_PX = 14;

  tm.Tooltip = class {
    /**
     * @param {tm.TimeMap} timeMap
     * @param {Pick<tm.EventPoints, "at"|"names">} points  answers `at(point)` with what lies there
     */
    constructor(timeMap, points) {
      /** @type {tm.Spotted|null} */
      this.pointer = null;
      this.timeMap = timeMap;
      this.points = points;
      this.node = tm.h("div.tm-tooltip", { role: "tooltip" });
      timeMap.shell.over.append(this.node);
      timeMap.map.on("mousemove", (event) => this._move(event.containerPoint));
      timeMap.map.on("mouseout movestart", () => this._move(null));
    }

    hide() {
      this.node.classList.remove("is-on");
    }

    /** What the pointer rests on has moved on with time. */
    follow() {
      if (this.node.classList.contains("is-on")) this._show();
    }

    /** @param {tm.Spotted|null} point */
    _move(point) {
      this.pointer = point;
      this._show();
    }

    _show() {
      const { map } = this.timeMap;
      const target = this.pointer && this.points.at(this.pointer);
      map.getContainer().classList.toggle("tm-points-at", Boolean(target && !target.count));
      this.node.classList.toggle("is-on", Boolean(target));
      if (!target || !this.pointer) return;
      tm.fill(this.node, this._lines(target));
      const size = map.getSize();
      const { x, y } = this.pointer;
      const flip = x > size.x - ROOM_PX;
      const low = y + this.node.offsetHeight > size.y - 8;
      this.node.style.transform = `translate(${Math.round(flip ? x - GAP_PX : x + GAP_PX)}px, ${Math.round(y - 10)}px) ${flip ? "translateX(-100%)" : ""} ${low ? "translateY(-100%)" : ""}`;
    }

    /** @param {tm.Target} target */
    _lines({ cluster, event, count }) {
      const { events, words } = this.timeMap;
      if (count) return [tm.h("div", {}, words.text("map.density.here", { n: count }))];
      if (cluster && cluster.high > 1) return this._clusterLines(cluster);
      const i = cluster?.first ?? event ?? -1;
      return [tm.h("strong", {}, tm.titleWords(this.timeMap, i)), tm.h("div", {}, tm.whenWords(this.timeMap, i)), this._setLine(i), events.newness && this._sideLine(events.newness[i])];
    }

    /** @param {tm.Cluster} cluster */
    _clusterLines(cluster) {
      const { events, words } = this.timeMap;
      /** @param {tm.Sums} part @param {number} k */
      const row = (part, k) => tm.h("div.tm-tooltip-row", {}, tm.familySwatch(this.timeMap, events.families[k], 12), `${words.range(part.low, part.high)} ${words.name("map.family", events.families[k].id)}`);
      const rows = cluster.parts.map((part, k) => part.high > 0 && row(part, k));
      const since = events.newness && tm.h("div", {}, words.text("map.pin.since", { n: cluster.sinceHigh, range: words.range(cluster.sinceLow, cluster.sinceHigh) }));
      return [tm.h("strong", {}, this.points.names.of(cluster)), rows, since];
    }

    /**
     * Which set it belongs to, where there are several.
     * @param {number} i
     */
    _setLine(i) {
      const { events } = this.timeMap;
      return events.sets && tm.h("div", {}, tm.setName(this.timeMap, events.setOf ? events.setOf[i] : 0));
    }

    /** @param {number} newness */
    _sideLine(newness) {
      return tm.h("div", {}, this.timeMap.words.text(["map.pin.is_before", "map.pin.is_either", "map.pin.is_since"][newness]));
    }
  };
})(L.timemap);
