import type { ChainHead } from './heads.ts';

/** Heads in one line, so that no line of a log grows too long. */
const IN_ONE = 100;

/** Heads in portions, each the fields of one line of an anchor file or of the log. */
export function anchorLines(
  heads: readonly ChainHead[],
): readonly { readonly heads: readonly ChainHead[] }[] {
  const lines: { readonly heads: readonly ChainHead[] }[] = [];
  for (let start = 0; start < heads.length; start += IN_ONE)
    lines.push({ heads: heads.slice(start, start + IN_ONE) });
  return lines;
}

/** The heads in the text of an anchor file or of a log: one JSON object a line, of which those with `heads` count. */
export function readAnchorLines(text: string): readonly ChainHead[] {
  return text.split('\n').flatMap(headsIn);
}

function headsIn(line: string): readonly ChainHead[] {
  try {
    const { heads }: { heads?: unknown } = Object(JSON.parse(line));
    return Array.isArray(heads) ? heads.flatMap(headIn) : [];
  } catch {
    // A line that was cut off, or of another program.
    return [];
  }
}

function headIn(value: unknown): readonly ChainHead[] {
  const { experiment, version, hash }: Partial<Record<keyof ChainHead, unknown>> = Object(value);
  if (typeof experiment !== 'string' || typeof version !== 'number' || typeof hash !== 'string') return [];
  return [{ experiment, version, hash }];
}
