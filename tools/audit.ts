import { readFileSync } from 'node:fs';
import { readAnchorLines } from '#journal/anchor-lines.ts';
import type { BrokenLink } from '#journal/damage.ts';
import { type ChainHead, departures, newestHeads } from '#journal/heads.ts';
import { type Audit, verifyStore } from '#journal/verify.ts';
import { ownFault } from '#shared/errors.ts';
import { say } from './command-line.ts';
import { withReader } from './journal/open-store.ts';
import { damageOfFile } from './store/damage-of-file.ts';

/** The first broken link, and whatever else is not as it was written. */
function namesOf({ broken, damaged }: Audit): readonly BrokenLink[] {
  const further = damaged.filter(({ id }) => id !== broken?.id);
  return broken === null ? further : [broken, ...further];
}

/** The heads that an anchor file or a log recorded; none if no file is named. */
function recordedIn(file: string | null): readonly ChainHead[] {
  if (file === null) return [];
  try {
    return readAnchorLines(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw ownFault('anchor.unusable', `The anchor file ${file} cannot be read: name another one`, { cause });
  }
}

/**
 * `npm run audit -- [--store …] [--anchor <file>] [experiment…]`: verifies every chain and names the first broken link of each, and what
 * is gone of what the list or the anchor file knows. Changes nothing.
 */
await withReader(
  { name: 'audit', takesExperiments: true, takesAnchor: true },
  async ({ store, address, anchor, experiments }) => {
    const listed = (await store.summaryVersions()).map(({ key, version }) => ({
      ...{ experiment: key, version, hash: null },
    }));
    const heads = newestHeads([...recordedIn(anchor), ...listed]);
    let [chains, commits, absent] = [0, 0, 0];
    const broken = new Set<string>();
    const named = new Set<string>();
    for await (const audit of verifyStore(store, experiments)) {
      chains += 1;
      commits += audit.commits;
      if (audit.commits === 0 && audit.broken === null && !heads.has(audit.experiment)) {
        say(`${audit.experiment}: there is no such experiment`);
        absent += 1;
      }
      for (const { id, why } of namesOf(audit)) {
        say(`${audit.experiment}: broken at ${id}: ${why}`);
        named.add(id);
      }
      if (audit.broken !== null) broken.add(audit.experiment);
    }
    for await (const { experiment, id, why } of departures(store, heads.values())) {
      // An entry that lies under another name was named there.
      if (named.has(id) || (experiments.length > 0 && !experiments.includes(experiment))) continue;
      say(`${experiment}: broken at ${id}: ${why}`);
      broken.add(experiment);
    }
    const damage = address.kind === 'sqlite' ? damageOfFile(address.path) : null;
    if (damage !== null) say(`the database file is damaged: ${damage}. Restore a backup`);
    const count = broken.size + absent;
    say(`audit: ${chains} chains, ${commits} commits, ${count} broken`);
    return count === 0 && damage === null;
  },
);
