/** Many single marks, each its own event, straight into pixels. */
(function (tm) {
  "use strict";
  /** Steps of fading that marks are drawn ahead in. */
  const LEVELS = 8;
  const NEWNESS = 3;
  const PRECISIONS = 4;
  /** Halo around a mark, px; small marks have a thinner one, tiny ones none. */
  const casingOf = (radius) => (radius >= 5 ? 1.6 : radius >= 3 ? 0.8 : 0);
  /** A frame should not cost more than this while things move, ms. */
  const BUDGET_MS = 13;

  tm.Swarm = class {
    /** @param {number} radius  of a mark, px */
    constructor(timeMap, radius) {
      this.timeMap = timeMap;
      this.radius = radius;
      this.drawn = 0;
      this.cost = 0;
    }

    /**
     * Draw the marks in view.
     * @param {{events: Int32Array, x: Float64Array, y: Float64Array}|null} placed  events with their place on the canvas, px; null: all, where they are
     * @param {{isMoving: boolean, isPointed: boolean}} now  while things move edges are hard if need be, and what nobody points at is not kept
     */
    draw(context, view, placed, { isMoving, isPointed }) {
      const began = performance.now();
      const isHard = isMoving && this.cost > BUDGET_MS;
      const raster = this._rasterFor(view);
      raster.clear({ picks: !isMoving || isPointed });
      this.isRough = isMoving && (isHard || !raster.hasPicks);
      const sprites = this._sprites(view.ratio, isHard);
      this.drawn = placed ? this._drawPlaced(raster, sprites, view, placed) : this._drawAll(raster, sprites, view);
      if (!isMoving) this._ring(raster, view, placed);
      raster.paint(context);
      if (!isHard || !isMoving) this.cost = performance.now() - began;
    }

    clear() {
      this.raster?.clear();
      this.drawn = 0;
      this.isRough = false;
    }

    /** Index of the event at (x, y) of the canvas, px, or -1. */
    at(x, y, ratio) {
      return this.raster ? this.raster.pick(x * ratio, y * ratio) : -1;
    }

    _rasterFor(view) {
      const [width, height] = [Math.round(view.width * view.ratio), Math.round(view.height * view.ratio)];
      if (this.raster?.width !== width || this.raster.height !== height) this.raster = new tm.Raster(width, height);
      return this.raster;
    }

    /** Where in the table of sprites the one of an event is: family, precision, side of the pin, openness, fading. */
    _drawAll(raster, sprites, view) {
      const { events } = this.timeMap;
      const { x, y, standing, family, dot } = events;
      const spriteOf = this._chooser(sprites);
      const scale = view.scale * view.ratio;
      const [left, top] = [view.left * view.ratio, view.top * view.ratio];
      const margin = sprites.reach;
      const [right, bottom] = [raster.width + margin, raster.height + margin];
      let drawn = 0;
      for (const block of events.ledger.blocks) {
        if (block.standing === tm.OUT) continue;
        for (let i = block.from; i < block.to; i++) {
          if (standing[i] === tm.OUT || dot[i] === 0 || family[i] < 0) continue;
          const px = Math.round(x[i] * scale - left);
          const py = Math.round(y[i] * scale - top);
          if (px < -margin || py < -margin || px >= right || py >= bottom) continue;
          raster.stamp(spriteOf(i), px, py, i);
          drawn += 1;
        }
      }
      return drawn;
    }

    _drawPlaced(raster, sprites, { ratio }, { events: indices, x, y }) {
      const { standing } = this.timeMap.events;
      const spriteOf = this._chooser(sprites);
      let drawn = 0;
      for (let k = 0; k < indices.length; k++) {
        const i = indices[k];
        if (standing[i] === tm.OUT) continue;
        raster.stamp(spriteOf(i), Math.round(x[k] * ratio), Math.round(y[k] * ratio), i);
        drawn += 1;
      }
      return drawn;
    }

    /** The chosen event stands out, above all others. */
    _ring(raster, { scale, left, top, ratio }, placed) {
      const { events, current, palette } = this.timeMap;
      const i = events.indexOf(current.event);
      if (i < 0 || !events.isDot(i) || events.standing[i] === tm.OUT) return;
      const k = placed ? placed.events.indexOf(i) : -1;
      if (placed && k < 0) return;
      const [x, y] = placed ? [placed.x[k], placed.y[k]] : [events.x[i] * scale - left, events.y[i] * scale - top];
      const r = this.radius * ratio;
      const ring = new tm.Sprite(Math.ceil(r * 1.5 + 5 * ratio), (context, cx, cy) => {
        context.strokeStyle = palette.map.label;
        context.lineWidth = 2 * ratio;
        context.beginPath();
        context.arc(cx, cy, r * 1.3 + 2.5 * ratio, 0, 7);
        context.stroke();
      });
      raster.stamp(ring, Math.round(x * ratio), Math.round(y * ratio), -1);
      raster.stamp(this._chooser(this._sprites(ratio, false))(i), Math.round(x * ratio), Math.round(y * ratio), i);
    }

    /** Gives the sprite of an event; made with what does not change from event to event at hand. */
    _chooser(sprites) {
      const { events, current } = this.timeMap;
      const { family, precision, standing, latest, ended, newness } = events;
      const classes = events.header.precisions.map(tm.precisionClass);
      const { mode, t1 } = current;
      const fade = current.fade === undefined ? 96 : current.fade;
      const isFading = mode === "upto" && fade !== null;
      const perMs = isFading ? (LEVELS - 1) / (fade * tm.HOUR) : 0;
      const grace = isFading ? (fade * tm.HOUR) / 8 : 0;
      return (i) => {
        const last = ended[i] > latest[i] ? ended[i] : latest[i];
        const age = (t1 - last - grace) * perMs;
        const level = age <= 0 ? 0 : age >= LEVELS - 1 ? LEVELS - 1 : Math.round(age);
        const side = newness ? newness[i] : tm.SINCE;
        const key = (((family[i] * PRECISIONS + classes[precision[i]]) * NEWNESS + side) * 2 + (standing[i] === tm.OPEN ? 1 : 0)) * LEVELS + level;
        return sprites.list[key] || sprites.make(key);
      };
    }

    _sprites(ratio, isHard) {
      const { theme, events } = this.timeMap;
      const key = [ratio, theme].join();
      if (this.kept?.key !== key || this.kept.events !== events) this.kept = { key, events, soft: this._table(ratio, false), hard: this._table(ratio, true) };
      return isHard ? this.kept.hard : this.kept.soft;
    }

    _table(ratio, isHard) {
      const reach = Math.ceil(this.radius * ratio * tm.GROUND[3]) + 3;
      const list = [];
      return { list, reach, make: (key) => (list[key] = this._sprite(key, ratio, isHard)) };
    }

    _sprite(key, ratio, isHard) {
      const { events, palette } = this.timeMap;
      const level = key % LEVELS;
      const isOpen = Math.floor(key / LEVELS) % 2 === 1;
      const side = Math.floor(key / (LEVELS * 2)) % NEWNESS;
      const precision = Math.floor(key / (LEVELS * 2 * NEWNESS)) % PRECISIONS;
      const family = events.families[Math.floor(key / (LEVELS * 2 * NEWNESS * PRECISIONS))];
      const r = this.radius * ratio;
      const fade = 1 - (level / (LEVELS - 1)) * 0.45;
      const mark = { shape: family.shape, colour: tm.colourOf(this.timeMap, family), halo: palette.map.halo, r, hollow: tm.isHollow(family), precision, isOpen: isOpen || side === tm.EITHER, strength: side === tm.BEFORE ? 0.26 : fade, casing: isHard ? 0 : casingOf(this.radius) * ratio };
      const half = Math.ceil(r * Math.max(1.45, precision >= 2 ? tm.GROUND[precision] : 0) + mark.casing) + 1;
      return new tm.Sprite(half, (context, x, y) => tm.paintMark(context, x, y, mark), { isHard });
    }
  };

  /**
   * Places for events that share a spot: around it, their own place in the middle.
   * @param {object} events  a `tm.EventSet`
   * @param {Iterable<number>} indices  those in sight, in their order
   * @returns {{placed: {events: Int32Array, x: Float64Array, y: Float64Array}, groups: {x: number, y: number, r: number}[]}}  px on the canvas
   */
  tm.openUp = function (events, indices, view, radius) {
    const spots = new Map();
    for (const i of indices) {
      const key = `${events.x[i]} ${events.y[i]}`;
      if (!spots.has(key)) spots.set(key, []);
      spots.get(key).push(i);
    }
    const rows = [];
    const groups = [];
    for (const list of spots.values()) {
      const x = events.x[list[0]] * view.scale - view.left;
      const y = events.y[list[0]] * view.scale - view.top;
      list.forEach((i, k) => {
        const [dx, dy] = tm.petal(k, list.length, radius);
        rows.push([i, x + dx, y + dy]);
      });
      if (list.length > 1) groups.push({ x, y, r: tm.petalReach(list.length, radius) });
    }
    rows.sort((a, b) => a[0] - b[0]);
    return { placed: { events: Int32Array.from(rows, (row) => row[0]), x: Float64Array.from(rows, (row) => row[1]), y: Float64Array.from(rows, (row) => row[2]) }, groups };
  };
})(L.timemap);
