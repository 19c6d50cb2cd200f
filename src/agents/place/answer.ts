/** A line range of a file, from 1, both ends included. */
export interface LineRange {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  /** Lines that the file has. */
  readonly of: number;
}

/** The answer to a request. */
export interface PlaceAnswer {
  readonly text: string;
  /** The lines that it shows of a file, if it shows any. */
  readonly shown: LineRange | null;
  /** What the answer leaves out, in words; null if it is whole. */
  readonly cut: string | null;
}

/** An answer that shows no lines of a file. */
export function told(text: string, cut: string | null = null): PlaceAnswer {
  return { text: cut === null ? text : `${text}\n(${cut})`, shown: null, cut };
}

/** The lines of a text; a final line break begins no line. */
export function textLines(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
