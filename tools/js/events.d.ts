/** Events and how they are drawn: what the files 14 to 20 and 50 to 61 give each other and the rest. */

declare namespace tm {
  /** Kinds under one shape and colour. */
  interface Family {
    id: string;
    kinds: string[];
    shape: string;
    colour?: string | { [look: string]: string };
    hollow?: boolean;
    /** Which of several sets it belongs to; 0 where not told. */
    set?: number;
  }

  interface EventHeader {
    length: number;
    families: Family[];
    kinds: string[];
    precisions: string[];
    confidences: string[];
  }

  type ColumnType = "float64" | "float32" | "int32" | "uint32" | "uint16" | "uint8";

  /** What `wire.py` writes before the columns. */
  interface WireHeader extends EventHeader {
    /** Of each column of instants: origin and unit of its numbers, ms. */
    instants: { [name: string]: [origin: number, unit: number] };
    columns: [string, ColumnType][];
  }

  type Numbers =
    | Float64Array<ArrayBuffer>
    | Float32Array<ArrayBuffer>
    | Int32Array<ArrayBuffer>
    | Uint32Array<ArrayBuffer>
    | Uint16Array<ArrayBuffer>
    | Uint8Array<ArrayBuffer>
    | Int16Array<ArrayBuffer>
    | Int8Array<ArrayBuffer>;

  interface Columns {
    /** Degrees. */
    lat: Float32Array;
    lon: Float32Array;
    /** ms since 1970 UTC; `ended` is NaN where unknown. */
    earliest: Float64Array;
    latest: Float64Array;
    ended: Float64Array;
    /** Index of the place, where events have any. */
    place_index?: Uint32Array;
    /** Indices into the header's lists. */
    kind: Uint8Array;
    precision: Uint8Array;
    confidence: Uint8Array;
    /** Index into the families; -1: none. */
    family: Int8Array;
    /** 1 where it is drawn on the map. */
    dot: Uint8Array;
    /** Index into `sets`, where several were joined. */
    setOf?: Uint8Array;
  }

  interface Range {
    low: number;
    high: number;
  }

  /** Events in view by kind. */
  interface Counts {
    low: Int32Array;
    high: Int32Array;
    all: Range;
  }

  interface Compared {
    before: Range;
    since: Range;
  }

  /** Rows that follow each other, and how all of them stand (`OUT`, `IN`, mixed or unknown). */
  interface Block {
    from: number;
    to: number;
    standing: number;
    /** Bounds in time, ms. */
    firstBegin: number;
    lastBegin: number;
    closed: number;
    firstLast: number;
    over: number;
    /** Counts by kind. */
    low: Int32Array;
    high: Int32Array;
    /** Before the pin, low and high; since the pin, low and high. */
    compared: Int32Array;
  }

  interface Ledger {
    /** Rises whenever what is known of blocks no longer holds. */
    version: number;
    blocks: Block[];
    forget(): void;
    stand(state: State): void;
    counts(): Counts;
    compared(): Compared;
  }

  interface EventSet extends Columns {
    header: EventHeader;
    length: number;
    families: Family[];
    /** Mercator, 0 to 1. */
    x: Float64Array;
    y: Float64Array;
    /** 1 where the filters keep it. */
    kept: Uint8Array;
    /** `OUT`, `OPEN` or `IN`. */
    standing: Uint8Array;
    /** With a pin: `BEFORE`, `EITHER` or `SINCE`. */
    newness: Uint8Array | null;
    counts: Counts;
    compared: Compared | null;
    ledger: Ledger;
    /** Null in a large set that brings none. */
    texts: Texts | null;
    /** Ids and names of the sets that were joined; null where there is one. */
    sets: string[] | null;
    setNames: Text[];
    filter(state: Pick<State, "kinds" | "confidence" | "sets" | "search">): void;
    found(search: string): Uint8Array | null;
    stand(state: State): void;
    isDot(i: number): boolean;
    kindOf(i: number): string;
    precisionOf(i: number): string;
    last(i: number): number;
    textOf(i: number): Told | null;
    idOf(i: number): string;
    indexOf(id: string | null): number;
    place(i: number): Place | null;
    placeKey(i: number): number | string;
    placeIdOf(i: number): string;
  }

