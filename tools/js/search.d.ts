/** Search, list and card: what their files give each other and the rest. */

declare namespace tm {
  interface Place {
    id: string;
    name: Text;
    /** Names that are found and never shown. */
    aliases?: string[];
    lat: number;
    lon: number;
    kind: string;
    precision: string;
    /** Index of the place that this one lies in, or -1. */
    parent: number;
    /** Id of its first protest, where one is known. */
    first?: string;
  }

  /** Wall times of the place: "2022-01-05T14:57", or a date alone. */
  interface ToldTime {
    started: string;
    /** Latest begin, where the begin lies between two instants. */
    until?: string;
    /** Empty where not known. */
    ended: string;
    precision: string;
    offset_min: number;
  }

  interface Counted {
    of?: string;
    low: number | null;
    high: number | null;
  }

  /** Source id, and what it says differently. */
  type Citation = [string, string];

  interface Told {
    id: string;
    kind: string;
    scope: string;
    place?: number;
    title?: Text;
    summary?: Text;
    actor?: Text;
    /** What a search finds and nothing shows. */
    found?: string;
    note?: string;
    confidence: string;
    count?: Counted | null;
    participants?: Counted | null;
    time: ToldTime;
    sources: Citation[];
  }

  interface Texts {
    events: Told[];
    /** Null for places of a set that names none, where it was joined with one that does. */
    places: (Place | null)[];
    sources: { [id: string]: Source };
  }

  /** The published values of one figure, oldest first. */
  interface Series {
    id: string;
    entries: {
      low: number | null;
      high: number | null;
      label: Text;
      by: Text;
      day: string;
      retracted?: boolean;
      note?: string;
      sources: Citation[];
    }[];
  }

  interface SearchIndex {
    match(search: string): Uint8Array | null;
  }

  interface Newest {
    events: EventSet;
    texts: Texts | null;
    day(i: number): number;
    shownDay(i: number, state: { mode: string; t1: number }): number;
    first(
      limit: number,
      state: { mode: string; t1: number },
      keep: (i: number) => boolean,
    ): number[];
  }

  interface NamedPlace {
    place: Place;
    names: string[];
    keys: string[];
  }

  interface PlaceSearch extends Element {
    field: HTMLInputElement;
    keep(text: string): void;
    clear(): void;
  }

  interface Feed extends Element {
    limit: number | null;
    keeps(i: number): boolean;
  }

  interface KeyHelp {
    button: HTMLButtonElement;
    open(isOpen: boolean): void;
    speak(): void;
  }

  interface EventSteps {
    go(step: 1 | -1): void;
  }

  interface TimeMap {
    search?: PlaceSearch;
    /** The one region that is read out. */
    voice?: HTMLElement;
  }

  interface Namespace {
    panelOf(timeMap: TimeMap): { head: HTMLElement; figures: HTMLElement; body: HTMLElement };
    normalise(text: string): string;
    searchWords(text: string | null | undefined): string[];
    SearchIndex: new (texts: Texts | null) => SearchIndex;
    Newest: new (events: EventSet, zone: Zone) => Newest;
    lineage(places: (Place | null)[], at: number): number[];
    placesWithin(places: (Place | null)[], ids: string[]): Set<string>;
    joinRanges(given: { low: number | null; high: number | null }[]): { low: number | null; high: number | null };
    isFiltered(state: Pick<State, "kinds" | "confidence" | "sets" | "search">): boolean;
    nameIndex(places: (Place | null)[]): NamedPlace[];
    findPlaces(index: NamedPlace[], text: string, limit: number): { place: Place; name: string }[];
    searchChip(timeMap: TimeMap): HTMLElement | null;
    told(timeMap: TimeMap, i: number): Told;
    titleWords(timeMap: TimeMap, i: number): string;
    whereWords(timeMap: TimeMap, i: number): string;
    pointWords(words: Words, lat: number, lon: number): string;
    quarterOf(started: string): string;
    hasHour(text: string): boolean;
    setName(timeMap: TimeMap, set: number): string;
    whenWords(timeMap: TimeMap, i: number): string;
    untilWords(timeMap: TimeMap, i: number): string;
    countWords(timeMap: TimeMap, i: number): [string, string][];
    sourceParts(words: Words, source: Source): HTMLElement[];
    say(timeMap: TimeMap, text: string): void;
    openEvent(timeMap: TimeMap, i: number): void;
    EventSteps: new (timeMap: TimeMap) => EventSteps;
    KeyHelp: new (timeMap: TimeMap) => KeyHelp;
  }
}
