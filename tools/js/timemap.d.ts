/**
 * What the files of the map's script give each other, for `tools/check_js.sh`. A file checks its own classes against these
 * shapes; what stands as `any` belongs to a file that is not checked yet.
 */

declare namespace tm {
  /** x0, y0, x1, y1, ... */
  type Pairs = Float64Array;
  /** Left, top, right, bottom. */
  type Box = number[];
  /** A text for readers, in one language or several. */
  type Text = string | { [lang: string]: string };
  /** The earliest and the latest instant of something, ms since 1970 UTC. */
  type Interval = [number, number];
  type Pen = CanvasRenderingContext2D;
  type Catalogue = { [key: string]: string | { [form: string]: string } };
  type Look = "light" | "dark";
  /** Tells whether one of the things named has changed. */
  type Touches = (...names: string[]) => boolean;

  interface State {
    mode: "upto" | "window" | "all";
    /** The moment, and the begin of the window; ms since 1970 UTC. */
    t1: number;
    t0: number;
    pin: number | null;
    /** Hours. */
    fade: number | null;
    density: boolean;
    /** YYYY-MM-DD, or null while the alliance is that of the moment. */
    alliance_on: string | null;
    kinds: string[] | null;
    confidence: string[] | null;
    search: string;
    sets: string[] | null;
    layers: string[] | null;
    view: object | null;
    event: string | null;
    chapter: string | null;
    lang: string;
  }

  /** What a painter draws into: pixel = Mercator * scale - (left, top). */
  interface View {
    scale: number;
    left: number;
    top: number;
    /** CSS px. */
    width: number;
    height: number;
    /** Device pixels in a CSS pixel. */
    ratio: number;
    zoom: number;
    /** What is seen, in Mercator. */
    box: Box;
    /** Of a picture, over which nothing lies but its scale: where that stands, px. */
    taken?: Box;
  }

  /** Where the map looks: a place and zoom, or bounds in degrees. */
  interface Aim {
    lat?: number;
    lon?: number;
    zoom?: number;
    bounds?: [[number, number], [number, number]];
  }

  interface Painter {
    z: number;
    key: (state: State) => unknown;
    /** It fills all there is, not one world. */
    isEndless?: boolean;
    paint: (context: Pen, view: View) => void;
  }

  interface Outline {
    properties: { [name: string]: any };
    closed: boolean;
    rings: Pairs[];
    boxes: Box[];
    box: Box;
    tracedFor?: string;
    path?: Path2D;
  }

  /** What `outlines.py` packed. */
  interface Packed {
    features: { properties: { [name: string]: any }; closed: boolean; steps_per_degree: number; rings: number[][] }[];
  }

  type Resource = { url: string } | { json: any } | { base64: string } | { element: string; parts?: { [name: string]: string } };

  interface Palette {
    css: { [name: string]: string };
    map: { [name: string]: string } & { steps: [string, string]; density: string[] };
    families: { [family: string]: string };
    /** Of the second set on an axis and those after it. */
    sets: string[];
  }

  /** What dates and times say besides what their shape has. */
  interface Detail {
    years?: boolean;
    seconds?: boolean;
  }

  /** The clocks of a zone; a "wall" is what they show, in ms as though it were UTC. */
  interface Zone {
    readonly place: string;
    /** ms */
    ahead(ms: number): number;
    wall(ms: number): number;
    instant(wall: number): number;
    dayStart(ms: number): number;
    plus(ms: number, hours: number): number;
  }

  interface Words {
    lang: string;
    locale: string;
    has(key: string): boolean;
    text(key: string, values?: { [name: string]: string | number }): string;
    name(area: string, id: string): string;
    pick(texts: Text | null | undefined): string;
    number(value: number): string;
    range(low: number | null, high: number | null): string;
    date(wall: number, shape: string, detail?: Detail): string;
    zone(offsetMin: number): string;
  }

  /** What a page asks a map to show at first. */
  interface Asked {
    sets?: string;
    opening: { [name: string]: unknown };
    view: unknown;
  }

