import type { Fields } from '#sandbox/stand-ins/slack/fields.ts';
import type { Names } from './mrkdwn.ts';

/** How things are shown: how wide, what ids are called, and which number a button is pressed by. */
export interface Look {
  /** Columns of the whole terminal. */
  readonly columns: number;
  readonly names: Names;
  /** The number a button is pressed by; null shows it without one. */
  readonly numberOf: (button: Fields) => number | null;
}

/** What blocks are shown with: the look, and the columns that are left for them. */
export interface Room extends Look {
  readonly width: number;
}

/** The narrowest terminal that is laid out for, and the widest: longer lines are hard to read. */
const NARROWEST = 60;
const WIDEST = 96;

/** Columns to use on a terminal that has so many; `undefined` or 0 if that is not known. */
export function columnsFor(terminal: number | undefined): number {
  return Math.min(WIDEST, Math.max(NARROWEST, terminal || WIDEST));
}
