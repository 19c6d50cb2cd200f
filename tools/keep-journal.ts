/**
 * `node tools/keep-journal.ts --store <file> --to test/fixtures/journals/<commit>-<name>`: keeps a whole journal with the
 * states that this version folds it to, as a fixture that later versions must read. See test/fixtures/journals/README.md.
 */
import { everyExperiment } from '#journal/every-experiment.ts';
import { readArguments, refuseArguments } from './command-line.ts';
import { writeKeptJournal } from './journal/kept-journal.ts';
import { parseAddress, readAddress } from './move/open-address.ts';

const USAGE = 'usage: node tools/keep-journal.ts --store <path or mongodb://…> --to <folder>';

/** Keeps the journal; answers the exit code. */
async function main(): Promise<number> {
  const given = readArguments({ options: { store: { type: 'string' }, to: { type: 'string' } } });
  if (given.kind === 'refused') return refuseArguments(given.problem, USAGE);
  const { store: from, to } = given.value.values;
  if (from === undefined || to === undefined) return refuseArguments('Name both --store and --to.', USAGE);
  const store = await readAddress(parseAddress(from));
  try {
    const chains = [];
    for await (const key of everyExperiment(store)) chains.push(await store.commits(key));
    writeKeptJournal(to, chains);
    process.stdout.write(`keep: ${chains.length} experiments, ${chains.flat().length} commits\n`);
    return 0;
  } finally {
    await store.close();
  }
}

process.exitCode = await main();
