import { rebuildSummaries } from '#journal/rebuild.ts';
import { say } from './command-line.ts';
import { withStore } from './journal/open-store.ts';

/** `npm run rebuild`: makes the list of experiments anew from the journal. */
await withStore({ name: 'rebuild', takesExperiments: false }, async ({ store }) => {
  say(`rebuild: ${await rebuildSummaries(store)} experiments`);
  return true;
});
