import { type Line, line } from './line.ts';
import { paint, paintLine } from './paint.ts';
import { cutText } from './width.ts';
import { wrapLines } from './wrap.ts';

export interface PageOptions {
  readonly write: (text: string) => void;
  readonly columns: number;
  readonly colour: boolean;
  /** Whether a line can be written over; without it the progress line is left out. */
  readonly isInteractive: boolean;
}

/** What is written to a terminal: lines that stay, wrapped if they are too long, and below them one line on what is going on now. */
export interface Page {
  print(lines: readonly Line[]): void;
  /** Shows what is going on now in place of what was; null takes the line away. */
  progress(text: string | null): void;
}

const WIPE = '\r\u001b[2K';

/** A page on which nothing stands yet. */
export function createPage({ write, columns, colour, isInteractive }: PageOptions): Page {
  let now: string | null = null;
  const show = () => {
    if (now !== null) write(paintLine(line(cutText(now, columns - 1), 'dim'), colour));
  };
  const wipe = () => {
    if (now !== null) write(WIPE);
  };
  return {
    print: (lines) => {
      if (lines.length === 0) return;
      wipe();
      write(paint(wrapLines(lines, columns), colour));
      show();
    },
    progress: (text) => {
      if (!isInteractive || text === now) return;
      wipe();
      now = text;
      show();
    },
  };
}
