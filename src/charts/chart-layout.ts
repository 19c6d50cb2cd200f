/** The measures of a picture, in its own units. */
export interface Layout {
  readonly width: number;
  readonly padding: number;
  /** Font sizes of headings and of all other text. */
  readonly large: number;
  readonly small: number;
  /** Height of the strip that an interval is drawn in, and of one trend. */
  readonly strip: number;
  readonly trend: number;
  /** Whether a name and what is proven of it share a line. */
  readonly isWide: boolean;
}

/**
 * Wide is for a chat: legible when it is scaled down to 360 pixels: then its smallest text is 9 pixels high. Narrow is for
 * a page on a phone, drawn as it is.
 */
export const LAYOUTS = {
  wide: { width: 640, padding: 16, large: 18, small: 16, strip: 30, trend: 210, isWide: true },
  narrow: { width: 340, padding: 12, large: 14, small: 12.5, strip: 26, trend: 170, isWide: false },
} as const satisfies Readonly<Record<string, Layout>>;

export type LayoutName = keyof typeof LAYOUTS;
