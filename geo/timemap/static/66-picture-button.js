/** The button that saves the present sight as a picture. */
(function (tm) {
  "use strict";
  const CAMERA = "M2 5h2.6l1-1.7h4.8l1 1.7H14v8H2zM8 6.7a2.2 2.2 0 1 0 .01 0";
  const SHOWN_MS = 12000;

  /**
   * Saves the sight as PNG, and offers to copy it. Options: `name`: begin of the file's name; `title`: stands over the picture; `credit`: below it.
   */
  tm.elements.Picture = class {
    /** @param {tm.TimeMap} timeMap @param {{name: string, title?: tm.Text, credit?: tm.Text}} options */
    constructor(timeMap, { name, title, credit }) {
      this.timeMap = timeMap;
      this.name = name;
      this.title = title;
      this.credit = credit;
      this.button = tm.h("button.tm-button.tm-square.tm-picture", { type: "button", onclick: () => this.save() }, tm.sign(CAMERA));
      this.said = tm.h("span.tm-saved-text");
      this.copy = tm.h("button.tm-button", { type: "button", onclick: () => this._copy() });
      this.close = tm.h("button.tm-close", { type: "button", onclick: () => this._hide() }, "×");
      this.note = tm.h("div.tm-card.tm-saved", { hidden: true }, tm.h("div", { role: "status" }, this.said), this.copy, this.close);
      this.note.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && this._hide());
      /** @type {Blob|null} */
      this.blob = null;
      this._seat();
    }

    /** Among the controls, if there are any. */
    _seat() {
      const { elements, shell } = this.timeMap;
      const controls = elements.Controls?.[0];
      const box = controls?.box ?? tm.h("div.tm-card.tm-zoom");
      if (!box.isConnected) shell.slot("tr").append(box);
      // Help stays the last of them.
      box.insertBefore(this.button, controls?.help.button ?? null);
      shell.over.append(this.note);
    }

    /** Make the picture and hand it to the browser as a file. */
    async save() {
      const { words } = this.timeMap;
      this.button.disabled = true;
      try {
        const picture = new tm.Picture(this.timeMap);
        this.blob = await tm.toPng(await picture.paint());
        const name = `${this.name}-${tm.stampOf(this.timeMap)}.png`;
        handOver(this.blob, name);
        this._tell([words.text("map.picture.saved", { name }), picture.lacksTiles && words.text("map.picture.tiles")].filter(Boolean).join(" "));
      } catch (error) {
        this.blob = null;
        this._tell(words.text("map.picture.failed", { detail: /** @type {Error} */ (error).message }));
      } finally {
        this.button.disabled = false;
      }
    }

    /** @param {string} text */
    _tell(text) {
      this.note.hidden = false;
      this.said.textContent = text;
      this.copy.hidden = !this.blob || !window.ClipboardItem || !navigator.clipboard?.write;
      this.copy.textContent = this.timeMap.words.text("map.picture.copy");
      clearTimeout(this.hiding);
      this.hiding = setTimeout(() => this.note.matches(":hover, :focus-within") || this._hide(), SHOWN_MS);
    }

    _hide() {
      if (this.note.contains(document.activeElement)) this.button.focus();
      this.note.hidden = true;
    }

    async _copy() {
      const { words } = this.timeMap;
      try {
        await navigator.clipboard.write([new ClipboardItem({ "image/png": /** @type {Blob} */ (this.blob) })]);
        this.copy.textContent = words.text("map.picture.copied");
      } catch {
        this.said.textContent = words.text("map.picture.not_copied");
      }
    }

    /** @param {tm.Touches} touches */
    draw(touches) {
      if (!touches("all", "words")) return;
      const { words } = this.timeMap;
      for (const [node, key] of [[this.button, "map.picture.save"], [this.close, "map.picture.close"]]) {
        node.setAttribute("aria-label", words.text(key));
        node.title = words.text(key);
      }
    }
  };

  /** @param {Blob} blob @param {string} name */
  function handOver(blob, name) {
    const url = URL.createObjectURL(blob);
    tm.h("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  /**
   * The time shown, for names of files: "2022-01-05T17-00", "2022-01-03T00-00_2022-01-05T17-00", "1994-04-20", "all".
   * @param {tm.TimeMap} timeMap
   */
  tm.stampOf = function ({ current, zone }) {
    /** @param {number} ms */
    const stamp = (ms) => tm.wallText(zone.wall(ms)).replace(":", "-");
    if (current.alliance_on) return current.alliance_on;
    if (current.mode === "all") return "all";
    return [current.mode === "window" && stamp(current.t0), stamp(current.t1)].filter(Boolean).join("_");
  };
})(L.timemap);
