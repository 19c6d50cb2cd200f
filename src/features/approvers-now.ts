import type { CoPilot } from '#features/co-pilot.ts';

/** The people who hold the approver role now, by pseudonym; one whose key was erased is left out. */
export async function approversNow({
  choices,
  people,
}: Pick<CoPilot, 'choices' | 'people'>): Promise<readonly string[]> {
  const known = await Promise.all(choices.approvers.map((user) => people.knownAs(user)));
  return known.filter((person) => person !== null);
}
