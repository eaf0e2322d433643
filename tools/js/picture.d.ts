// Types of the pictures that readers save.

declare namespace tm {
  interface PictureOptions {
    /** CSS px. */
    width?: number;
    height?: number;
    /** Pixels to each of them. */
    ratio?: number;
    title?: string;
  }

  interface Picture {
    /** The online map could not be copied; known once it is painted. */
    lacksTiles: boolean;
    paint(): Promise<HTMLCanvasElement>;
  }

  interface LegendRow {
    /** null for the name of a set. */
    family: Family | null;
    name: string;
    count: string;
    isOn: boolean;
  }

  interface MomentTexts {
    whole: string;
    head: string;
    hour: string;
    sub: string;
    /** What is new since the pin, and what was before; empty without one. */
    compared: string[];
  }

  /** In Mercator, 0 to 1. */
  interface CopiedTile {
    image: HTMLImageElement;
    x: number;
    y: number;
    side: number;
  }

  interface Namespace {
    Picture: new (timeMap: TimeMap, options?: PictureOptions) => Picture;
    sign(shape: string): SVGElement;
    toPng(canvas: HTMLCanvasElement): Promise<Blob>;
    stampOf(timeMap: TimeMap): string;
  }
}
