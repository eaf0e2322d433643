/** The state in a page's address, for what is exported. */

declare namespace tm {
  /** What an address may name, from `geo/publish/permalink.py`. */
  interface AddressWords {
    /** What needs no parameter. */
    opening: { t1: number; mode: State["mode"]; layers: string[] };
    kinds: string[];
    confidences: string[];
    layers: string[];
    languages: string[];
    chapters: string[];
    events: string[];
    sets?: string[];
    /** First and last. */
    alliance_years: number[];
    /** First and last instant; ms since 1970 UTC. */
    times: number[];
    /** From which instant on (ms) wall time was how many minutes ahead of UTC, by time. */
    offsets: [number, number][];
  }

  type AddressState = Omit<State, "lang" | "view"> & { view: { lat: number; lon: number; zoom: number } | null };

  interface Namespace {
    inPage(resource: { element: string; parts?: { [name: string]: string } }): any;
    address: {
      opening(known: AddressWords): AddressState;
      read(
        params: URLSearchParams,
        known: AddressWords,
      ): { state: AddressState; lang: string | null; panel: string; refused: string[] };
      write(
        state: AddressState,
        how: {
          home: { lat: number; lon: number; zoom: number } | null;
          lang: string | null;
          panel: string;
          known: AddressWords;
        },
      ): URLSearchParams;
    };
  }

  interface TimeMap {
    /** Whether the page's address is written by someone who knows the whole state. */
    hasAddress?: boolean;
  }
}
