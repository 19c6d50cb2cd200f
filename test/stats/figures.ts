import type { StatsRefusal } from '#stats/outcome.ts';

/** The result itself; a refusal fails the calling test with its reason. */
export function given<Result extends { readonly kind: string }>(result: Result | StatsRefusal): Result {
  if (isRefusal(result)) throw new Error(`refused: ${result.reason}, ${result.detail}`);
  return result;
}

function isRefusal(result: { readonly kind: string }): result is StatsRefusal {
  return result.kind === 'refused';
}

/** Every number inside a result, however deep. */
export function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}
