/**
 * `node tools/keep-journal.ts --store <file> --to test/fixtures/journals/<commit>-<name>`: keeps a whole journal with the
 * states that this version folds it to, as a fixture that later versions must read. See test/fixtures/journals/README.md.
 */
import { parseArgs } from 'node:util';
import { everyExperiment } from '#journal/every-experiment.ts';
import { writeKeptJournal } from './journal/kept-journal.ts';
import { openAddress, parseAddress } from './move/open-address.ts';

const { values } = parseArgs({ options: { store: { type: 'string' }, to: { type: 'string' } } });
if (values.store === undefined || values.to === undefined) {
  process.stderr.write('usage: node tools/keep-journal.ts --store <path or mongodb://…> --to <folder>\n');
  process.exitCode = 2;
} else {
  const store = await openAddress(parseAddress(values.store), true);
  try {
    const chains = [];
    for await (const key of everyExperiment(store)) chains.push(await store.commits(key));
    writeKeptJournal(values.to, chains);
    process.stdout.write(`keep: ${chains.length} experiments, ${chains.flat().length} commits\n`);
  } finally {
    await store.close();
  }
}
