import type { AnalysisSnapshot } from '#domain/looks/state.ts';

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** What a look cost, "1.2 GB in 3.4 s"; without the bytes if the source does not tell them. */
export function costWords({ bytes, seconds }: NonNullable<AnalysisSnapshot['cost']>): string {
  const time = `in ${seconds < 10 ? Number(seconds.toFixed(1)) : Math.round(seconds)} s`;
  return bytes === null ? time : `${bytesWords(bytes)} ${time}`;
}

/** Decimal units, as databases bill. */
function bytesWords(bytes: number): string {
  const at = bytes < 1_000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** at;
  return `${at === 0 ? value : Number(value.toPrecision(3))} ${UNITS[at]}`;
}
