/** Shapes and looks of marks: one shape per family, in about the same area whatever the shape. */
(function (tm) {
  "use strict";

  const around = (count, radius, turn = -Math.PI / 2) =>
    Array.from({ length: count }, (_, k) => [Math.cos(turn + (k * 2 * Math.PI) / count) * radius, Math.sin(turn + (k * 2 * Math.PI) / count) * radius]);
  const STAR = Array.from({ length: 10 }, (_, k) => {
    const angle = -Math.PI / 2 + (k * Math.PI) / 5;
    const radius = k % 2 ? 0.66 : 1.42;
    return [Math.cos(angle) * radius, Math.sin(angle) * radius];
  });
  const PLUS = [[-0.5, -1.2], [0.5, -1.2], [0.5, -0.5], [1.2, -0.5], [1.2, 0.5], [0.5, 0.5], [0.5, 1.2], [-0.5, 1.2], [-0.5, 0.5], [-1.2, 0.5], [-1.2, -0.5], [-0.5, -0.5]];
  const SHAPES = {
    circle: null,
    diamond: [[0, -1.22], [1.22, 0], [0, 1.22], [-1.22, 0]],
    square: [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
    triangle: [[0, -1.36], [1.3, 0.94], [-1.3, 0.94]],
    star: STAR,
    plus: PLUS,
    hexagon: around(6, 1.1),
    pentagon: around(5, 1.15),
  };
  /** How exactly a place is known, from the spot itself to no more than the region; what is not told is drawn plain. */
  const PRECISIONS = { venue: 0, settlement: 1, district: 2, region: 3, country: 3 };
  /** Marks smaller than this have no room for a centre, px. */
  const ROOM_FOR_CENTRE = 4.5;

  /**
   * How an event's place is known.
   * @param {string} precision
   * @returns {0|1|2|3} venue, settlement (or not told), district, region
   */
  tm.precisionClass = (precision) => PRECISIONS[precision] ?? 1;

  /**
   * Trace a mark of nominal radius `r` px around (x, y).
   * @param {CanvasRenderingContext2D} context
   * @param {string} shape
   */
  tm.traceMark = function (context, shape, x, y, r) {
    context.beginPath();
    if (!SHAPES[shape]) context.arc(x, y, r, 0, 7);
    else SHAPES[shape].forEach(([dx, dy], k) => (k ? context.lineTo(x + dx * r, y + dy * r) : context.moveTo(x + dx * r, y + dy * r)));
    context.closePath();
  };

  /**
   * Paint one event. A venue has its centre marked, a settlement is plain, of a district there is a soft ground, of a region no more than an
   * outline on a wide one. What is open is soft inside; what steps back is pale.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {{shape: string, colour: string, halo: string, r: number, hollow?: boolean, precision?: number, isOpen?: boolean, strength?: number, casing?: number}} mark
   */
  tm.paintMark = function (context, x, y, { shape, colour, halo, r, hollow = false, precision = 1, isOpen = false, strength = 1, casing = 1.6 }) {
    const disc = (radius, alpha) => {
      context.globalAlpha = alpha * strength;
      context.fillStyle = colour;
      context.beginPath();
      context.arc(x, y, radius, 0, 7);
      context.fill();
    };
    if (precision >= 2) disc(r * tm.GROUND[precision], precision === 2 ? 0.2 : 0.16);
    context.lineJoin = "round";
    tm.traceMark(context, shape, x, y, r);
    context.globalAlpha = strength;
    if (casing) {
      context.lineWidth = 2 * casing;
      context.strokeStyle = context.fillStyle = halo;
      context.stroke();
      context.fill();
    }
    context.fillStyle = context.strokeStyle = colour;
    const outlined = hollow || precision === 3;
    context.globalAlpha = strength * (isOpen ? 0.42 : outlined ? 0.18 : 1);
    context.fill();
    context.globalAlpha = strength * (isOpen && !outlined ? 0.75 : 1);
    context.lineWidth = outlined ? Math.max(1.2, r * 0.42) : Math.max(1, r * 0.22);
    tm.traceMark(context, shape, x, y, r - context.lineWidth / 2);
    if (outlined || isOpen) context.stroke();
    if (precision === 0 && r >= ROOM_FOR_CENTRE && !isOpen && !hollow) {
      context.fillStyle = halo;
      context.beginPath();
      context.arc(x, y, r * 0.3, 0, 7);
      context.fill();
    }
    context.globalAlpha = 1;
  };

  /** Reach of a mark's soft ground in radii, by `precisionClass`. */
  tm.GROUND = [1, 1, 2, 2.5];

  /** A family's colour in the present look: its own, else the palette's; later sets without any take theirs in turn. */
  tm.colourOf = function ({ palette, theme }, family) {
    if (family.colour) return typeof family.colour === "string" ? family.colour : family.colour[theme] || family.colour.light;
    const { families, sets } = palette;
    if (family.set) return sets[(family.set - 1) % sets.length];
    return families[family.id] || families.other;
  };

  /** Marks of the second set on an axis are hollow, those of the fourth, too. */
  tm.isHollow = (family) => (family.hollow ?? (family.set || 0) % 2 === 1);

  const pictures = new Map();

  /** A family's mark for lists; drawn once per look. */
  tm.markSwatch = function (shape, colour, size = 14, { hollow = false, ...looks } = {}) {
    const key = JSON.stringify([shape, colour, size, hollow, looks, window.devicePixelRatio]);
    if (!pictures.has(key)) {
      const picture = tm.swatch(size, size, (context) => tm.paintMark(context, size / 2, size / 2, { shape, colour, halo: "transparent", r: size * 0.36, hollow, casing: 0, ...looks }));
      pictures.set(key, picture);
    }
    return pictures.get(key).cloneNode();
  };

  /** The mark of an event's family for lists. */
  tm.familySwatch = (timeMap, family, size = 14) => tm.markSwatch(family.shape, tm.colourOf(timeMap, family), size, { hollow: tm.isHollow(family) });

  /**
   * A bubble: a ring split into parts with a word in its middle.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {{x: number, y: number, r: number, parts: {colour: string, share: number, alpha: number}[], text: string, isPale?: boolean}} bubble
   *     shares sum up to 1
   * @param {{casing: string, core: string, text: string, pale: string}} colours
   */
  tm.drawBubble = function (context, { x, y, r, parts, text, isPale = false }, colours) {
    const ring = Math.max(4, r * 0.34);
    const disc = (radius, colour) => {
      context.beginPath();
      context.arc(x, y, radius, 0, 7);
      context.fillStyle = colour;
      context.fill();
    };
    disc(r + 1.5, colours.casing);
    disc(r - ring + 0.5, colours.core);
    context.lineWidth = ring;
    let angle = -Math.PI / 2;
    for (const { colour, share, alpha } of parts) {
      if (!share) continue;
      const next = angle + share * 2 * Math.PI;
      context.globalAlpha = alpha;
      context.strokeStyle = colour;
      context.beginPath();
      context.arc(x, y, r - ring / 2, angle, next);
      context.stroke();
      angle = next;
    }
    context.globalAlpha = 1;
    context.fillStyle = isPale ? colours.pale : colours.text;
    const room = (2 * (r - ring) - 3) / (text.length * 0.62);
    context.font = `680 ${Math.max(9, Math.min(13, room))}px ${tm.FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(text, x, y + 0.5);
  };

  tm.FONT = '"Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", Arial, sans-serif';
})(L.timemap);
