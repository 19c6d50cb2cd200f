import { rebuildSummaries } from '#journal/rebuild.ts';
import { say, withStore } from './journal/open-store.ts';

/** `npm run rebuild`: makes the list of experiments anew from the journal. */
await withStore(async ({ store }) => {
  say(`rebuild: ${await rebuildSummaries(store)} experiments`);
  return true;
});
