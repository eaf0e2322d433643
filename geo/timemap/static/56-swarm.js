/** Many single marks, each its own event, straight into pixels. */
(function (tm) {
  "use strict";
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
      this.looks = new tm.LookBook(timeMap, radius);
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
      /** @type {tm.Settled|null} */
      this.settled = null;
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
      const looks = this.looks.now(view.ratio, isHard);
      this.drawn = placed ? this._drawPlaced(raster, looks, view, placed) : this._drawAll(raster, looks, view);
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
      const looks = this.looks.now(this.ratio, this.isHard);
      const [px, py] = [Math.round(x * this.ratio), Math.round(y * this.ratio)];
      return this.placed ? this._placedAt(looks, this.placed, px, py) : this._anyAt(looks, this.raster.width, px, py);
    }

    /** @param {tm.Looks} looks @param {tm.Placed} placed @param {number} px @param {number} py */
    _placedAt(looks, { events: indices, x, y }, px, py) {
      const { standing } = this.timeMap.events;
      for (let k = indices.length - 1; k >= 0; k--) {
        const i = indices[k];
        if (standing[i] === tm.OUT) continue;
        const [dx, dy] = [px - Math.round(x[k] * this.ratio), py - Math.round(y[k] * this.ratio)];
        if (looks.spriteOf(i).covers(dx, dy)) return i;
      }
      return -1;
    }

    /** @param {tm.Looks} looks @param {number} width  of the raster @param {number} px @param {number} py */
    _anyAt(looks, width, px, py) {
      const { standing } = this.timeMap.events;
      const { where } = this;
      const { reach } = looks;
      const first = (py - reach) * width + px - reach;
      const last = (py + reach) * width + px + reach;
      for (let i = where.length - 1; i >= 0; i--) {
        const at = where[i];
        if (at === OUTSIDE || (at >= 0 && (at < first || at > last)) || standing[i] === tm.OUT) continue;
        const [x, y] = at >= 0 ? [at % width, Math.floor(at / width)] : cut(at, width);
        if (Math.abs(px - x) > reach || Math.abs(py - y) > reach) continue;
        if (looks.spriteOf(i).covers(px - x, py - y)) return i;
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

    /** @param {tm.Raster} raster @param {tm.Looks} looks @param {tm.View} view */
    _drawAll(raster, looks, view) {
      const { blocks } = this.timeMap.events.ledger;
      const where = this._where(raster, view, looks.reach);
      /** @param {number} from @param {number} to */
      const draw = (from, to) => {
        let drawn = 0;
        for (let b = from; b < to; b++) if (blocks[b].standing !== tm.OUT) drawn += this._drawBlock(raster, blocks[b], where, looks);
        return drawn;
      };
      const settled = looks.last < 0 || blocks.length < FEW_BLOCKS ? null : this._settle(raster, looks, draw);
      return settled ? settled.drawn + draw(settled.count, blocks.length) : draw(0, blocks.length);
    }

    /**
     * The oldest blocks look the same from now on, however far time moves on: they are drawn once, and kept as a picture that the younger ones are
     * drawn over. Gives how many blocks and marks lie in it.
     * @param {tm.Raster} raster
     * @param {tm.Looks} looks
     * @param {(from: number, to: number) => number} draw  draws blocks and counts their marks
     */
    _settle(raster, looks, draw) {
      const { ledger } = this.timeMap.events;
      const { blocks } = ledger;
      let count = 0;
      while (count < blocks.length && looks.ofBlock(blocks[count]) === looks.last) count += 1;
      const key = [this.whereFor, ledger.version, this.timeMap.theme].join();
      const old = this.settled;
      const holds = old && old.key === key && old.list === looks.list && old.last === looks.last && old.count <= count;
      if (holds) raster.pixels.set(old.pixels);
      const drawn = (holds ? old.drawn : 0) + draw(holds ? old.count : 0, count);
      if (!count) return null;
      raster.isClean = false;
      if (holds && old.count === count) return old;
      const pixels = old?.pixels.length === raster.pixels.length ? old.pixels : new Uint32Array(raster.pixels.length);
      pixels.set(raster.pixels);
      this.settled = { key, list: looks.list, last: looks.last, count, drawn, pixels };
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
      const { list, styles } = looks;
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

    /** @param {tm.Raster} raster @param {tm.Looks} looks @param {tm.View} view @param {tm.Placed} placed */
    _drawPlaced(raster, looks, { ratio }, { events: indices, x, y }) {
      const { standing } = this.timeMap.events;
      let drawn = 0;
      for (let k = 0; k < indices.length; k++) {
        const i = indices[k];
        if (standing[i] === tm.OUT) continue;
        raster.stamp(looks.spriteOf(i), Math.round(x[k] * ratio), Math.round(y[k] * ratio));
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
      const looks = this.looks.now(ratio, false);
      raster.stamp(looks.spriteOf(i), Math.round(x * ratio), Math.round(y * ratio));
    }
  };

  /** x and y of a mark at the rim, see `_where`. @type {(at: number, width: number) => [number, number]} */
  const cut = (at, width) => [((-at - RIM) % (width + 2 * RIM)) - RIM, Math.floor((-at - RIM) / (width + 2 * RIM)) - RIM];
})(L.timemap);
