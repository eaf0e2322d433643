/** Who is in view, kept block by block: as time moves, most blocks of a large set stay as they are. */
(function (tm) {
  "use strict";
  const BLOCK = 2048;
  /** Besides `tm.OUT` and `tm.IN`, how a whole block can stand. */
  const MIXED = 3;
  const UNKNOWN = 4;

  /** How an event lies to the pinned moment. */
  tm.BEFORE = 0;
  tm.EITHER = 1;
  tm.SINCE = 2;

  /** @type {(pick: (a: number, b: number) => number, from: number, to: number, valueOf: (i: number) => number) => number} */
  const extreme = (pick, from, to, valueOf) => {
    let found = valueOf(from);
    for (let i = from + 1; i < to; i++) found = pick(found, valueOf(i));
    return found;
  };

  /**
   * Keeps `standing` of a set of events, and its counts. Per block of rows it knows the bounds in time, which tell for most
   * blocks how all of their events stand without a look at any.
   */
  tm.Ledger = class {
    /** @param {tm.EventSet} events */
    constructor(events) {
      this.events = events;
      /** Kinds of each set. */
      this.kinds = events.header.kinds.length;
      this.rows = this.kinds * (events.sets?.length || 1);
      this.version = 0;
      this.size = Math.ceil(events.length / BLOCK);
      this.blocks = Array.from({ length: this.size }, (_, b) => this._bounds(b * BLOCK, Math.min(events.length, (b + 1) * BLOCK)));
    }

    /**
     * @param {number} from
     * @param {number} to
     * @returns {tm.Block}
     */
    _bounds(from, to) {
      const { earliest, latest } = this.events;
      /** @param {number} i */
      const last = (i) => this.events.last(i);
      return {
        from,
        to,
        standing: UNKNOWN,
        firstBegin: extreme(Math.min, from, to, (i) => earliest[i]),
        lastBegin: extreme(Math.max, from, to, (i) => earliest[i]),
        closed: extreme(Math.max, from, to, (i) => latest[i]),
        firstLast: extreme(Math.min, from, to, last),
        over: extreme(Math.max, from, to, last),
        low: new Int32Array(this.rows),
        high: new Int32Array(this.rows),
        compared: new Int32Array(4),
      };
    }

    /** The filters or the pin have changed: what is known of blocks no longer holds. */
    forget() {
      this.version += 1;
      for (const block of this.blocks) block.standing = UNKNOWN;
    }

    /** @param {tm.State} state */
    stand(state) {
      for (const block of this.blocks) {
        const standing = this._standingOf(block, state);
        if (standing === block.standing && standing !== MIXED) continue;
        block.standing = standing;
        if (standing === MIXED) this._standEach(block, state);
        else this._standAll(block, standing);
        this._count(block);
      }
    }

    /** @param {tm.Block} block @param {tm.State} state */
    _standingOf({ firstBegin, lastBegin, closed, over }, { mode, t0, t1 }) {
      if (mode === "all") return tm.IN;
      if (firstBegin > t1) return tm.OUT;
      if (mode === "upto") return closed <= t1 ? tm.IN : MIXED;
      if (over <= t0 && lastBegin < t0) return tm.OUT;
      return closed <= t1 && firstBegin >= t0 ? tm.IN : MIXED;
    }

    /** @param {tm.Block} block @param {tm.State} state */
    _standEach({ from, to }, state) {
      const { standing, kept, earliest, latest, ended } = this.events;
      for (let i = from; i < to; i++) standing[i] = kept[i] ? tm.standing(earliest[i], latest[i], ended[i], state) : tm.OUT;
    }

    /** @param {tm.Block} block @param {number} all */
    _standAll({ from, to }, all) {
      const { standing, kept } = this.events;
      for (let i = from; i < to; i++) standing[i] = kept[i] ? all : tm.OUT;
    }

    /** @param {tm.Block} block */
    _count(block) {
      const { standing, kind, newness, setOf } = this.events;
      const { from, to, low, high, compared } = block;
      low.fill(0);
      high.fill(0);
      compared.fill(0);
      if (block.standing === tm.OUT) return;
      for (let i = from; i < to; i++) {
        if (standing[i] === tm.OUT) continue;
        const row = setOf ? setOf[i] * this.kinds + kind[i] : kind[i];
        high[row] += 1;
        if (standing[i] === tm.IN) low[row] += 1;
        if (!newness) continue;
        const isIn = standing[i] === tm.IN;
        if (newness[i] !== tm.SINCE) compared[1] += 1;
        if (newness[i] !== tm.BEFORE) compared[3] += 1;
        if (isIn && newness[i] === tm.BEFORE) compared[0] += 1;
        if (isIn && newness[i] === tm.SINCE) compared[2] += 1;
      }
    }

    /**
     * Events in view by kind, those of the second set after those of the first, as ranges.
     * @returns {tm.Counts}
     */
    counts() {
      const low = new Int32Array(this.rows);
      const high = new Int32Array(this.rows);
      for (const block of this.blocks) {
        for (let row = 0; row < this.rows; row++) {
          low[row] += block.low[row];
          high[row] += block.high[row];
        }
      }
      /** @param {Int32Array} list */
      const sum = (list) => list.reduce((total, one) => total + one, 0);
      return { low, high, all: { low: sum(low), high: sum(high) } };
    }

    /**
     * Events in view on both sides of the pin, as ranges.
     * @returns {tm.Compared}
     */
    compared() {
      const sums = [0, 0, 0, 0];
      for (const { compared } of this.blocks) compared.forEach((one, k) => (sums[k] += one));
      return { before: { low: sums[0], high: sums[1] }, since: { low: sums[2], high: sums[3] } };
    }
  };
})(L.timemap);
