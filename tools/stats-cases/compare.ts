import type { CaseOutput } from './case-function.ts';

/** Relative and absolute tolerance; `fields` overrides both for one field. */
export type Tolerance = {
  readonly rel: number;
  readonly abs: number;
  readonly fields: Readonly<Record<string, { readonly rel: number; readonly abs: number }>>;
};

/** What a case expects: an error code, or fields. */
export type Expected = Readonly<Record<string, unknown>>;

/** Fields an engine may leave out. */
const OPTIONAL = new Set(['lnP', 'pDelta', 'rhoExact']);
/** Below this, a p-value may have become 0; its logarithm is compared instead. */
const SMALLEST_P = 1e-300;
/** Group-sequential bounds are capped in practice at about this z. */
const LARGEST_BOUND = 8;

/** Compares an answer with the expectation; one line per field that differs, none when it passes. */
export function compare(
  fn: string,
  expected: Expected,
  output: CaseOutput,
  tol: Tolerance,
): readonly string[] {
  const got = output['error'];
  if ('error' in expected) {
    return got === expected['error'] ? [] : [`want error ${show(expected['error'])}, got ${show(output)}`];
  }
  if (got !== undefined) return [`want a result, got error ${show(got)}`];
  return Object.entries(expected).flatMap(([name, want]) => {
    const value: unknown = Reflect.get(output, name);
    if (value === undefined && OPTIONAL.has(name)) return [];
    return matches({ fn, name, tol }, want, value) ? [] : [`${name}: want ${show(want)}, got ${show(value)}`];
  });
}

type Field = { readonly fn: string; readonly name: string; readonly tol: Tolerance };

function matches(field: Field, want: unknown, got: unknown): boolean {
  if (Array.isArray(want)) {
    return (
      Array.isArray(got) &&
      got.length === want.length &&
      want.every((entry, index) => matches(field, entry, got[index]))
    );
  }
  const number = asNumber(want);
  if (number === undefined) return got === want;
  return typeof got === 'number' && isClose(field, number, got);
}

function asNumber(want: unknown): number | undefined {
  if (want === 'Infinity') return Number.POSITIVE_INFINITY;
  if (want === '-Infinity') return Number.NEGATIVE_INFINITY;
  return typeof want === 'number' ? want : undefined;
}

function isClose({ fn, name, tol }: Field, want: number, got: number): boolean {
  if (fn.startsWith('gs.') && name === 'z' && want > LARGEST_BOUND) return got >= LARGEST_BOUND;
  if (got === want) return true;
  if (!Number.isFinite(want) || !Number.isFinite(got)) return false;
  if (isExact(fn, name, want)) return false;
  if (isPValue(name) && want < SMALLEST_P) return got >= 0 && got < SMALLEST_P;
  const { rel, abs } = tol.fields[name] ?? tol;
  return Math.abs(got - want) <= Math.max(abs, rel * Math.abs(want));
}

/** Whole numbers that count something: sample sizes, ranks, looks, chi-squared degrees of freedom. */
function isExact(fn: string, name: string, want: number): boolean {
  if (!Number.isInteger(want)) return false;
  if (name === 'df') return fn.startsWith('srm.');
  return /Rank$|Look$/.test(name) || (/^n([A-Z].*)?$/.test(name) && !name.endsWith('Exact'));
}

function isPValue(name: string): boolean {
  return /^p([A-Z].*)?$/.test(name) || name === 'adjusted';
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) =>
    typeof entry === 'number' && !Number.isFinite(entry) ? String(entry) : entry,
  );
}
