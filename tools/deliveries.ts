/**
 * `npm run deliveries -- [--store …] [--failed] [--days <whole>] [experiment…]`: all that the bot said or failed to say, a line each: when, in which
 * experiment or message of the workspace, what, the place, for whom, what became of it, and why. Changes nothing. `/experiment deliveries
 * retry` in Slack tries again what failed. Exit code 1 if something failed.
 */

import { type DeliveryLine, deliveryLog } from '#journal/delivery-log.ts';
import { everyStream } from '#journal/every-experiment.ts';
import { DAY } from '#shared/clock.ts';
import { toAppError } from '#shared/errors.ts';
import { readArguments, refuseArguments, say, wholeNumber } from './command-line.ts';
import { storeAddress } from './journal/open-store.ts';
import { parseAddress, readAddress } from './move/open-address.ts';

const USAGE =
  'usage: npm run deliveries -- [--store <path or mongodb://…>] [--failed] [--days <whole>] [experiment…]';

async function main(): Promise<number> {
  const options = {
    store: { type: 'string' },
    failed: { type: 'boolean', default: false },
    days: { type: 'string', default: '7' },
  } as const;
  const given = readArguments({ options, allowPositionals: true });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { values, positionals } = given.value;
  const days = wholeNumber(values.days);
  if (days === null || days < 1) return refuseArguments('--days must be a whole number from 1', USAGE);
  try {
    return await list(values.store, { days, onlyFailed: values.failed, streams: positionals });
  } catch (thrown) {
    process.stderr.write(`${toAppError(thrown).message}\n`);
    return 2;
  }
}

interface Asked {
  readonly days: number;
  readonly onlyFailed: boolean;
  readonly streams: readonly string[];
}

async function list(named: string | undefined, { days, onlyFailed, streams }: Asked): Promise<number> {
  const store = await readAddress(parseAddress(storeAddress(named)));
  try {
    const since = Date.now() - days * DAY;
    const counts = new Map<string, number>();
    for await (const stream of streams.length > 0 ? streams : everyStream(store)) {
      for (const line of deliveryLog(stream, await store.entries(stream))) {
        if (line.at < since && line.outcome !== 'failed') continue;
        counts.set(line.outcome, (counts.get(line.outcome) ?? 0) + 1);
        if (!onlyFailed || line.outcome === 'failed') say(lineOf(line));
      }
    }
    const summed = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
    say(`deliveries: ${summed === '' ? 'none' : summed} (${days} days, and all that failed)`);
    return (counts.get('failed') ?? 0) === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}

function lineOf({ at, effect, what, place, to, outcome, doneAt, why }: DeliveryLine): string {
  const done = doneAt === null ? '' : ` ${new Date(doneAt).toISOString()}`;
  const because = why === null ? '' : ` (${why.replaceAll(/\s+/g, ' ')})`;
  return `${new Date(at).toISOString()} ${effect} ${what} → ${to ?? place}: ${outcome}${done}${because}`;
}

process.exitCode = await main();
