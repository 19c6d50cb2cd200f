/**
 * `npm run bench:hostile-http`: what 1,000 connections with unfinished, unsigned or forged requests cost. Honest people act beside them and
 * without them, in turns, on the bot as `npm start` runs it, in a process of its own on loopback. Ends with 1 if the bot's memory
 * grows by 50 MB or the honest p99 reaches three times the quiet one. `--connections`, `--rate`, `--seconds` and `--rounds` make it short.
 */
import { median, megabytes, milliseconds, percentile, times } from './bench-load/figures.ts';
import { type HostileSlice, measureHostile } from './bench-load/hostile-http.ts';
import { printHead, printRow } from './bench-load/table.ts';
import { readArguments, refuseArguments, wholeNumber } from './command-line.ts';

const USAGE =
  'usage: npm run bench:hostile-http -- [--connections 1000] [--rate 50] [--seconds 8] [--rounds 3]';
/** What must be held: bytes, and a ratio. */
const GROWTH = 50 * 2 ** 20;
const RATIO = 3;

function p99(slices: readonly HostileSlice[]): number {
  return percentile(
    slices.flatMap(({ hits }) => hits.map(({ latencyMs }) => latencyMs)),
    0.99,
  );
}

async function main(): Promise<number> {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const given = readArguments({
    args: process.argv.slice(2),
    options: { connections: text('1000'), rate: text('50'), seconds: text('8'), rounds: text('3') },
  });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { values } = given.value;
  const [connections, rate, seconds, rounds] = [
    wholeNumber(values.connections) ?? 0,
    wholeNumber(values.rate) ?? 0,
    wholeNumber(values.seconds) ?? 0,
    wholeNumber(values.rounds) ?? 0,
  ] as const;
  if (Math.min(connections, rate, seconds, rounds) === 0)
    return refuseArguments('every figure must be a whole number above 0', USAGE);
  const { quiet, hostile, crowd } = await measureHostile({ connections, rate, seconds, rounds });
  const growth = Math.max(...hostile.map(({ peak }) => peak)) - Math.max(...quiet.map(({ peak }) => peak));
  const ratio = p99(hostile) / p99(quiet);
  printHead(
    `${rate} honest acts a second beside ${connections} hostile connections, ${rounds} × ${seconds} s each`,
  );
  const crowdNote = `${crowd.closedByBot} closed by the bot, ${megabytes(crowd.bytes)} sent`;
  printRow({ label: 'hostile connections opened', figure: String(crowd.opened), note: crowdNote });
  for (const [name, slices] of Object.entries({ quiet, hostile })) {
    const peaks = slices.map(({ peak }) => peak);
    printRow({ label: `${name}: p99 of an acknowledgement`, figure: milliseconds(p99(slices)) });
    printRow({
      label: `${name}: memory (RSS), peak`,
      figure: megabytes(Math.max(...peaks)),
      note: `median ${megabytes(median(peaks))}`,
    });
  }
  printRow({
    label: 'memory beside the crowd, above the quiet peak',
    figure: megabytes(growth),
    note: 'target < 50 MB',
  });
  printRow({ label: 'p99, hostile / quiet', figure: times(ratio), note: 'target < 3 ×' });
  const isMet = growth < GROWTH && ratio < RATIO;
  process.stdout.write(`\nbench:hostile-http: ${isMet ? 'met' : 'missed'}\n`);
  return isMet ? 0 : 1;
}

process.exitCode = await main();
