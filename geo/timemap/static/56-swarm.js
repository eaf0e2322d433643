/** Many single marks, each its own event, straight into pixels. */
(function (tm) {
  "use strict";
  /** Steps of fading that marks are drawn ahead in. */
  const LEVELS = 8;
  const PRECISIONS = 4;
  const SIDES = 3;
  /** Halo around a mark, px; small marks have a thinner one, tiny ones none. */
  const casingOf = (radius) => (radius >= 5 ? 1.6 : radius >= 3 ? 0.8 : 0);
  /** Marks are cut at the raster's rim; further out than this they are not seen, device px. */
  const RIM = 64;
  const OUTSIDE = -1;
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

    _drawAll(raster, sprites, view) {
      const { blocks } = this.timeMap.events.ledger;
      const where = this._where(raster, view, sprites.reach);
      const looks = this._looks(sprites);
      let drawn = 0;
      for (const block of blocks) if (block.standing !== tm.OUT) drawn += this._drawBlock(raster, block, where, looks);
      return drawn;
    }

    /** Most blocks stand all alike: then an event's family and precision alone choose its mark. */
    _drawBlock(raster, block, where, looks) {
      const { standing } = this.timeMap.events;
      const alike = looks.ofBlock(block);
      const { styles } = this;
      const { list } = looks;
      const { width } = raster;
      let drawn = 0;
      for (let i = block.from; i < block.to; i++) {
        const at = where[i];
        if (at === OUTSIDE || standing[i] === tm.OUT) continue;
        drawn += 1;
        const key = (alike < 0 ? looks.of(i) : alike) + styles[i];
        const sprite = list[key] || looks.at(key);
        if (at >= 0) raster.copy(sprite, at, i);
        else raster.stamp(sprite, (-at - RIM) % (width + 2 * RIM) - RIM, Math.floor((-at - RIM) / (width + 2 * RIM)) - RIM, i);
      }
      return drawn;
    }

    /**
     * Where every event stands in the raster, kept until the view changes: the index of its pixel; near the rim, where a mark is cut, a
     * negative number that holds x and y; `OUTSIDE` for the rest.
     */
    _where(raster, view, reach) {
      const { events } = this.timeMap;
      const key = [view.scale, view.left, view.top, view.ratio, raster.width, raster.height].join();
      if (this.whereFor === key && this.whereOf === events) return this.where;
      Object.assign(this, { whereFor: key, whereOf: events });
      if (this.where?.length !== events.length) this.where = new Int32Array(events.length);
      const { where } = this;
      const { x, y, dot, family } = events;
      const { width, height } = raster;
      const scale = view.scale * view.ratio;
      const [left, top] = [view.left * view.ratio, view.top * view.ratio];
      for (let i = 0; i < where.length; i++) {
        const px = Math.round(x[i] * scale - left);
        const py = Math.round(y[i] * scale - top);
        if (dot[i] === 0 || family[i] < 0 || px < -RIM || py < -RIM || px >= width + RIM || py >= height + RIM) where[i] = OUTSIDE;
        else if (px >= reach && py >= reach && px < width - reach && py < height - reach) where[i] = py * width + px;
        else where[i] = -((py + RIM) * (width + 2 * RIM) + px + RIM) - RIM;
      }
      return where;
    }

    _drawPlaced(raster, sprites, { ratio }, { events: indices, x, y }) {
      const { standing } = this.timeMap.events;
      const looks = this._looks(sprites);
      let drawn = 0;
      for (let k = 0; k < indices.length; k++) {
        const i = indices[k];
        if (standing[i] === tm.OUT) continue;
        raster.stamp(looks.at(looks.of(i) + this.styles[i]), Math.round(x[k] * ratio), Math.round(y[k] * ratio), i);
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
      const looks = this._looks(this._sprites(ratio, false));
      raster.stamp(looks.at(looks.of(i) + this.styles[i]), Math.round(x * ratio), Math.round(y * ratio), i);
    }

    /**
     * What marks look like now. A look is a number: side of the pin, openness and fading, times the number of styles; with an event's style
     * (family and precision) added it is the place of its sprite in the table.
     */
    _looks({ list, make }) {
      const { events, current } = this.timeMap;
      const { standing, newness } = events;
      this._style();
      const count = events.families.length * PRECISIONS;
      const { mode, t1, fade } = current;
      const isFading = mode === "upto" && fade !== null;
      const grace = isFading ? (fade * tm.HOUR) / 8 : 0;
      const perMs = isFading ? (LEVELS - 1) / (fade * tm.HOUR) : 0;
      const levelOf = (last) => Math.max(0, Math.min(LEVELS - 1, Math.round((t1 - last - grace) * perMs)));
      const look = (side, isOpen, level) => ((side * 2 + isOpen) * LEVELS + level) * count;
      return {
        list,
        at: (key) => list[key] || make(key, count),
        of: (i) => look(newness ? newness[i] : tm.SINCE, standing[i] === tm.OPEN ? 1 : 0, levelOf(events.last(i))),
        ofBlock: ({ standing: all, firstLast, over }) => {
          const level = levelOf(over);
          return !newness && all === tm.IN && levelOf(firstLast) === level ? look(tm.SINCE, 0, level) : -1;
        },
      };
    }

    /** Family and precision of every event as one number. */
    _style() {
      const { events } = this.timeMap;
      if (this.styledOf === events) return;
      this.styledOf = events;
      const classes = events.header.precisions.map(tm.precisionClass);
      this.styles = Uint16Array.from(events.family, (family, i) => Math.max(0, family) * PRECISIONS + classes[events.precision[i]]);
    }

    _sprites(ratio, isHard) {
      const { theme, events } = this.timeMap;
      if (this.kept?.theme !== theme || this.kept.families !== events.families) this.kept = { theme, families: events.families, tables: {} };
      const name = `${ratio} ${isHard}`;
      return (this.kept.tables[name] = this.kept.tables[name] || this._table(ratio, isHard));
    }

    _table(ratio, isHard) {
      const reach = Math.ceil(this.radius * ratio * tm.GROUND[3]) + 3;
      const list = new Array(SIDES * 2 * LEVELS * this.timeMap.events.families.length * PRECISIONS).fill(null);
      return { list, reach, make: (key, count) => (list[key] = this._sprite(key, count, ratio, isHard)) };
    }

    _sprite(key, count, ratio, isHard) {
      const { events, palette } = this.timeMap;
      const style = key % count;
      const look = Math.floor(key / count);
      const level = look % LEVELS;
      const isOpen = Math.floor(look / LEVELS) % 2 === 1;
      const side = Math.floor(look / (LEVELS * 2));
      const precision = style % PRECISIONS;
      const family = events.families[Math.floor(style / PRECISIONS)];
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
