import { ACTS } from './acts.ts';
import { median, megabytes, milliseconds, percentile, times } from './figures.ts';
import type { Hit } from './open-loop.ts';
import { printRow } from './table.ts';

/** Hits of one slice on each side, taken one right after the other. */
export interface Pair {
  readonly bare: readonly Hit[];
  readonly bot: readonly Hit[];
}

/** What the bot did behind the acknowledgements: memory in bytes, and how long its effects lasted on after a slice. */
export interface Behind {
  readonly rss: number;
  readonly restMs: number;
}

const SHARES = [0.5, 0.95, 0.99] as const;

/** Prints percentiles of both sides, and by act those of the bot; answers the ratio of the p99. */
export function reportPairs(pairs: readonly Pair[], behind: Behind): number {
  const bare = pairs.flatMap((pair) => pair.bare);
  const bot = pairs.flatMap((pair) => pair.bot);
  printRow({ label: 'acknowledgement, bare Bolt app, p50 / p95 / p99', figure: '', note: spread(bare) });
  printRow({ label: 'acknowledgement, the bot, p50 / p95 / p99', figure: '', note: spread(bot) });
  for (const act of ACTS) {
    const own = bot.filter(({ kind }) => kind === act);
    printRow({ label: `  ${act}`, figure: '', note: spread(own) });
  }
  const ratio = reportRatios('all acts', pairs, 'target ≤ 1.2 ×');
  for (const act of ACTS)
    reportRatios(
      `  ${act}`,
      pairs.map((pair) => only(pair, act)),
    );
  printRow({ label: 'effects went on after a slice for', figure: milliseconds(behind.restMs) });
  printRow({ label: 'memory of the bot (RSS) at the end', figure: megabytes(behind.rss) });
  return ratio;
}

/** The ratio of the p99s of each pair: its median, and the range of the pairs. */
function reportRatios(what: string, pairs: readonly Pair[], target = ''): number {
  const ratios = pairs.map(({ bot, bare }) => at(bot, 0.99) / at(bare, 0.99));
  const ratio = median(ratios);
  const range = `${times(Math.min(...ratios))} to ${times(Math.max(...ratios))} in ${ratios.length} pairs`;
  printRow({
    label: `p99, the bot / bare: ${what}`,
    figure: times(ratio),
    note: `${range}  ${target}`.trim(),
  });
  return ratio;
}

/** The hits of one act on both sides: the same body was sent to both. */
function only({ bare, bot }: Pair, act: string): Pair {
  const isIt = ({ kind }: Hit) => kind === act;
  return { bare: bare.filter(isIt), bot: bot.filter(isIt) };
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
