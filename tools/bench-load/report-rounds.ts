import { ACTS } from './acts.ts';
import { median, megabytes, milliseconds, percentile, times } from './figures.ts';
import type { Hit } from './open-loop.ts';
import { printRow } from './table.ts';

/**
 * What is shot at: a bare Bolt app; one that keeps what the bot commits, each on the disk before it is acknowledged; the bot.
 */
export const SIDES = ['bare', 'keeping', 'bot'] as const;
export type Side = (typeof SIDES)[number];

const NAMES: Readonly<Record<Side, string>> = {
  bare: 'bare Bolt app',
  keeping: 'bare Bolt app with raw inserts',
  bot: 'the bot',
};

/** Hits of one slice on one side, and the time of processors that the process took for them and for what they set off. */
export interface Slice {
  readonly hits: readonly Hit[];
  readonly cpuMs: number;
}

/** The same shots at each side, one right after the other. */
export type Round = Readonly<Record<Side, Slice>>;

/** What the bot did behind the acknowledgements: memory in bytes, and how long its effects lasted on after a slice. */
export interface Behind {
  readonly rss: number;
  readonly restMs: number;
}

const SHARES = [0.5, 0.95, 0.99] as const;

/** Prints percentiles of each side, and by act those of the bot; answers the ratio of the p99 to the bare app's. */
export function reportRounds(rounds: readonly Round[], behind: Behind): number {
  for (const side of SIDES) {
    const note = spread(rounds.flatMap((round) => round[side].hits));
    printRow({ label: `acknowledgement, ${NAMES[side]}, p50 / p95 / p99`, figure: '', note });
  }
  for (const act of ACTS) {
    const own = rounds.flatMap((round) => hitsOf(round, 'bot', act));
    printRow({ label: `  ${act}`, figure: '', note: spread(own) });
  }
  const ratio = reportRatios(rounds, { beside: 'bare', target: 'target ≤ 1.2 ×' });
  for (const act of ACTS) reportRatios(rounds, { beside: 'bare', act });
  reportRatios(rounds, { beside: 'keeping' });
  const each = SIDES.map((side) => milliseconds(cpuOfOne(rounds, side))).join(' / ');
  printRow({ label: 'processor time per act: bare / with inserts / bot', figure: '', note: each });
  printRow({ label: 'effects went on after a slice for', figure: milliseconds(behind.restMs) });
  printRow({ label: 'memory of the bot (RSS) at the end', figure: megabytes(behind.rss) });
  return ratio;
}

interface Comparison {
  readonly beside: 'bare' | 'keeping';
  /** All of them if left out. */
  readonly act?: string;
  readonly target?: string;
}

/** The ratio of the p99s of each round: its median, and the range of the rounds. */
function reportRatios(rounds: readonly Round[], { beside, act, target = '' }: Comparison): number {
  const ratios = rounds.map(
    (round) => at(hitsOf(round, 'bot', act), 0.99) / at(hitsOf(round, beside, act), 0.99),
  );
  const ratio = median(ratios);
  const range = `${times(Math.min(...ratios))} to ${times(Math.max(...ratios))} in ${ratios.length} rounds`;
  printRow({
    label: `p99, the bot / ${beside === 'bare' ? 'bare' : 'bare with inserts'}: ${act ?? 'all acts'}`,
    figure: times(ratio),
    note: `${range}  ${target}`.trim(),
  });
  return ratio;
}

function hitsOf(round: Round, side: Side, act: string | undefined): readonly Hit[] {
  const { hits } = round[side];
  return act === undefined ? hits : hits.filter(({ kind }) => kind === act);
}

function cpuOfOne(rounds: readonly Round[], side: Side): number {
  const slices = rounds.map((round) => round[side]);
  const total = slices.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  return total / slices.reduce((sum, { hits }) => sum + hits.length, 0);
}

function spread(hits: readonly Hit[]): string {
  return SHARES.map((share) => milliseconds(at(hits, share))).join(' / ');
}

function at(hits: readonly Hit[], share: number): number {
  return percentile(
    hits.map(({ latencyMs }) => latencyMs),
    share,
  );
}
