import type { BrokenLink } from '#journal/damage.ts';
import { type Audit, verifyStore } from '#journal/verify.ts';
import { say } from './command-line.ts';
import { withStore } from './journal/open-store.ts';

/** The first broken link, and whatever else is not as it was written. */
function namesOf({ broken, damaged }: Audit): readonly BrokenLink[] {
  const further = damaged.filter(({ id }) => id !== broken?.id);
  return broken === null ? further : [broken, ...further];
}

/** `npm run audit -- [experiment…]`: verifies every chain and names the first broken link of each. */
await withStore({ name: 'audit', takesExperiments: true }, async ({ store, experiments }) => {
  let chains = 0;
  let commits = 0;
  let broken = 0;
  for await (const audit of verifyStore(store, experiments)) {
    chains += 1;
    commits += audit.commits;
    const isThere = audit.commits > 0 || audit.broken !== null;
    if (!isThere) say(`${audit.experiment}: there is no such experiment`);
    for (const { id, why } of namesOf(audit)) say(`${audit.experiment}: broken at ${id}: ${why}`);
    if (audit.broken !== null || audit.commits === 0) broken += 1;
  }
  say(`audit: ${chains} chains, ${commits} commits, ${broken} broken`);
  return broken === 0;
});
