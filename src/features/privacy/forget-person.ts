import { hasPart, type PartIn, partIn } from '#domain/authority/part-in.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { forgetTokensOf } from '#features/tokens/forget-tokens.ts';
import { linesNotOver } from '#features/walk-unfinished.ts';
import { forgetWebhooksOf } from '#features/webhooks/forget-webhooks.ts';
import { turnOfTheLoop } from '#journal/turn-of-the-loop.ts';
import { pseudonymsIn } from './appears-in.ts';
import { forgetRunsAbout } from './forget-runs.ts';

type Needs = Pick<CoPilot, 'store' | 'load'>;

/** What a person is in an unfinished experiment; in none of these they are mentioned only. */
export interface Part extends PartIn {
  readonly experiment: string;
}

/** What stands to be forgotten. */
export interface Known {
  readonly pseudonym: string;
  /** unfinished experiments that show the person, newest first. */
  readonly parts: readonly Part[];
}

/** What is known of a chat user, without making them known; null if nothing is. */
export async function knownOf({ store, load }: Needs, user: string): Promise<Known | null> {
  const pseudonym = await store.knownPseudonymOf(user);
  if (pseudonym === null) return null;
  const parts: Part[] = [];
  for (const { key } of await linesNotOver(store)) {
    await turnOfTheLoop();
    const experiment = pseudonymsIn(await store.commits(key)).has(pseudonym) ? await load(key) : null;
    if (experiment !== null) parts.push({ experiment: key, ...partIn(experiment, pseudonym) });
  }
  return { pseudonym, parts };
}

/**
 * Erases the key between a chat user and their pseudonym. The journal stays as it is, so its chain still holds;
 * after that no reader can tell whom it means. Kept runs of the experiments that show them go, too, and their tokens of the API and their webhooks. Returns what was known; null if nothing was. A person who has a part in an unfinished
 * experiment is not forgotten: they could come back as another one, and act twice. Then the parts say which.
 */
export async function forgetPerson(
  needs: Needs & Pick<CoPilot, 'clock'>,
  user: string,
): Promise<Known | null> {
  const known = await knownOf(needs, user);
  if (known !== null && partsThatBind(known).length > 0) return known;
  // First: what follows takes what was erased out of the files of the store, too.
  if (known !== null) {
    await forgetRunsAbout(needs, [known.pseudonym]);
    await forgetTokensOf(needs, [known.pseudonym]);
    await forgetWebhooksOf(needs, [known.pseudonym]);
  }
  return (await needs.store.forget(user)) === null ? null : known;
}

/** The unfinished experiments in which a person has a part: until they end, the person stays known. */
export function partsThatBind({ parts }: Pick<Known, 'parts'>): readonly Part[] {
  return parts.filter(hasPart);
}
