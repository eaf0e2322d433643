/** What the files of the time axis (`12-time.js`, `13-calendar.js`, `60-axis*.js`) give each other. */

declare namespace tm {
  interface TimeScale {
    readonly start: number;
    readonly end: number;
    readonly foldAt: number;
    readonly foldShare: number;
    /** px */
    width: number;
    /** The part that is shown, ms. */
    from: number;
    to: number;
    /** The same as shares of the whole. */
    left: number;
    right: number;
    readonly isWhole: boolean;
    share(ms: number): number;
    at(share: number): number;
    x(ms: number): number;
    ms(x: number): number;
    clamp(ms: number): number;
    snap(ms: number): number;
    onward(ms: number, by: number): number;
    show(from: number, to: number): void;
    zoom(factor: number, ms: number): void;
    pan(pixels: number): void;
    reveal(ms: number): boolean;
  }

  /** The columns of an `EventSet` that are counted. */
  interface Countable {
    length: number;
    families: ArrayLike<object>;
    family: ArrayLike<number>;
    kept: ArrayLike<number>;
    /** ms */
    earliest: ArrayLike<number>;
    latest: ArrayLike<number>;
  }

  /** Counts by family and bin: `[family * count + bin]`; `soft` holds intervals longer than a bin. */
  interface Bins {
    groups: number;
    count: number;
    sharp: Float64Array;
    soft: Float64Array;
  }

  interface Histogram extends Bins {
    /** ms, one more than bins */
    edges: number[];
    /** Height of the highest. */
    top: number;
  }

  type TickUnit = "second" | "hour" | "day" | "month" | "year";

  interface Tick {
    ms: number;
    unit: TickUnit;
    isLabelled: boolean;
  }

  interface Moment {
    at: Interval;
    title: Text;
  }

  interface AxisOptions {
    start: number;
    end: number;
    fold_at?: number;
    fold_share: number;
    /** IANA name, or minutes ahead of UTC. */
    zone: string | number;
    opening?: Partial<State>;
    moments: Moment[];
    /** Hours per second. */
    speed?: number | null;
    loop?: boolean;
    pause_at_moments?: boolean;
  }

  /** What a pressed pointer does until it lets go. */
  interface Drag {
    /** Gets the focus. */
    node?: HTMLElement;
    begin?(pressed: PointerEvent): void;
    move(moved: PointerEvent): void;
    done?(): void;
  }

  interface AxisPicture {
    bins: Histogram | null;
    bars: HTMLCanvasElement | null;
    measure(): void;
    count(): void;
    paintBars(): void;
    paintMarks(taken: Interval | null): void;
    show(x0: number, x1: number, pinX: number | null): void;
    showChosen(): Interval;
    scale: TimeScale;
    paintAnew(
      canvas: HTMLCanvasElement,
      size: { width: number; height: number; ratio: number },
    ): AxisPicture;
  }

  interface AxisReadout {
    node: HTMLElement;
    show(x: number | null): void;
  }

  interface AxisPlay {
    speed: number;
    loops: boolean;
    stops: boolean;
    start(): void;
    pause(said?: string): void;
    /** Stop without a word. */
    halt(): void;
    toggle(): void;
  }

  interface AxisSettings {
    button: HTMLElement;
    panel: HTMLElement;
    close(): boolean;
    draw(touches: Touches): void;
  }

  interface AxisOverview {
    node: HTMLElement;
    draw(recount: boolean): void;
  }

  interface TimeAxis extends Element {
    timeMap: TimeMap;
    options: AxisOptions;
    scale: TimeScale;
    /** Hours. */
    step: number;
    windowMs: number;
    /** Whether it spans years. */
    isLong: boolean;
    untouched: boolean;
    /** Whether only what the map shows is counted. */
    isLocal: boolean;
    readonly isPhone: boolean;
    readonly reach: number;
    /** Choices of hours. */
    steps: number[];
    fades: number[];
    /** The shortest window, ms. */
    shortest: number;
    picture: AxisPicture;
    readout: AxisReadout;
    player: AxisPlay;
    settings: AxisSettings;
    node: HTMLElement;
    /** Read out to people who listen. */
    live: HTMLElement;
    track: HTMLElement;
    canvas: HTMLCanvasElement;
    handle: HTMLElement;
    from: HTMLElement;
    pin: HTMLElement;
    iconButton(name: string, onclick: () => void): HTMLButtonElement;
    zoomButtons(): HTMLButtonElement[];
    spanWords(hours: number): string;
    say(word?: string): void;
    tell(): void;
    setMode(mode: State["mode"]): void;
    setBegin(t0: number): void;
    setEnd(t1: number): void;
    nudge(direction: number, hours?: number): void;
    toggle(): void;
    pause(): void;
    togglePin(): void;
    zoom(factor: number): void;
    showDay(ms: number): void;
    showWhole(): void;
    moveView(ms: number): void;
    rescale(): void;
    countLocally(isLocal: boolean): void;
  }

  interface Namespace {
    // 12-time.js
    TimeScale: new (
      start: number,
      end: number,
      options?: { foldAt?: number; foldShare?: number; width?: number },
    ) => TimeScale;
    binFor(msPerPx: number, length: number): { ms?: number; months?: number };
    bin(events: Countable, edges: ArrayLike<number>, kept?: ArrayLike<number>): Bins;
    histogram(
      events: Countable,
      scale: TimeScale,
      zone: Zone,
      kept?: ArrayLike<number>,
    ): Histogram;
    keptWithin(
      events: {
        length: number;
        kept: ArrayLike<number>;
        dot: ArrayLike<number>;
        lat: ArrayLike<number>;
        lon: ArrayLike<number>;
      },
      box: { south: number; west: number; north: number; east: number },
    ): Uint8Array;
    binTotal(bins: Bins, bin: number): number;

    // 13-calendar.js
    evenEdges(from: number, to: number, width: number, zone: Zone): number[];
    monthEdges(from: number, to: number, months: number, zone: Zone): number[];
    ticks(from: number, to: number, pxPerMs: number, zone: Zone): Tick[];
    toWall(ms: number, zone: Zone, hasSeconds?: boolean): string;
    fromWall(text: string, zone: Zone): number;
    detailOf(
      span: { start: number; end: number },
      events: EventSet | null,
      zone: Zone,
    ): Required<Detail>;
    wrongTimes(
      times: number[],
      span: { start: number; end: number },
    ): "" | "incomplete" | "outside" | "order";

    // 60-axis-*.js
    AxisPicture: new (axis: TimeAxis, canvas: HTMLCanvasElement) => AxisPicture;
    AxisPlay: new (
      axis: TimeAxis,
      how: { speed: number; loops: boolean; stops: boolean },
    ) => AxisPlay;
    AxisHands: new (axis: TimeAxis) => object;
    AxisSettings: new (axis: TimeAxis) => AxisSettings;
    AxisReadout: new (axis: TimeAxis) => AxisReadout;
    AxisOverview: new (axis: TimeAxis) => AxisOverview;
  }
}
