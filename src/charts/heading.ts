import type { Layout } from './chart-layout.ts';
import type { Theme } from './chart-theme.ts';
import { textAt } from './svg.ts';
import { wrapText } from './text-width.ts';

/** A part of a picture with the height that it takes. */
export interface Piece {
  readonly height: number;
  readonly inside: readonly string[];
}

/** Title and subtitle at the top, two lines of each at most. */
export function heading(
  { title, subtitle }: { readonly title: string; readonly subtitle: string },
  layout: Layout,
  theme: Theme,
): Piece {
  const { width, padding, large } = layout;
  const size = large + 1;
  const shown = wrapText(title, { width: width - 2 * padding, size, weight: 'bold', most: 2 });
  const step = size * 1.25;
  const top = padding * 0.7;
  const under = lines([subtitle], { y: top + shown.length * step, layout, fill: theme.muted });
  return {
    height: top + shown.length * step + under.height + 10,
    inside: [
      ...shown.map((line, index) =>
        textAt(line, {
          ...{ x: padding, y: top + (index + 0.8) * step, size },
          ...({ weight: 'bold', fill: theme.text } as const),
        }),
      ),
      ...under.inside,
    ],
  };
}

/** Lines of text under `y`, each wrapped to two at most. */
export function lines(
  texts: readonly string[],
  { y, layout, fill }: { readonly y: number; readonly layout: Layout; readonly fill: string },
): Piece {
  const { width, padding, small } = layout;
  const step = small * 1.3;
  const shown = texts.flatMap((text) => wrapText(text, { width: width - 2 * padding, size: small, most: 2 }));
  return {
    height: shown.length * step,
    inside: shown.map((line, index) =>
      textAt(line, { x: padding, y: y + (index + 0.85) * step, size: small, fill }),
    ),
  };
}
