import type { CoPilot } from '#features/co-pilot.ts';
import { listed } from '#shared/listed.ts';
import { masksIn } from '#shared/private-text/standing-in.ts';

const WORDS: Readonly<Record<string, string>> = {
  secret: 'a secret, such as a token or a password',
  card: 'a card number',
  email: 'an e-mail address',
  phone: 'a phone number',
  iban: 'a bank account',
};

/** What was masked between two states of a person's text, why, and what to do; null if nothing was. Plain text. */
export function maskNote(before: string, after: string): string | null {
  return noteOf(addedMasks(before, after));
}

function addedMasks(before: string, after: string): readonly string[] {
  const left = [...masksIn(before)];
  return masksIn(after).filter((kind) => {
    const at = left.indexOf(kind);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function noteOf(kinds: readonly string[]): string | null {
  const names = [...new Set(kinds)].map((kind) => WORDS[kind] ?? kind);
  if (names.length === 0) return null;
  const advice = kinds.includes('secret')
    ? ' If the secret is in use, replace it: Slack has seen it, and so has each reader of what you typed.'
    : '';
  return `Masked in your words: ${listed(names)}. Secrets and personal data stay out of the record, the code, the flag and what models read.${advice}`;
}

/** A co-pilot that notes what it masks in the words of one delivery, and the sentence about it; null if nothing was masked. */
export function withMaskNoted<Needs extends Pick<CoPilot, 'people'>>(
  coPilot: Needs,
): { readonly noting: Needs; readonly note: () => string | null } {
  const kinds: string[] = [];
  const people: CoPilot['people'] = {
    ...coPilot.people,
    pseudonymise: async (text) => {
      const masked = await coPilot.people.pseudonymise(text);
      kinds.push(...addedMasks(text, masked));
      return masked;
    },
  };
  return { noting: { ...coPilot, people }, note: () => noteOf(kinds) };
}
