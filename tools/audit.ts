import { verifyStore } from '#journal/verify.ts';
import { say, withStore } from './journal/open-store.ts';

/** `npm run audit -- [experiment…]`: verifies every chain and names the first broken link of each. */
await withStore(async ({ store, experiments }) => {
  let chains = 0;
  let commits = 0;
  let broken = 0;
  for await (const audit of verifyStore(store, experiments)) {
    chains += 1;
    commits += audit.commits;
    if (audit.commits === 0) say(`${audit.experiment}: there is no such experiment`);
    if (audit.broken !== null) say(`${audit.experiment}: broken at ${audit.broken.id}: ${audit.broken.why}`);
    if (audit.broken !== null || audit.commits === 0) broken += 1;
  }
  say(`audit: ${chains} chains, ${commits} commits, ${broken} broken`);
  return broken === 0;
});
