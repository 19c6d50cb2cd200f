import type { FlagAct } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import {
  againstShipping,
  againstSplit,
  conditionWords,
  type ReleaseCondition,
} from '#domain/launch/release-conditions.ts';
import { flagDifferences } from '#domain/tampering/flag-differences.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { recordTampering } from '#features/guard-flag/check-flag.ts';
import { isOutcomeOf, unrecordedActs } from '#features/guard-flag/unrecorded.ts';
import type { FlagState } from '#ports/flags.ts';
import { AppError, ownFault } from '#shared/errors.ts';
import { findMade, flagKeyOf, makeFlag } from './own-flag.ts';

type Needs = Pick<CoPilot, 'flags' | 'store' | 'execute' | 'clock' | 'people'>;
/** Which effect it is, and how often it was begun, this time included. */
export interface Attempt {
  readonly effect: string;
  readonly attempts: number;
  readonly confirm: () => Promise<void>;
}
type Act = Extract<FlagAct, { readonly act: 'set' | 'restore' }>;

/**
 * Switches the flag on with a setting, if it is as the journal knows it. Answers how it stands. Throws `flag.changed` if a person
 * changed it, after recording that, and `flag.other-conditions` if the setting would not be what it says.
 */
export async function switchOn(
  needs: Needs,
  experiment: Experiment,
  act: Act,
  attempt: Attempt,
): Promise<FlagState> {
  const { flags } = needs;
  if (experiment.tampering.open !== null) throw flagChanged(flags.name);
  const key = flagKeyOf(experiment);
  const found = experiment.flag === null ? null : await flags.read(key, experiment.flag.url);
  await refuseChanged(needs, experiment, found, attempt);
  // A flag that is not recorded yet is made, because an earlier attempt to make it may have failed.
  const live = found ?? (await makeFlag(flags, experiment));
  const against = conditionsAgainst(live, act);
  if (against.length > 0) throw otherConditions(flags.name, against);
  const { active, rollout, allocation } = act;
  // Another worker that took the effect over may have set the flag since.
  await attempt.confirm();
  return flags.set(key, { active, rollout, allocation }, live.version, live.url);
}

/**
 * Switches the flag off, whatever else was done to it: units that meet the change must not wait. Answers how it stands, null if
 * it is gone; what others changed before is recorded then.
 */
export async function switchOff(
  needs: Needs,
  experiment: Experiment,
  attempt: Attempt,
): Promise<FlagState | null> {
  const { flags } = needs;
  const key = flagKeyOf(experiment);
  if (experiment.flag === null) {
    const made = await findMade(flags, experiment);
    return made === null ? null : flags.disable(key, made.url);
  }
  const before = await readQuietly(flags, key, experiment.flag.url);
  const off = await flags.disable(key, experiment.flag.url);
  await tellChangesBefore(needs, experiment, { before, off, attempt });
  return off;
}

/**
 * Brings the flag back to a setting over the change by hand that an approver saw, and makes it anew if it was deleted. A later change is
 * not written over: it is recorded, and `flag.changed` thrown. One that is to be off is switched off whatever was done to it.
 */
export async function restore(
  needs: Needs,
  experiment: Experiment,
  { active, rollout, allocation }: Act,
  attempt: Attempt,
): Promise<FlagState> {
  const { flags } = needs;
  const key = flagKeyOf(experiment);
  if (active && experiment.tampering.open !== null) throw flagChanged(flags.name);
  const found = await flags.read(key, experiment.flag?.url ?? null);
  if (active) await refuseChanged(needs, experiment, found, attempt);
  const live = found ?? (await makeFlag(flags, experiment));
  // On its way off nothing may hold it up.
  if (!active) await flags.disable(key, live.url);
  await attempt.confirm();
  return flags.restore(key, { active, rollout, allocation }, active ? live.version : null, live.url);
}

/** Throws `flag.changed`, after recording the change, if the flag is neither as the journal knows it nor as the bot left it. */
async function refuseChanged(
  needs: Needs,
  experiment: Experiment,
  live: FlagState | null,
  attempt: Attempt,
): Promise<void> {
  if (await isOurs(needs, experiment, live, attempt)) return;
  await recordTampering(needs, experiment, live);
  throw flagChanged(needs.flags.name);
}

/** What a stop must not wait for; undefined if it cannot be read. */
async function readQuietly(
  flags: CoPilot['flags'],
  key: string,
  url: string,
): Promise<FlagState | null | undefined> {
  try {
    return await flags.read(key, url);
  } catch (thrown) {
    if (thrown instanceof AppError) return undefined;
    throw thrown;
  }
}

/** The flag is as it is recorded, or as a change leaves it that the bot made and got no answer to. */
async function isOurs(
  needs: Needs,
  experiment: Experiment,
  live: FlagState | null,
  attempt: Attempt,
): Promise<boolean> {
  if (experiment.flag === null || flagDifferences(experiment.flag, live).length === 0) return true;
  return live !== null && isOutcomeOf(await actsBefore(needs, experiment, attempt), experiment.flag, live);
}

/** Changes whose outcome the journal does not hold; at its first attempt this one has none yet. */
async function actsBefore(needs: Needs, experiment: Experiment, { effect, attempts }: Attempt) {
  const acts = await unrecordedActs(needs, experiment);
  return attempts > 1 ? acts : acts.filter((act) => act.effect !== effect);
}

interface Stop {
  /** The flag right before; undefined if it could not be read. */
  readonly before: FlagState | null | undefined;
  readonly off: FlagState | null;
  readonly attempt: Attempt;
}

async function tellChangesBefore(
  needs: Needs,
  experiment: Experiment,
  { before, off, attempt }: Stop,
): Promise<void> {
  const { flag } = experiment;
  if (flag === null) return;
  if (off === null) return recordTampering(needs, experiment, null);
  // If it could not be read, whether it was on is not known; the switching off is the bot's own act.
  const active = before == null ? flag.active : before.active;
  const seen = { ...off, active };
  if (flagDifferences(flag, { ...seen, version: flag.version }).length === 0) return;
  if (isOutcomeOf(await actsBefore(needs, experiment, attempt), flag, seen)) return;
  // The newest entry of the log is the bot's own, unless the flag was off already.
  await recordTampering(needs, experiment, seen, { isNewestOurs: active });
}

/** The conditions with which the setting would not be what the thread says of it. */
function conditionsAgainst(live: FlagState, { allocation, rollout }: Act): readonly ReleaseCondition[] {
  const [shipped] = Object.keys(allocation).filter((key) => allocation[key] === 1);
  return shipped !== undefined && rollout === 1 ? againstShipping(live, shipped) : againstSplit(live);
}

function flagChanged(service: string) {
  const message = `The flag was changed in ${service} by hand, so it is left as it is. An approver chooses in this thread what becomes of that`;
  return ownFault('flag.changed', message);
}

function otherConditions(service: string, against: readonly ReleaseCondition[]) {
  const words = against.map(conditionWords).join('; ');
  const message = `The flag has a condition with which not all units get what they should (${words}). Remove it in ${service}, accept that change in this thread, then try again`;
  return ownFault('flag.other-conditions', message);
}
