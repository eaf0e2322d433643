/** Shapes of the story and of the regions by how many: 75-story.js, 42-region-counts.js. */

declare namespace tm {
  /** Somebody's words, indirectly. */
  interface Said {
    who: string;
    role: Text;
    /** ms since 1970 UTC. */
    at: number | null;
    text: Text;
    sources: string[];
  }

  interface Chapter {
    id: string;
    title: Text;
    text: Text;
    /** From when to when time runs, ms since 1970 UTC. */
    at: Interval;
    view: Aim;
    layers: string[];
    /** Ids. */
    events: string[];
    claims: Said[];
    sources: string[];
  }

  interface Source {
    publisher: string;
    title: string;
    url: string;
    published_on: string;
    language: string;
    /** Whether a state controls the publisher: "yes", "no" or "unknown". */
    state: string;
    /** How much of it was read. */
    reading: string;
  }

  /** What the story needs of the map besides. */
  interface TimeMap {
    rev: number;
    touchedRev: number;
  }

  /** What a reader had before the story. */
  interface Before {
    state: Partial<State>;
    isHome: boolean;
    view: Aim | null;
  }

  interface RegionClaim {
    region: string;
    at: Interval;
    low: number | null;
    high: number | null;
    by: Text;
    /** YYYY-MM-DD. */
    day: string;
  }

  interface CountLayer {
    layer: string;
    /** Lowest number of each shade. */
    breaks: number[];
    /** A family of events. */
    colour?: string;
    events?: { [region: string]: string[] };
    claims?: RegionClaim[];
  }

  interface RegionCount {
    low: number | null;
    high: number | null;
    by: string;
  }
}
