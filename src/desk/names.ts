import { oneLine } from '#block-kit/text.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/** The name of a person (a pseudonym) as one line of plain text. */
export type NameOf = (person: string) => string;

/** Characters of a name. */
const NAME = 60;
const UNKNOWN = 'name not known';

/** Asks the chat service for the names of these people. One that it does not tell, or whose key was erased, has no name. */
export async function displayNames(
  { chat }: { readonly chat: Pick<CoPilot['chat'], 'displayNameOf'> },
  people: Iterable<string>,
): Promise<NameOf> {
  const names = new Map(
    await Promise.all(
      [...new Set(people)].map(async (person) => {
        const name = await chat.displayNameOf(person).catch(() => null);
        return [person, name === null ? '' : oneLine(name, NAME)] as const;
      }),
    ),
  );
  return (person) => names.get(person) || UNKNOWN;
}
