import type { DatabaseSync } from 'node:sqlite';
import type { PeopleStore } from '#ports/people-store.ts';
import { AppError } from '#shared/errors.ts';
import { textOrNull } from './columns.ts';
import { guarded } from './errors.ts';

/** The pseudonym keys in table `people`, apart from the journal. */
export function createPeople(database: DatabaseSync): PeopleStore {
  const insert = database.prepare(
    'INSERT INTO people (slack_user, pseudonym) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const pseudonym = database.prepare('SELECT pseudonym FROM people WHERE slack_user = ?');
  const slackUser = database.prepare('SELECT slack_user FROM people WHERE pseudonym = ?');
  const erase = database.prepare('DELETE FROM people WHERE slack_user = ? RETURNING pseudonym');
  return {
    pseudonymOf: (user, candidate) =>
      guarded(() => {
        const known = textOrNull(pseudonym.get(user), 'pseudonym');
        if (known !== null) return known;
        insert.run(user, candidate);
        const made = textOrNull(pseudonym.get(user), 'pseudonym');
        if (made !== null) return made;
        throw new AppError('store.pseudonym-taken', 'The pseudonym belongs to somebody else: draw another', {
          retryable: true,
        });
      }),
    knownPseudonymOf: (user) => guarded(() => textOrNull(pseudonym.get(user), 'pseudonym')),
    slackUserOf: (known) => guarded(() => textOrNull(slackUser.get(known), 'slack_user')),
    forget: (user) =>
      guarded(() => {
        const erased = textOrNull(erase.get(user), 'pseudonym');
        // The write-ahead log would keep the erased key until its next checkpoint.
        if (erased !== null) database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        return erased;
      }),
  };
}