  /** A set before it is joined with others. */
  interface LoadedSet {
    id: string;
    name: Text;
    events: EventSet;
  }

  // Canvas ---------------------------------------------------------------------------------------

  type StageName = "ground" | "cover" | "lines" | "live";

  interface Stage {
    painters: Painter[];
    /** What it was painted for. */
    key: string | null;
    picture: HTMLCanvasElement;
  }

  /** A renderer of Leaflet, with what Leaflet keeps to itself. */
  interface CanvasLayer extends Omit<import("leaflet").Renderer, "getEvents"> {
    context: Pen;
    ratio: number;
    paint: Painter["paint"];
    _map: import("leaflet").Map & { _animatingZoom?: boolean };
    _zoom: number;
    /** The view that was painted last. */
    painted?: string;
    _container: HTMLCanvasElement;
    /** What is painted, in px of the layer; nothing before the first view. */
    _bounds: { min: import("leaflet").Point } & import("leaflet").Bounds;
    getEvents(): { [name: string]: import("leaflet").LeafletEventHandlerFn };
    fullRatio(): number;
    setRatio(ratio: number): void;
    view(): View;
    redraw(): void;
    _fit(ratio: number): void;
    _cover(): void;
    _update(): void;
  }

  interface Stack {
    layer: CanvasLayer;
    add(name: StageName, painter: Painter): void;
    draw(): void;
    /** All stages once more, on a canvas of their own. */
    picture(view: View): HTMLCanvasElement;
  }

  // Marks ----------------------------------------------------------------------------------------

  /** Venue, settlement (or not told), district, region. */
  type PrecisionClass = 0 | 1 | 2 | 3;

  interface MarkLooks {
    hollow?: boolean;
    precision?: number;
    isOpen?: boolean;
    /** 0 to 1. */
    strength?: number;
    /** Width of the halo, px. */
    casing?: number;
    r?: number;
  }

  interface Mark extends MarkLooks {
    shape: string;
    colour: string;
    halo: string;
    r: number;
  }

  interface Bubble {
    x: number;
    y: number;
    r: number;
    /** Shares sum up to 1. */
    parts: { colour: string; share: number; alpha: number }[];
    text: string;
    isPale?: boolean;
  }

  interface Sprite {
    half: number;
    solid: SpritePixel[];
    edge: SpritePixel[];
    colours: Uint32Array;
    shades: Uint32Array;
    /** Of the raster that the steps are for. */
    width: number;
    steps: Int32Array;
    around: Int32Array;
    /** 1 where a pixel belongs to the mark, row by row around its middle. */
    mask: Uint8Array;
    covers(dx: number, dy: number): boolean;
    fit(width: number): void;
  }

  interface SpritePixel {
    dx: number;
    dy: number;
    rgba: Uint8ClampedArray;
  }

  interface Raster {
    width: number;
    height: number;
    isClean: boolean;
    /** Colours as `ImageData` holds them. */
    pixels: Uint32Array;
    clear(): void;
    stamp(sprite: Sprite, x: number, y: number): void;
    copy(sprite: Sprite, at: number): void;
    paint(context: Pen, scale?: number): void;
  }

  // Places and bubbles ---------------------------------------------------------------------------

  interface Spot {
    /** Index of the place, or its coordinates where events have none. */
    place: number | string;
    /** Mercator. */
    x: number;
    y: number;
    weight: number;
    /** Index of the place that this one lies in, or -1. */
    parent: number;
    events: number[];
  }

  /** Places that stand together. */
  interface Group {
    /** Its point and name are the bubble's. */
    lead: Spot;
    spots: Spot[];
    weight: number;
  }

