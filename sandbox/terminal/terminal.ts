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
  readonly isLive: boolean;
}

/** Looks at where the output goes: colour and a moving progress line on a terminal only, colour not under NO_COLOR. */
export function terminalOf(
  screen: Screen,
  { NO_COLOR, TERM }: Readonly<Record<string, string | undefined>>,
): Terminal {
  const isLive = screen.isTTY === true && TERM !== 'dumb';
  const colour = isLive && (NO_COLOR ?? '') === '';
  const columns = columnsFor(screen.columns);
  const write = (text: string) => {
    screen.write(text);
  };
  return { page: createPage({ write, columns, colour, isLive }), columns, colour, isLive };
}
