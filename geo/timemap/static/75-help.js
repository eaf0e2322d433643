/** The keys of the map, in a small card over it. */
(function (tm) {
  "use strict";

  /** Opens with the key `?` or its button; lists the keys of the elements that the map has. */
  tm.KeyHelp = class {
    /** @param {tm.TimeMap} timeMap */
    constructor(timeMap) {
      this.timeMap = timeMap;
      this.button = tm.h("button.tm-button.tm-square", { type: "button", "aria-expanded": "false", onclick: () => this.open(this.node.hidden) }, "?");
      this.node = tm.h("div.tm-card.tm-help", { role: "dialog", tabindex: "-1", hidden: true });
      timeMap.shell.over.append(this.node);
      timeMap.shell.node.addEventListener("keydown", (event) => this._key(event));
      document.addEventListener("pointerdown", ({ target }) => !this.node.contains(target) && !this.button.contains(target) && this.open(false), { signal: timeMap.gone.signal });
    }

    /** @param {KeyboardEvent} event */
    _key(event) {
      const isOpen = !this.node.hidden;
      if (event.key === "Escape" && isOpen) event.stopImmediatePropagation();
      else if (event.key !== "?" || tm.isTyping(event)) return;
      event.preventDefault();
      this.open(!isOpen);
    }

    /**
     * Show or hide it; the focus comes back to where it was.
     * @param {boolean} isOpen
     */
    open(isOpen) {
      if (isOpen === !this.node.hidden) return;
      const held = this.node.contains(document.activeElement);
      if (isOpen) {
        this.opener = document.activeElement;
        this._fill();
      }
      this.node.hidden = !isOpen;
      this.button.setAttribute("aria-expanded", String(isOpen));
      if (isOpen) this.node.focus({ preventScroll: true });
      else if (held) (this.opener?.isConnected ? this.opener : this.button).focus({ preventScroll: true });
    }

    /** Words in the language of the map. */
    speak() {
      const text = this.timeMap.words.text("map.help.title");
      this.button.setAttribute("aria-label", text);
      this.button.title = text;
      this.node.setAttribute("aria-label", text);
      if (!this.node.hidden) this._fill();
    }

    /**
     * `[keys, what they do]`; keys that have a name are said in the reader's language.
     * @returns {[string[], string][]}
     */
    _entries() {
      const { axis, elements } = this.timeMap;
      /** @type {[unknown, string[], string][]} */
      const all = [
        [axis, ["space"], "play"],
        [axis, ["left", "right"], "time"],
        [axis, ["home", "end"], "ends"],
        [axis, ["C"], "pin"],
        [elements.Card, ["N", "P"], "events"],
        [elements.Story, ["S"], "story"],
        [elements.Story, ["left", "right"], "chapters"],
        [elements.PlaceSearch, ["/"], "search"],
        [true, ["+", "−"], "zoom"],
        [true, ["escape"], "close"],
        [true, ["?"], "help"],
      ];
      return all.filter(([has]) => has).map(([, keys, does]) => [keys, does]);
    }

    _fill() {
      const { words } = this.timeMap;
      const close = words.text("map.card.close");
      /** @param {string[]} names */
      const keys = (names) => names.map((name) => tm.h("kbd", {}, words.has(`map.key_name.${name}`) ? words.text(`map.key_name.${name}`) : name));
      const rows = this._entries().flatMap(([names, does]) => [tm.h("dt", {}, keys(names)), tm.h("dd", {}, words.text(`map.help.${does}`))]);
      tm.fill(
        this.node,
        tm.h("div.tm-help-head", {}, tm.h("strong", {}, words.text("map.help.title")), tm.h("button.tm-close", { type: "button", "aria-label": close, title: close, onclick: () => this.open(false) }, "×")),
        tm.h("dl", {}, rows),
      );
    }
  };
})(L.timemap);
