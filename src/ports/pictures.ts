/** Makes pixels of drawings. */
export interface Pictures {
  /**
   * A PNG of an SVG in its own proportions: so many pixels wide, or less if it had more than 60,000 bytes. Throws `resvg.…` if the drawing
   * cannot be read, or if its texts could not be shown.
   */
  readonly toPng: (svg: string, width: number) => Promise<Uint8Array>;
}
