import type { z } from 'zod';
import type { PersonSchema } from '#api/schemas/common-schemas.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/** Tells who is behind a pseudonym. */
export type ShowPerson = (pseudonym: string) => Promise<z.input<typeof PersonSchema>>;

/** Shows people, each looked up once in one answer. */
export function showPeople({ people }: Pick<CoPilot, 'people'>): ShowPerson {
  const found = new Map<string, Promise<string | null>>();
  return async (pseudonym) => {
    const asked = found.get(pseudonym) ?? people.userOf(pseudonym);
    found.set(pseudonym, asked);
    const user = await asked;
    // Those of whom a name or an address alone is known are no chat users.
    return { id: pseudonym, user: user !== null && /^[UW][A-Z0-9]+$/.test(user) ? user : null };
  };
}
