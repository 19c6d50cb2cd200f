/**
 * `npm run bench:load`: what the bot costs under load, measured on this machine and held against something bare in the
 * same run: acknowledgements against a Bolt app that does nothing, a sweep of 10,000 experiments against one of 1,000,
 * appends against raw inserts. Prints targets, judges none: times depend on the machine. `--only`, `--seconds`, `--rate`
 * and the like make it short. With MONGODB_URI set the appends are measured there too.
 */
import { measureAppends } from './bench-load/appends.ts';
import { measureInteractions } from './bench-load/interactions.ts';
import { type Options, readOptions, type Section, USAGE } from './bench-load/options.ts';
import { measureSweep } from './bench-load/sweep.ts';
import { refuseArguments } from './command-line.ts';

const MEASURES: Readonly<Record<Section, (options: Options) => Promise<string>>> = {
  interactions: measureInteractions,
  sweep: measureSweep,
  appends: measureAppends,
};

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.kind === 'refused') return refuseArguments(options.problem, USAGE);
  const summary: string[] = [];
  for (const section of options.value.sections) summary.push(await MEASURES[section](options.value));
  process.stdout.write(`\nbench:load: ${summary.join('; ')}\n`);
  return 0;
}

process.exitCode = await main();
