import type { PeopleStore } from '#ports/people-store.ts';
import { ownFault } from '#shared/errors.ts';
import { isDuplicate } from './errors.ts';
import type { MongoGround } from './ground.ts';

/** The pseudonym keys in collection `people`, apart from the journal. */
export function createMongoPeople({ people, limit, guarded }: MongoGround): PeopleStore {
  const known = async (user: string) => (await people.findOne({ _id: user }, limit))?.pseudonym ?? null;
  return {
    pseudonymOf: (user, candidate) =>
      guarded(async () => {
        const present = await known(user);
        if (present !== null) return present;
        try {
          await people.insertOne({ _id: user, pseudonym: candidate }, limit);
          return candidate;
        } catch (thrown) {
          if (!isDuplicate(thrown)) throw thrown;
        }
        const made = await known(user);
        if (made !== null) return made;
        throw ownFault('store.pseudonym-taken', 'The pseudonym belongs to another person: draw another');
      }),
    knownPseudonymOf: (user) => guarded(() => known(user)),
    slackUserOf: (pseudonym) =>
      guarded(async () => (await people.findOne({ pseudonym }, limit))?._id ?? null),
    forget: (user) =>
      guarded(async () => (await people.findOneAndDelete({ _id: user }, limit))?.pseudonym ?? null),
  };
}