  interface Sums {
    low: number;
    high: number;
    sinceLow: number;
    sinceHigh: number;
  }

  /** A group in a view, and what is counted there now. */
  interface Cluster extends Group, Sums {
    /** px of the canvas */
    x: number;
    y: number;
    /** Radius now, and with all of its events. */
    r: number;
    maxR: number;
    /** By family. */
    parts: Sums[];
    /** Last instant of the newest event, and begin of the newest that is known to the hour. */
    newest: number;
    newestSharp: number;
    /** An event of it, or -1. */
    first: number;
  }

  /** What the pointer can meet. */
  interface Hit {
    x: number;
    y: number;
    r: number;
    cluster: Cluster;
  }

  interface Water {
    name: Text;
    lat: number;
    lon: number;
  }

  interface FoundNames {
    /** Beside a cluster. */
    labels: { cluster: Cluster; side: string; sprite: TextSprite; pale: TextSprite }[];
    /** Anywhere. */
    names: { sprite: TextSprite; x: number; y: number }[];
  }

  interface Names {
    isStrongSpot(spot: Spot): boolean;
    of(cluster: Group): string;
    arrange(clusters: Cluster[], view: View, how: { isRoomy: boolean }): FoundNames;
    paintBetween(context: Pen, found: FoundNames): void;
    paintBeside(context: Pen, found: FoundNames, radiusOf: (cluster: Cluster) => number): void;
  }

  interface Bubbles {
    readonly size: number;
    radius(count: number, text: string): number;
    radiusOf(cluster: Cluster): number;
    arrange(spots: Spot[], view: View): Cluster[];
    count(cluster: Cluster, isShown: boolean): void;
    paint(context: Pen, clusters: Cluster[]): Hit[];
  }

  // Single marks and density -----------------------------------------------------------------------

  /** Events and where they are put on the canvas, px. */
  interface Placed {
    events: Int32Array;
    x: Float64Array;
    y: Float64Array;
  }

  /** Events of shared spots, opened up, and the ground below each spot. */
  interface Opened {
    placed: Placed;
    groups: { x: number; y: number; r: number }[];
  }

  /** Sprites by look and style; what is not drawn yet is null. */
  interface SpriteTable {
    list: (Sprite | null)[];
    /** Of the largest, device px. */
    reach: number;
    make(key: number, count: number): Sprite;
  }

  /** What marks look like now: numbers that lead to sprites. */
  interface Looks {
    list: (Sprite | null)[];
    /** Of the largest, device px. */
    reach: number;
    /** Family and precision of every event as one number. */
    styles: Uint16Array;
    at(key: number): Sprite;
    of(i: number): number;
    spriteOf(i: number): Sprite;
    /** What every event looks like in the end; negative where there is no such end. */
    last: number;
    /** The look of all events of a block, or -1 where they differ. */
    ofBlock(block: Block): number;
  }

  interface LookBook {
    now(ratio: number, isHard: boolean): Looks;
  }

  /** The picture of the oldest blocks: how many, and what it was drawn for. */
  interface Settled {
    key: string;
    list: Looks["list"];
    last: number;
    count: number;
    drawn: number;
    pixels: Uint32Array;
  }

  interface Swarm {
    /** How many marks were drawn. */
    drawn: number;
    isRough: boolean;
    draw(
      context: Pen,
      view: View,
      placed: Placed | null,
      now: { isMoving: boolean },
    ): void;
    clear(): void;
    at(x: number, y: number): number;
  }

  interface DensityGrid {
    /** Cells. */
    width: number;
    height: number;
    canvas: HTMLCanvasElement;
    counts: Uint32Array;
    smoothed: Float32Array;
    spare: Float32Array;
    image: ImageData;
  }

  interface Density {
    drawn: number;
    /** About how many events lie where most do. */
    most: number;
    draw(context: Pen, view: View): void;
    at(x: number, y: number): number;
  }

