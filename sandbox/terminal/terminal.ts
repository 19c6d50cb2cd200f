import { columnsFor } from './look.ts';
import { createPage, type Page } from './page.ts';

/** A stream that may be a terminal, such as `process.stdout`. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** How to write to a terminal. */
export interface Terminal {
  readonly page: Page;
  readonly columns: number;
  readonly colour: boolean;
  readonly isInteractive: boolean;
}

/** Looks at the kind of output: colour and a moving progress line on a terminal only, colour not under NO_COLOR. */
export function terminalOf(
  screen: Screen,
  { NO_COLOR, TERM }: Readonly<Record<string, string | undefined>>,
): Terminal {
  const isInteractive = screen.isTTY === true && TERM !== 'dumb';
  const colour = isInteractive && (NO_COLOR ?? '') === '';
  const columns = columnsFor(screen.columns);
  const write = (text: string) => {
    screen.write(text);
  };
  return { page: createPage({ write, columns, colour, isInteractive }), columns, colour, isInteractive };
}
