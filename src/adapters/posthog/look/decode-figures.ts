import { baselineFiguresOf, lookFiguresOf } from '#ports/figure-rows.ts';
import type { BaselineFigures, LookFigures } from '#ports/look-figures.ts';
import type { BaselineRequest, LookRequest } from '#ports/look-request.ts';
import { postHogFault } from '../fault-kinds.ts';
import { readRows } from './answer-rows.ts';

/** The answer to `lookQuery`. Variants without units are filled in. Throws `posthog.unexpected-answer` for rows of another shape. */
export function decodeLook(request: LookRequest, rows: readonly unknown[]): LookFigures {
  const [figures] = decodeLooks([request], rows);
  if (figures === undefined) throw unexpected('no figures');
  return figures;
}

/** The answers to `looksQuery`, in the order of the requests. Throws as `decodeLook`. */
export function decodeLooks(
  requests: readonly LookRequest[],
  rows: readonly unknown[],
): readonly LookFigures[] {
  const read = readRows(rows);
  if (read.some(([experiment]) => experiment >= requests.length))
    throw unexpected('an experiment that was not asked for');
  return requests.map((request, index) =>
    lookFiguresOf(
      request,
      read.filter(([experiment]) => experiment === index),
      unexpected,
    ),
  );
}

/** The answer to `baselineFiguresQuery`. Throws as `decodeLook`. */
export function decodeBaseline(request: BaselineRequest, rows: readonly unknown[]): BaselineFigures {
  return baselineFiguresOf(request, readRows(rows), unexpected);
}

function unexpected(what: string) {
  return postHogFault('unexpected-answer', `PostHog's answer to a look has ${what}`);
}
