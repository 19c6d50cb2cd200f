import { VENDOR_SECRETS } from '#app/vendors.ts';
import type { Execute } from '#journal/perform.ts';
import type { People } from '#ports/people.ts';
import type { PrivateKind, PrivatePart } from '#shared/private-text/private-part.ts';
import { createPrivateText } from '#shared/private-text/private-text.ts';
import { maskOf } from '#shared/private-text/standing-in.ts';

/** What is kept nowhere, not even apart from the journal: who finds it can use it. */
const NEVER_KEPT: readonly PrivateKind[] = ['secret', 'card'];

/**
 * People whose words lose secrets and personal data when their handles become pseudonyms. An address or a number of a person becomes a
 * pseudonym as its owner would: the original lies with the keys of people and can be erased there.
 */
export function withMaskedWords(people: People): People {
  const privateText = createPrivateText(VENDOR_SECRETS);
  return {
    ...people,
    pseudonymise: async (text) => {
      const named = await people.pseudonymise(text);
      const originals = new Map<string, PrivateKind>();
      // Ids of Slack are pseudonyms by now, or belong to channels.
      const isMasked = ({ kind }: PrivatePart) => kind !== 'slack-id';
      const masked = (references: ReadonlyMap<string, string>) =>
        privateText.replace(
          named,
          'slack',
          (kind, original) => {
            originals.set(original, kind);
            return maskOf(kind, references.get(original) ?? null);
          },
          isMasked,
        );
      masked(new Map());
      const references = new Map<string, string>();
      for (const [original, kind] of originals) {
        if (!NEVER_KEPT.includes(kind)) references.set(original, await people.pseudonymOfContact(original));
      }
      return masked(references);
    },
  };
}

/** Masks the words of a person's command once more, whichever way they came in: nothing private reaches the journal. */
export function withMaskedCommands(people: Pick<People, 'pseudonymise'>): (execute: Execute) => Execute {
  return (execute) => async (key, command) =>
    execute(key, command.actor.person === null ? command : await maskedIn(command, people));
}

async function maskedIn<Value>(value: Value, people: Pick<People, 'pseudonymise'>): Promise<Value> {
  const texts = new Map<string, string>();
  for (const text of wordsIn(value)) {
    const masked = await people.pseudonymise(text);
    if (masked !== text) texts.set(text, masked);
  }
  if (texts.size === 0) return value;
  return JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === 'string' ? (texts.get(part) ?? part) : part,
  );
}

/** Texts with a blank or an `@`: ids have neither. */
function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /[\s@]/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsIn);
}
