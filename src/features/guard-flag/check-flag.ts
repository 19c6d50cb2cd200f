import { BOT } from '#domain/actor.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { isSameFlag } from '#domain/launch/flag-settings.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import { WITH_FLAG } from '#domain/lifecycle.ts';
import { flagDifferences } from '#domain/tampering/flag-differences.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { FlagState } from '#ports/flags.ts';
import { toAppError } from '#shared/errors.ts';
import { isOutcomeOf, type UnrecordedAct, unrecordedActs } from './unrecorded.ts';

type Needs = Pick<CoPilot, 'flags' | 'store' | 'load' | 'execute' | 'clock' | 'people'>;

/**
 * Holds the flag against what the journal knows of it, and records a difference that the bot did not make; the thread is then
 * told of it. True if a look, a check or a decision may rest on the flag. Throws what the flag service throws.
 */
export async function isFlagUntouched(needs: Needs, key: string): Promise<boolean> {
  const before = await needs.load(key);
  if (before === null || !hasWatchedFlag(before)) return before?.tampering.open == null;
  const live = await needs.flags.read(designOf(before).plan.flagKey, urlOf(before));
  const experiment = await needs.load(key);
  if (experiment === null || !isSameMoment(before, experiment)) return false;
  if (flagDifferences(experiment.flag, live).length === 0) return experiment.tampering.open === null;
  const acts = await unrecordedActs(needs, experiment);
  const isDone = live !== null && isOutcomeOf(acts, experiment.flag, live);
  if (isDone || !haveFailed(experiment, acts)) {
    if (isDone) await finish(needs, experiment, acts);
    return false;
  }
  await recordTampering(needs, experiment, live);
  return false;
}

/**
 * The same right before a person's command. A fault of the flag service does not refuse the command, because its effect
 * looks at the flag itself.
 */
export async function checkFlagBefore(needs: Needs & Pick<CoPilot, 'log'>, key: string): Promise<void> {
  try {
    await isFlagUntouched(needs, key);
  } catch (thrown) {
    const { code } = toAppError(thrown);
    needs.log.warn('the flag could not be compared before a command', { experiment: key, code });
  }
}

/**
 * Records that the flag is not as the journal knows it, and who changed it, if the flag service tells. If the newest change is the
 * bot's own, the flag service is not asked: it would name the bot.
 */
export async function recordTampering(
  { flags, people, execute, clock }: Pick<Needs, 'flags' | 'people' | 'execute' | 'clock'>,
  experiment: Experiment,
  live: FlagState | null,
  { isNewestOurs } = { isNewestOurs: false },
): Promise<void> {
  const url = live?.url ?? urlOf(experiment);
  const name = url === null || isNewestOurs ? null : await flags.changedBy({ url });
  const person = name === null ? null : await people.pseudonymOfName(name);
  const known = experiment.flag?.version ?? '';
  const found = live === null ? null : flagRecordOf(live);
  const command = { name: 'recordTampering', known, found, by: person, actor: BOT, at: clock.now() } as const;
  await execute(experiment.key, command);
}

/** A flag as the journal keeps it. */
export function flagRecordOf(flag: FlagState): FlagRecord {
  const { key, url, version, active, rollout, allocation, conditions, recordings } = flag;
  const more = recordings === undefined ? {} : { recordings };
  return { key, url, version, active, rollout, allocation, conditions, ...more };
}

/** There is a flag at work, or one that was there before it was deleted by hand. */
export function hasWatchedFlag({ status, flag, tampering }: Experiment): boolean {
  return WITH_FLAG.includes(status) && (flag !== null || tampering.open !== null);
}

function urlOf({ flag, tampering }: Experiment): string | null {
  return flag?.url ?? tampering.open?.known.url ?? null;
}

/** A change of the bot's own that was recorded meanwhile is no difference. */
function isSameMoment(before: Experiment, after: Experiment): boolean {
  return isSameFlag(before.flag, after.flag) && before.delivery.flagEffect === after.delivery.flagEffect;
}

/** What is still under way compares the flag itself; what was given up compares nothing. */
function haveFailed({ delivery }: Experiment, acts: readonly UnrecordedAct[]): boolean {
  return acts.every(({ effect }) => delivery.failedEffects.some((failed) => failed.effect === effect));
}

/** A change that was given up and is done all the same, such as one that a person approved later: its effect goes on from there. */
async function finish(
  { execute, clock }: Pick<Needs, 'execute' | 'clock'>,
  { key, delivery }: Experiment,
  acts: readonly UnrecordedAct[],
): Promise<void> {
  const effect = acts.at(-1)?.effect;
  if (effect === undefined || !delivery.failedEffects.some((failed) => failed.effect === effect)) return;
  await execute(key, { name: 'retryEffect', effect, message: null, actor: BOT, at: clock.now() });
}