  /** What a reader chose, and what the page had asked for. */
  interface Kept {
    asked: Asked;
    state: { [name: string]: any };
    view: Aim | null;
  }

  interface Keeper {
    note(names: string[], hasMoved: boolean): void;
    recall(): void;
  }

  interface Shell {
    timeMap: TimeMap;
    node: HTMLElement;
    stage: HTMLElement;
    over: HTMLElement;
    size: "wide" | "narrow" | "phone";
    isFramed: boolean;
    fitsScreen: boolean;
    resizing: boolean;
    readonly isWide: boolean;
    slot(name: string): HTMLElement;
    fit(): void;
    settleMap(): void;
    frameHeight(): number;
    padding(): { paddingTopLeft: [number, number]; paddingBottomRight: [number, number] };
    hint(key: string): void;
    fail(title: string, detail: string): void;
    dress(theme: Look, palette: Palette): void;
  }

  interface Bridge {
    setHeight?: () => void;
    hello(): void;
    /** The view has come to rest. */
    landed(): void;
    report(delayMs: number): void;
    headFor(arrival: Arrival | null, delayMs: number): void;
    readonly arrival: Arrival | null;
    send(): void;
  }

  interface Element {
    timeMap?: TimeMap;
    /** It stands beside the map: in the frame that first shows events it waits for the next one. */
    isBeside?: boolean;
    draw?(touches: Touches, now: number): void;
  }

  interface BaseMap extends Element {
    options: { focus: string; tiles?: { id: string; attribution: string }[] };
    /** The layer of the online map that is chosen. */
    tiles: import("leaflet").TileLayer | null;
    shapes: { [name: string]: Outline[] };
    version: number;
    tileId: string | null;
    outlineOf(code: string): Outline | undefined;
    useTiles(id: string | null): void;
  }

  interface Member {
    country: string;
    joined_ms: number;
    left_ms: number | null;
    status: "member" | "former";
  }

  interface Alliance extends Element {
    options: { members: Member[] };
    statusOf(one: Member, ms: number): "member" | "former" | "";
  }

  interface Segment {
    country: string;
    lane: string;
    stage: "signed" | "member" | "suspended" | "former";
    from: number;
    to: number | null;
  }

  interface AllianceHistory {
    start: number;
    end: number;
    names: { [country: string]: Text };
    lanes: { id: string; label: Text }[];
    segments: Segment[];
    acts: { at: number; lane: string; act: string; countries: string[] }[];
  }

  interface AllianceAxis extends Element {
    lanes: string[];
    /** The reader looks at the alliance, whether a day of the axis is chosen or not. */
    isOpen: boolean;
    /** By country; null while nobody has entered. */
    standing(): Map<string, { lane: string; stage: string }> | null;
    room(): number;
  }

  interface RegionRow {
    region: string;
    start: Interval;
    end: Interval | null;
    value: number | null;
  }

  interface RegionLayer {
    layer: string;
    style: "wash" | "hatch" | "dots" | "step";
    order: number;
    rows: RegionRow[];
  }

  interface TimedRegions extends Element {
    count(name: string, state: State): { low: number; high: number };
    at(region: string, state: State): { layer: RegionLayer; row: RegionRow; standing: number }[];
  }

  interface TextStyle {
    /** As CSS writes it, its size in px. */
    font: string;
    colour: string;
    halo?: string | null;
    /** Between letters, px. */
    spacing?: number;
    ratio: number;
  }

  interface TextSprite {
    /** CSS px, without the room for the halo. */
    width: number;
    height: number;
    pad: number;
    inColour(colour: string): TextSprite;
    draw(context: Pen, x: number, y: number): void;
  }

  interface LabelPlacer {
    /** Where texts may lie. */
    frame: number[];
    taken: Box[];
    block(box: Box): void;
    blockCircle(x: number, y: number, r: number): void;
    beside(
      x: number,
      y: number,
      r: number,
      width: number,
      height: number,
      how?: { tolerance?: number },
    ): string | null;
    around(points: number[][], width: number, height: number): number[] | null;
  }

