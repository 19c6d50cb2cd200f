import type { DatabaseSync } from 'node:sqlite';
import type { PeopleStore } from '#ports/people-store.ts';
import { ownFault } from '#shared/errors.ts';
import { textOrNull } from './columns.ts';
import { guarded } from './guarded.ts';
import { createScrub } from './scrub.ts';

/** The pseudonym keys in table `people`, apart from the journal. */
export function createSqlitePeople(database: DatabaseSync): PeopleStore {
  const insert = database.prepare(
    'INSERT INTO people (slack_user, pseudonym) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const pseudonym = database.prepare('SELECT pseudonym FROM people WHERE slack_user = ?');
  const slackUser = database.prepare('SELECT slack_user FROM people WHERE pseudonym = ?');
  const erase = database.prepare('DELETE FROM people WHERE slack_user = ? RETURNING pseudonym');
  const scrub = createScrub(database);
  return {
    pseudonymOf: (user, candidate) =>
      guarded(() => {
        const known = textOrNull(pseudonym.get(user), 'pseudonym');
        if (known !== null) return known;
        insert.run(user, candidate);
        const made = textOrNull(pseudonym.get(user), 'pseudonym');
        if (made !== null) return made;
        throw ownFault('store.pseudonym-taken', 'The pseudonym belongs to another person: draw another');
      }),
    knownPseudonymOf: (user) => guarded(() => textOrNull(pseudonym.get(user), 'pseudonym')),
    slackUserOf: (known) => guarded(() => textOrNull(slackUser.get(known), 'slack_user')),
    forget: async (user) => {
      const erased = await guarded(() => textOrNull(erase.get(user), 'pseudonym'));
      // Also if nothing was: an earlier call may have erased it and not come this far.
      await scrub();
      return erased;
    },
  };
}
