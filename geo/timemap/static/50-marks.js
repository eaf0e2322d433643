/** Shapes of marks: one per family, in the same area whatever the shape. */
(function (tm) {
  "use strict";

  const polygon = (context, x, y, r, points) =>
    points.forEach(([dx, dy], k) => (k ? context.lineTo(x + dx * r, y + dy * r) : context.moveTo(x + dx * r, y + dy * r)));

  const STAR = Array.from({ length: 10 }, (_, k) => {
    const angle = -Math.PI / 2 + (k * Math.PI) / 5;
    const radius = k % 2 ? 0.56 : 1.28;
    return [Math.cos(angle) * radius, Math.sin(angle) * radius];
  });
  const SHAPES = {
    circle: null,
    diamond: [[0, -1.22], [1.22, 0], [0, 1.22], [-1.22, 0]],
    square: [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
    triangle: [[0, -1.2], [1.16, 0.84], [-1.16, 0.84]],
    star: STAR,
  };

  /** Trace a mark of nominal radius `r` px around (x, y). */
  tm.traceMark = function (context, shape, x, y, r) {
    context.beginPath();
    if (!SHAPES[shape]) context.arc(x, y, r, 0, 7);
    else polygon(context, x, y, r, SHAPES[shape]);
    context.closePath();
  };

  const pictures = new Map();

  /** A family's mark for lists; drawn once per look. */
  tm.markSwatch = function (shape, colour, size = 14) {
    const key = [shape, colour, size, window.devicePixelRatio].join();
    if (!pictures.has(key)) {
      const picture = tm.swatch(size, size, (context) => {
        context.fillStyle = colour;
        tm.traceMark(context, shape, size / 2, size / 2, size * 0.36);
        context.fill();
      });
      pictures.set(key, picture);
    }
    return pictures.get(key).cloneNode();
  };

  /**
   * A bubble: a ring split by family with the count in its middle. Certain events are solid, open ones soft.
   *
   * @param {{x, y, r, parts: {colour, low, high}[], text, strength}} bubble
   */
  tm.drawBubble = function (context, { x, y, r, parts, text, strength }, colours) {
    const total = parts.reduce((sum, part) => sum + part.high, 0);
    const ring = Math.max(4, r * 0.34);
    context.beginPath();
    context.arc(x, y, r + 1.5, 0, 7);
    context.fillStyle = colours.casing;
    context.fill();
    context.beginPath();
    context.arc(x, y, r - ring + 0.5, 0, 7);
    context.fillStyle = colours.core;
    context.fill();
    context.lineWidth = ring;
    let angle = -Math.PI / 2;
    const sweep = (count, alpha, colour) => {
      if (!count) return;
      const next = angle + (count / total) * 2 * Math.PI;
      context.globalAlpha = alpha * strength;
      context.strokeStyle = colour;
      context.beginPath();
      context.arc(x, y, r - ring / 2, angle, next);
      context.stroke();
      angle = next;
    };
    for (const part of parts) {
      sweep(part.low, 1, part.colour);
      sweep(part.high - part.low, 0.42, part.colour);
    }
    context.globalAlpha = 1;
    context.fillStyle = colours.text;
    const room = (2 * (r - ring) - 3) / (text.length * 0.62);
    context.font = `680 ${Math.max(9, Math.min(13, room))}px ${tm.FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(text, x, y + 0.5);
  };

  tm.FONT = '"Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", Arial, sans-serif';
})(L.timemap);