  /** Where the map will come to rest. */
  interface Arrival {
    t0: number;
    t1: number;
    view: Aim;
  }

  interface TimeMap {
    map: LeafletMap;
    mount: string;
    current: State;
    span: { start: number; end: number; foldAt: number };
    zone: Zone;
    readonly detail: Required<Detail>;
    attempt<T>(task: () => T): T | undefined;
    dates(wall: number, shape: string): string;
    playing: boolean;
    ready?: boolean;
    drawn: number;
    pending: number;
    /** What was asked for at first is on its way: nothing is drawn yet, until `waitsUntil` (ms, by `performance.now()`). */
    isWaiting: boolean;
    waitsUntil: number;
    frame: number;
    dirty: Set<string>;
    known: Set<string>;
    gone: AbortController;
    elements: { [name: string]: any[] };
    words: Words;
    theme: Look;
    palette: Palette;
    shell: Shell;
    bridge: Bridge;
    keeper: Keeper;
    proposals: Set<string>;
    begin(changes: Partial<State>): void;
    /** There once something is painted. */
    stack: Stack;
    /** There once it is `ready`; null before. */
    events: EventSet;
    axis?: TimeAxis;
    points?: EventPoints;
    feed?: Feed;
    panel?: { head: HTMLElement; figures: HTMLElement; body: HTMLElement };
    isMoving: boolean;
    basemap?: BaseMap;
    alliance?: Alliance;
    allianceAxis?: AllianceAxis;
    regions?: TimedRegions;
    arcs?: Element;
    /** The opening view, and what the reader went to last. */
    home?: Aim["bounds"];
    homeView?: Aim | null;
    homely?: boolean;
    aim?: { target: [number, number]; zoom?: number } | null;
    settingView?: string;
    isFlying: boolean;
    rest(): void;
    picture(options?: PictureOptions): Promise<Blob>;
    /** Number of the proposal that was heard last. */
    taken: number;
    goHome(how?: { fly?: boolean; asReader?: boolean }): void;
    add(name: string, options: object): Element;
    addFrom(name: string, resource: Resource): Promise<void>;
    paint(stage: "ground" | "cover" | "lines" | "live", painter: Painter): void;
    load(resource: Resource, as: "json" | "buffer"): Promise<any>;
    fail(detail: string): void;
    state(): State & { rev: number; origin: string; mount: string; drawn: number; playing: boolean };
    view(): Aim | null;
    begin(changes: Partial<State>): void;
    set(changes: Partial<State>): void;
    apply(patch: Partial<State>, how?: { baseRev?: number; origin?: string; fly?: boolean }): boolean;
    look(view: Aim, how?: { fly?: boolean; asReader?: boolean }): void;
    moveTo(t1: number): void;
    says(ms: number, shape: string): string;
    isOn(layer: string): boolean;
    isSeen(layer: string): boolean;
    toggle(layer: string, on?: boolean): void;
    invalidate(what: string): void;
    /** Time or view move; what is costly may be drawn roughly until they rest. */
    stir(): void;
    on(name: string, listener: (detail: any) => void): void;
    emit(name: string, detail?: unknown): void;
  }

  /** Leaflet's map, and what it keeps to itself but tells by no event. */
  type LeafletMap = import("leaflet").Map & {
    _loaded?: boolean;
    _flyToFrame?: number;
    tmOpensUntil?: number;
    /** What it was last asked to fit, until something else moved it. */
    tmFitted?: { bounds: import("leaflet").LatLngBoundsExpression; options?: object } | null;
    /** What it was asked to fit first. */
    tmAsked?: import("leaflet").LatLngBoundsExpression;
  };

  interface Namespace {
    maps: TimeMap[];
    elements: { [name: string]: new (timeMap: TimeMap, options: any) => Element };
    words: { [lang: string]: Catalogue };
    palettes: { [look: string]: Palette };
    of(map: import("leaflet").Map): TimeMap;
    addLayerRow(layer: object | undefined, ...rest: unknown[]): void;