  // The layer of events --------------------------------------------------------------------------

  interface PointsOptions {
    data: Resource;
    texts?: Resource;
    found?: Resource;
    set?: { id: string; name: Text };
    /** Names of layers. */
    layer: string;
    labels: string;
    /** Of a single mark, px. */
    radius: number;
    strong: string[];
    waters: Water[];
  }

  /** What lies under the pointer: one of these. */
  interface Target {
    cluster?: Cluster;
    event?: number;
    count?: number;
  }

  type Spotted = import("leaflet").Point;

  interface EventPoints extends Element {
    options: PointsOptions;
    names: Names;
    loaded: { id: string }[];
    density: Density;
    join(options: PointsOptions): EventPoints;
    findMore(): Promise<void>;
    at(containerPoint: Spotted): Target | null;
  }

  interface Tooltip {
    hide(): void;
    follow(): void;
  }

  type Paint = (context: Pen, width: number, height: number) => void;

  interface Namespace {
    // 14-events.js, 16-ledger.js, 17-sets.js, 18-load.js
    EventSet: {
      new (header: EventHeader, columns: Columns): EventSet;
      read(buffer: ArrayBuffer): EventSet;
    };
    Ledger: new (events: EventSet) => Ledger;
    BEFORE: number;
    EITHER: number;
    SINCE: number;
    joinSets(sets: LoadedSet[]): EventSet;
    load(resource: Resource, as: "json" | "buffer"): Promise<any>;

    // 20-canvas.js
    CanvasLayer: new (
      paint: Painter["paint"],
      options: import("leaflet").RendererOptions,
    ) => CanvasLayer;
    Stack: new (timeMap: TimeMap, pane: string) => Stack;

    // 50-marks.js, 51-raster.js, 52-cluster.js
    precisionClass(precision: string): PrecisionClass;
    traceMark(context: Pen, shape: string, x: number, y: number, r: number): void;
    paintMark(context: Pen, x: number, y: number, mark: Mark): void;
    /** Reach of a mark's soft ground in radii, by `precisionClass`. */
    GROUND: number[];
    colourOf(look: { palette: Palette; theme: Look }, family: Family): string;
    isHollow(family: Family): boolean;
    markSwatch(shape: string, colour: string, size?: number, looks?: MarkLooks): HTMLElement;
    familySwatch(timeMap: TimeMap, family: Family, size?: number): HTMLElement;
    drawBubble(
      context: Pen,
      bubble: Bubble,
      colours: { casing: string; core: string; text: string; pale: string },
    ): void;
    FONT: string;
    Sprite: new (
      half: number,
      paint: (context: Pen, x: number, y: number) => void,
      options?: { isHard?: boolean },
    ) => Sprite;
    Raster: new (width: number, height: number) => Raster;
    hasManySpots(events: EventSet, limit: number): boolean;
    spotsOf(events: EventSet): Spot[];
    cluster(
      spots: Spot[],
      scale: number,
      how?: { size?: number; isStrong?: (spot: Spot) => boolean },
    ): Group[];
    petal(k: number, count: number, radius: number): [number, number];
    petalReach(count: number, radius: number): number;
    bubbleRadius(count: number): number;

    // 54-names.js to 59-tooltip.js
    Names: new (timeMap: TimeMap, options: { strong: string[]; waters: Water[] }) => Names;
    Bubbles: new (timeMap: TimeMap, names: Names) => Bubbles;
    fading(state: { mode: string; t1: number; fade?: number | null }, newest: number): number;
    LookBook: new (timeMap: TimeMap, radius: number) => LookBook;
    Swarm: new (timeMap: TimeMap, radius: number) => Swarm;
    openUp(events: EventSet, indices: Iterable<number>, view: View, radius: number): Opened;
    Density: new (timeMap: TimeMap) => Density;
    Tooltip: new (timeMap: TimeMap, points: EventPoints) => Tooltip;
  }
}
