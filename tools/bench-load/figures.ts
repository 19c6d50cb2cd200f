/** The figure below which a share (0 to 1) of the values lies: the nearest rank. NaN if there is none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((first, second) => first - second);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle value; NaN if there is none. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Milliseconds in words, with three digits that count. */
export function milliseconds(value: number): string {
  return value >= 10_000 ? `${(value / 1_000).toFixed(1)} s` : `${digits(value)} ms`;
}

/** A ratio in words. */
export function times(value: number): string {
  return `${digits(value)} ×`;
}

/** Bytes in words. */
export function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MB`;
}

function digits(value: number): string {
  if (!Number.isFinite(value)) return '-';
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