    // 10-dom.js
    h(spec: string, attributes?: { [name: string]: any } | null, ...children: any[]): any;
    fill<T extends ParentNode>(node: T, ...children: any[]): T;
    link(url: string | null | undefined, text: string): HTMLElement;
    isTyping(event: Event): boolean;
    swatch(
      width: number,
      height: number,
      paint: (context: Pen, width: number, height: number) => void,
    ): HTMLImageElement;

    // 11-words.js, 11-zone.js, 12-time.js
    Words: new (lang: string) => Words;
    Zone: new (name: string | number) => Zone;
    zoneOf(name: string | number): Zone;
    Keeper: new (timeMap: TimeMap) => Keeper;
    stillChosen(
      kept: Kept | null,
      asked: Asked,
      span: { start: number; end: number },
    ): { state: Partial<State>; view: Aim | null };
    wallOf(year: number, month: number, day?: number): number;
    wallText(wall: number): string;
    readWall(text: string): number;
    HOUR: number;
    DAY: number;
    YEAR_H: number;
    OUT: number;
    OPEN: number;
    IN: number;
    standing(earliest: number, latest: number, ended: number, state: State): number;

    // 13-geo.js
    mercatorX(lon: number): number;
    onOneWorld(lon: Float32Array): Float32Array;
    mercatorY(lat: number): number;
    greatCircle(
      from: { lat: number; lon: number },
      to: { lat: number; lon: number },
      steps: number,
    ): Pairs;
    outlines(packed: Packed): Outline[];
    boxOf(pairs: Pairs): Box;
    boxesMeet(a: Box, b: Box): boolean;
    trace(outline: Outline, view: View, path?: Path2D): Path2D;
    traced(outline: Outline, view: View): Path2D;

    // 30-controller.js, 31-bridge.js, 32-shell.js
    TimeMap: new (map: import("leaflet").Map) => TimeMap;
    passKey(event: KeyboardEvent, target: EventTarget): void;
    takeKeys(timeMap: TimeMap): void;
    prefersStill(): boolean;
    watchTheme(listener: (theme: Look) => void, signal: AbortSignal): Look;
    Bridge: new (timeMap: TimeMap) => Bridge;
    Shell: new (timeMap: TimeMap) => Shell;
    // 31-surroundings.js
    declaredBox(node: HTMLElement): { position?: string; left?: string; top?: string; width?: string; height?: string };
    clearCorners(shell: Shell): void;

    // 41-alliance-axis.js
    standingOn(segments: Segment[], lanes: string[], ms: number): Map<string, { lane: string; stage: string }>;
    countsOver(
      segments: Segment[],
      end: number,
    ): { from: number; to: number; member: number; suspended: number; signed: number }[];
    // 41-alliance.js, 42-regions.js
    hatch(
      context: Pen,
      colour: string,
      how?: { gap?: number; width?: number; angle?: "up" | "down"; ratio?: number },
    ): CanvasPattern;
    dots(
      context: Pen,
      colour: string,
      how: { gap: number; radius: number; ratio?: number },
    ): CanvasPattern;
    mix(from: string, to: string, share: number): string;

    // 53-labels.js
    TextSprite: new (text: string, style: TextStyle) => TextSprite;
    LabelPlacer: new (width: number, height: number) => LabelPlacer;
    besideBox(
      side: string,
      x: number,
      y: number,
      r: number,
      width: number,
      height: number,
    ): Box;
  }
}

declare var L: typeof import("leaflet") & {
  get timemap(): tm.Namespace;
  set timemap(begun: Pick<tm.Namespace, "maps" | "elements" | "words" | "palettes" | "of">);
};

interface Window {
  L?: typeof L;
  /** There inside a component of Streamlit. */
  Streamlit?: { setComponentValue(value: object): void; setFrameHeight(height?: number): void };
}

/** Put into `guard.js` by `bundle.py`: the title and the sentence of the message. */
declare const TEXTS: [string, string];

/** Put there, too: URL of the script that the map needs, or nothing. */
declare const NEEDED: string;
