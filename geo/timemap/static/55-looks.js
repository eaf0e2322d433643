/** What single marks look like: each look drawn once, and which one is whose now. */
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

  tm.LookBook = class {
    /** @param {tm.TimeMap} timeMap @param {number} radius  of a mark, px */
    constructor(timeMap, radius) {
      this.timeMap = timeMap;
      this.radius = radius;
      this.styles = new Uint16Array();
      /** @type {tm.EventSet|null} */
      this.styledOf = null;
      /** @type {{theme: tm.Look, families: tm.Family[], tables: {[name: string]: tm.SpriteTable}}|null} */
      this.kept = null;
    }

    /**
     * What marks look like now. A look is a number: side of the pin, openness and fading, times the number of styles; with an event's style
     * (family and precision) added it is the place of its sprite in the table.
     * @param {number} ratio  device px per CSS px
     * @param {boolean} isHard
     * @returns {tm.Looks}
     */
    now(ratio, isHard) {
      const { list, reach, make } = this._sprites(ratio, isHard);
      const { events, current } = this.timeMap;
      const { standing, newness } = events;
      this._style();
      const { styles } = this;
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
      /** @param {number} key */
      const at = (key) => list[key] || make(key, count);
      /** @param {number} i */
      const of = (i) => look(newness ? newness[i] : tm.SINCE, standing[i] === tm.OPEN ? 1 : 0, levelOf(events.last(i)));
      return {
        list,
        reach,
        styles,
        at,
        of,
        spriteOf: (i) => at(of(i) + styles[i]),
        last: mode === "window" || newness ? -2 : look(tm.SINCE, 0, isFading ? LEVELS - 1 : 0),
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
})(L.timemap);
