/** Many single marks, each its own event, straight into pixels. */
(function (tm) {
  "use strict";
  /** Steps of fading that marks are drawn ahead in. */
  const LEVELS = 8;
  const PRECISIONS = 4;
  const SIDES = 3;
  /**
   * Halo around a mark, px; small marks have a thinner one, tiny ones none.
   * @param {number} radius
   */
  const casingOf = (radius) => (radius >= 5 ? 1.6 : radius >= 3 ? 0.8 : 0);
  /** Marks are cut at the raster's rim; further out than this they are not seen, device px. */
  const RIM = 64;
  const OUTSIDE = -1;
  /** So few blocks are not worth a picture of those that no longer change. */
  const FEW_BLOCKS = 8;
  /** A frame should not cost more than this while things move, ms. */
  const BUDGET_MS = 8;
  /** More marks than this lie over each other: soft edges would cost seconds and not be seen. */
  const CROWD = 150000;

  tm.Swarm = class {
    /** @param {tm.TimeMap} timeMap @param {number} radius  of a mark, px */
    constructor(timeMap, radius) {
      this.timeMap = timeMap;
      this.radius = radius;
      this.drawn = 0;
      this.cost = 0;
      /** How many marks are in the raster at any time. */
      this.inSight = 0;
      this.isRough = this.isHard = false;
      this.ratio = 1;
      /** @type {tm.Placed|null} */
      this.placed = null;
      /** @type {tm.Raster|null} */
      this.raster = null;
      this.where = new Int32Array();
      this.whereFor = "";
      /** @type {tm.EventSet|null} */
      this.whereOf = null;
      this.styles = new Uint16Array();
      /** @type {tm.EventSet|null} */
      this.styledOf = null;
      /** @type {tm.Settled|null} */
      this.settled = null;
      /** @type {{theme: tm.Look, families: tm.Family[], tables: {[name: string]: tm.SpriteTable}}|null} */
      this.kept = null;
    }

    /**
     * Draw the marks in view.
     * @param {tm.Pen} context
     * @param {tm.View} view
     * @param {tm.Placed|null} placed  null: all events, where they are
     * @param {{isMoving: boolean}} now  while things move edges are hard if need be
     */
    draw(context, view, placed, { isMoving }) {
      const began = performance.now();
      const isCrowd = Math.min(this.inSight, this.timeMap.events.counts.all.high) > CROWD;
      const isHard = isCrowd || (isMoving && this.cost > BUDGET_MS);
      const raster = this._rasterFor(view);
      raster.clear();
      this.isRough = isMoving && isHard && !isCrowd;
      Object.assign(this, { isHard, placed, ratio: view.ratio });
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

    /**
     * Index of the event whose mark lies on top at (x, y) of the canvas, px, or -1. The newest are asked first; nothing has to be kept for it.
     * @param {number} x
     * @param {number} y
     */
    at(x, y) {
      if (!this.raster || !this.drawn) return -1;
      const sprites = this._sprites(this.ratio, this.isHard);
      const [px, py] = [Math.round(x * this.ratio), Math.round(y * this.ratio)];
      return this.placed ? this._placedAt(sprites, this.placed, px, py) : this._anyAt(sprites, this.raster.width, px, py);
    }

    /** @param {tm.SpriteTable} sprites @param {tm.Placed} placed @param {number} px @param {number} py */
    _placedAt(sprites, { events: indices, x, y }, px, py) {
      const { standing } = this.timeMap.events;
      const looks = this._looks(sprites);
      for (let k = indices.length - 1; k >= 0; k--) {
        const i = indices[k];
        if (standing[i] === tm.OUT) continue;
        const [dx, dy] = [px - Math.round(x[k] * this.ratio), py - Math.round(y[k] * this.ratio)];
        if (looks.at(looks.of(i) + this.styles[i]).covers(dx, dy)) return i;
      }
      return -1;
    }

    /** @param {tm.SpriteTable} sprites @param {number} width  of the raster @param {number} px @param {number} py */
    _anyAt(sprites, width, px, py) {
      const { standing } = this.timeMap.events;
      const { where } = this;
      const looks = this._looks(sprites);
      const { reach } = sprites;
      const first = (py - reach) * width + px - reach;
      const last = (py + reach) * width + px + reach;
      for (let i = where.length - 1; i >= 0; i--) {
        const at = where[i];
        if (at === OUTSIDE || (at >= 0 && (at < first || at > last)) || standing[i] === tm.OUT) continue;
        const [x, y] = at >= 0 ? [at % width, Math.floor(at / width)] : cut(at, width);
        if (Math.abs(px - x) > reach || Math.abs(py - y) > reach) continue;
        if (looks.at(looks.of(i) + this.styles[i]).covers(px - x, py - y)) return i;
      }
      return -1;
    }

    /** @param {tm.View} view */
    _rasterFor(view) {
      const [width, height] = [Math.round(view.width * view.ratio), Math.round(view.height * view.ratio)];
      const fits = this.raster?.width === width && this.raster.height === height;
      const raster = fits && this.raster ? this.raster : new tm.Raster(width, height);
      this.raster = raster;
      return raster;
    }

    /** @param {tm.Raster} raster @param {tm.SpriteTable} sprites @param {tm.View} view */
    _drawAll(raster, sprites, view) {
      const { blocks } = this.timeMap.events.ledger;
      const where = this._where(raster, view, sprites.reach);
      const looks = this._looks(sprites);
      /** @param {number} from @param {number} to */
      const draw = (from, to) => {
        let drawn = 0;
        for (let b = from; b < to; b++) if (blocks[b].standing !== tm.OUT) drawn += this._drawBlock(raster, blocks[b], where, looks);
        return drawn;
      };
      const settled = looks.last < 0 || blocks.length < FEW_BLOCKS ? null : this._settle(raster, sprites, looks, draw);
      return settled ? settled.drawn + draw(settled.count, blocks.length) : draw(0, blocks.length);
    }

    /**
     * The oldest blocks look the same from now on, however far time moves on: they are drawn once, and kept as a picture that the younger ones are
     * drawn over. Gives how many blocks and marks lie in it.
     * @param {tm.Raster} raster
     * @param {tm.SpriteTable} sprites
     * @param {tm.Looks} looks
     * @param {(from: number, to: number) => number} draw  draws blocks and counts their marks
     */
    _settle(raster, sprites, looks, draw) {
      const { ledger } = this.timeMap.events;
      const { blocks } = ledger;
      let count = 0;
      while (count < blocks.length && looks.ofBlock(blocks[count]) === looks.last) count += 1;
      const key = [this.whereFor, ledger.version, this.timeMap.theme].join();
      const old = this.settled;
      const holds = old && old.key === key && old.sprites === sprites && old.last === looks.last && old.count <= count;
      if (holds) raster.pixels.set(old.pixels);
      const drawn = (holds ? old.drawn : 0) + draw(holds ? old.count : 0, count);
      if (!count) return null;
      raster.isClean = false;
      if (holds && old.count === count) return old;
      const pixels = old?.pixels.length === raster.pixels.length ? old.pixels : new Uint32Array(raster.pixels.length);
      pixels.set(raster.pixels);
      this.settled = { key, sprites, last: looks.last, count, drawn, pixels };
      return this.settled;
    }

    /**
     * Most blocks stand all alike: then an event's family and precision alone choose its mark.
     * @param {tm.Raster} raster
     * @param {tm.Block} block
     * @param {Int32Array} where
     * @param {tm.Looks} looks
     */
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
        if (at >= 0) raster.copy(sprite, at);
        else raster.stamp(sprite, ...cut(at, width));
      }
      return drawn;
    }

    /**
     * Where every event stands in the raster, kept until the view changes: the index of its pixel; near the rim, where a mark is cut, a
     * negative number that holds x and y; `OUTSIDE` for the rest.
     * @param {tm.Raster} raster
     * @param {tm.View} view
     * @param {number} reach  of the largest mark, device px
     */
    _where(raster, view, reach) {
      const { events } = this.timeMap;
      const key = [view.scale, view.left, view.top, view.ratio, raster.width, raster.height].join();
      if (this.whereFor === key && this.whereOf === events) return this.where;
      Object.assign(this, { whereFor: key, whereOf: events, inSight: 0, settled: null });
      if (this.where.length !== events.length) this.where = new Int32Array(events.length);
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
      this.inSight = where.reduce((sum, at) => sum + (at === OUTSIDE ? 0 : 1), 0);
      return where;
    }

    /** @param {tm.Raster} raster @param {tm.SpriteTable} sprites @param {tm.View} view @param {tm.Placed} placed */
    _drawPlaced(raster, sprites, { ratio }, { events: indices, x, y }) {
      const { standing } = this.timeMap.events;
      const looks = this._looks(sprites);
      let drawn = 0;
      for (let k = 0; k < indices.length; k++) {
        const i = indices[k];
        if (standing[i] === tm.OUT) continue;
        raster.stamp(looks.at(looks.of(i) + this.styles[i]), Math.round(x[k] * ratio), Math.round(y[k] * ratio));
        drawn += 1;
      }
      return drawn;
    }

    /**
     * The chosen event stands out, above all others.
     * @param {tm.Raster} raster
     * @param {tm.View} view
     * @param {tm.Placed|null} placed
     */
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
      raster.stamp(ring, Math.round(x * ratio), Math.round(y * ratio));
      const looks = this._looks(this._sprites(ratio, false));
      raster.stamp(looks.at(looks.of(i) + this.styles[i]), Math.round(x * ratio), Math.round(y * ratio));
    }

    /**
     * What marks look like now. A look is a number: side of the pin, openness and fading, times the number of styles; with an event's style
     * (family and precision) added it is the place of its sprite in the table.
     * @param {tm.SpriteTable} sprites
     * @returns {tm.Looks}
     */
    _looks({ list, make }) {
      const { events, current } = this.timeMap;
      const { standing, newness } = events;
      this._style();
      const count = events.families.length * PRECISIONS;
      const { mode, t1, fade } = current;
      const fadeMs = mode === "upto" && fade !== null ? fade * tm.HOUR : 0;
      const isFading = mode === "upto" && fade !== null;
      const grace = fadeMs / 8;
      const perMs = isFading ? (LEVELS - 1) / fadeMs : 0;
      /** @param {number} last */
      const levelOf = (last) => Math.max(0, Math.min(LEVELS - 1, Math.round((t1 - last - grace) * perMs)));
      /** @param {number} side @param {number} isOpen  0 or 1 @param {number} level */
      const look = (side, isOpen, level) => ((side * 2 + isOpen) * LEVELS + level) * count;
      return {
        list,
        last: mode === "window" || newness ? -2 : look(tm.SINCE, 0, isFading ? LEVELS - 1 : 0),
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

    /** @param {number} ratio @param {boolean} isHard */
    _sprites(ratio, isHard) {
      const { theme, events } = this.timeMap;
      if (this.kept?.theme !== theme || this.kept.families !== events.families) this.kept = { theme, families: events.families, tables: {} };
      const name = `${ratio} ${isHard}`;
      return (this.kept.tables[name] = this.kept.tables[name] || this._table(ratio, isHard));
    }

    /**
     * @param {number} ratio
     * @param {boolean} isHard
     * @returns {tm.SpriteTable}
     */
    _table(ratio, isHard) {
      const reach = Math.ceil(this.radius * ratio * tm.GROUND[3]) + 3;
      /** @type {(tm.Sprite|null)[]} */
      const list = new Array(SIDES * 2 * LEVELS * this.timeMap.events.families.length * PRECISIONS).fill(null);
      return { list, reach, make: (key, count) => (list[key] = this._sprite(key, count, ratio, isHard)) };
    }

    /** @param {number} key @param {number} count  of styles @param {number} ratio @param {boolean} isHard */
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

  /** x and y of a mark at the rim, see `_where`. @type {(at: number, width: number) => [number, number]} */
  const cut = (at, width) => [((-at - RIM) % (width + 2 * RIM)) - RIM, Math.floor((-at - RIM) / (width + 2 * RIM)) - RIM];

  /**
   * Places for events that share a spot: around it, their own place in the middle.
   * @param {tm.EventSet} events
   * @param {Iterable<number>} indices  those in sight, in their order
   * @returns {tm.Opened}
   */
  tm.openUp = function (events, indices, view, radius) {
    /** @type {Map<string, number[]>} */
    const spots = new Map();
    for (const i of indices) {
      const key = `${events.x[i]} ${events.y[i]}`;
      const same = spots.get(key);
      if (same) same.push(i);
      else spots.set(key, [i]);
    }
    /** @type {[number, number, number][]} */
    const rows = [];
    /** @type {tm.Opened["groups"]} */
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
