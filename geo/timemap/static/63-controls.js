/** Zoom, back to the opening view, full screen, keys, scale bar. */
(function (tm) {
  "use strict";

  /**
   * Zoom, home, full screen and scale. Options: `home`: `[[south, west], [north, east]]`; `fit_screen`: in a page, take the height that the screen leaves;
   * `attribution`: whom the data comes from.
   */
  tm.elements.Controls = class {
    /** @param {tm.TimeMap} timeMap @param {{home: any, fit_screen?: boolean, attribution?: tm.Text}} options */
    constructor(timeMap, options) {
      this.timeMap = timeMap;
      timeMap.home = options.home;
      timeMap.shell.fitsScreen = Boolean(options.fit_screen);
      timeMap.shell.fit();
      timeMap.goHome = ({ fly = true, asReader = false } = {}) => {
        timeMap.look({ bounds: options.home }, { fly, asReader });
        timeMap.homely = true;
      };
      this.buttons = [
        ["in", "+", () => timeMap.map.zoomIn(1)],
        ["out", "−", () => timeMap.map.zoomOut(1)],
        ["home", "⌂", () => this._goHome()],
        ["full", "⤢", () => this._full()],
      ].map(([name, sign, onclick]) => Object.assign(tm.h("button.tm-button.tm-square", { type: "button", onclick }, sign), { key: `map.control.${name}` }));
      this.help = new tm.KeyHelp(timeMap);
      /** Further buttons may be added here. */
      this.box = tm.h("div.tm-card.tm-zoom", {}, this.buttons, this.help.button);
      timeMap.shell.slot("tr").append(this.box);
      L.control.scale({ imperial: false, position: "bottomright", maxWidth: 110 }).addTo(timeMap.map);
      this.attribution = options.attribution;
      timeMap.map.attributionControl?.setPrefix(false);
      timeMap.goHome({ fly: false });
      timeMap.homeView = timeMap.view();
    }

    _goHome() {
      this.timeMap.goHome({ asReader: true });
      this.timeMap.emit("home");
      this.timeMap.emit("place", null);
      this.timeMap.set({ event: null });
    }

    _full() {
      if (document.fullscreenElement) document.exitFullscreen();
      else this.timeMap.shell.node.requestFullscreen?.();
    }

    /** @param {tm.Touches} touches */
    draw(touches) {
      if (!touches("all", "words")) return;
      for (const button of this.buttons) {
        const text = this.timeMap.words.text(button.key);
        button.setAttribute("aria-label", text);
        button.title = text;
      }
      this.help.speak();
      this._credit();
    }

    _credit() {
      const control = this.timeMap.map.attributionControl;
      const credit = tm.h("i", {}, this.timeMap.words.pick(this.attribution)).innerHTML;
      if (!control || credit === this.credit) return;
      if (this.credit) control.removeAttribution(this.credit);
      if (credit) control.addAttribution(credit);
      this.credit = credit;
    }
  };
})(L.timemap);
