import type { EngineAnswer } from '#tools/hogql/engine.ts';

/** What a look costs: queries, seconds of the engine, seconds of PostHog's parser, rows and bytes read. */
export interface Cost {
  readonly queries: number;
  readonly seconds: number;
  readonly cpu: number;
  readonly parse: number;
  readonly rows: number;
  readonly bytes: number;
}

export function sumOf(answers: readonly (EngineAnswer & { readonly parseSeconds: number })[]): Cost {
  const sum = (of: (answer: (typeof answers)[number]) => number) =>
    answers.reduce((all, one) => all + of(one), 0);
  return {
    queries: answers.length,
    seconds: sum(({ seconds }) => seconds),
    cpu: sum(({ cpu }) => cpu),
    parse: sum(({ parseSeconds }) => parseSeconds),
    rows: sum(({ rows_read }) => rows_read),
    bytes: sum(({ bytes_read }) => bytes_read),
  };
}

export function showCost(name: string, { queries, seconds, cpu, parse, rows, bytes }: Cost): string {
  const figures = [
    `${queries} ${queries === 1 ? 'query' : 'queries'}`,
    `${seconds.toFixed(2)} s`,
    `${cpu.toFixed(2)} s CPU`,
    `${parse.toFixed(2)} s to parse`,
    `${(rows / 1e6).toFixed(1)} million rows`,
    `${Math.round(bytes / 1e6)} MB`,
  ];
  return `${name.padEnd(12)} ${figures.join(', ')}`;
}

/** What now is, as parts of what was. */
export function ratios(before: Cost, now: Cost): string {
  const part = (name: string, of: (cost: Cost) => number) => `${name} ${(of(now) / of(before)).toFixed(2)}`;
  return [
    part('queries', ({ queries }) => queries),
    part('time', ({ seconds }) => seconds),
    part('CPU', ({ cpu }) => cpu),
    part('rows', ({ rows }) => rows),
    part('bytes', ({ bytes }) => bytes),
  ].join(', ');
}

const EXPERIMENTS = 200;
const LIMIT = 120;

/**
 * A running experiment is read four times a day at most: one look or watch a day, and in the days of the canary one every six
 * hours. PostHog lets 120 queries an hour through.
 */
export function hourlyQueries(queriesBefore: number, looksPerQuery: number): string {
  const readings = (EXPERIMENTS * 4) / 24;
  const before = Math.ceil(readings * queriesBefore);
  const now = Math.ceil(readings / looksPerQuery);
  return `${EXPERIMENTS} running experiments, each read every 6 hours: ${before} queries an hour before, ${now} now; PostHog lets ${LIMIT} through`;
}
