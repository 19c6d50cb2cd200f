import type { FlagAct } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import {
  againstShipping,
  againstSplit,
  conditionWords,
  type ReleaseCondition,
} from '#domain/launch/release-conditions.ts';
import { flagDifferences, releaseDifferences } from '#domain/tampering/flag-differences.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { recordTampering } from '#features/guard-flag/check-flag.ts';
import { isOutcomeOf, unrecordedActs } from '#features/guard-flag/unrecorded.ts';
import type { FlagState } from '#ports/flags.ts';
import { ownFault } from '#shared/errors.ts';
import { flagKeyOf, makeFlag } from './own-flag.ts';

type Needs = Pick<CoPilot, 'flags' | 'store' | 'execute' | 'clock' | 'people'>;
type Act = Extract<FlagAct, { readonly act: 'set' | 'restore' }>;

/**
 * Switches the flag on with a setting, if it is as the journal knows it. Answers how it stands. Throws `flag.changed` if a person
 * changed it, after recording that, and `flag.other-conditions` if the setting would not be what it says.
 */
export async function switchOn(
  needs: Needs,
  experiment: Experiment,
  act: Act,
  confirm: () => Promise<void>,
): Promise<FlagState> {
  const { flags } = needs;
  if (experiment.tampering.open !== null) throw flagChanged(flags.name);
  const live = await readOrMake(needs, experiment);
  if (live === null || !(await isOurs(needs, experiment, live))) {
    await recordTampering(needs, experiment, live);
    throw flagChanged(flags.name);
  }
  const against = conditionsAgainst(live, act);
  if (against.length > 0) throw otherConditions(flags.name, against);
  const { active, rollout, allocation } = act;
  // Another worker that took the effect over may have set the flag since.
  await confirm();
  return flags.set(flagKeyOf(experiment), { active, rollout, allocation }, live.version, live.url);
}

/**
 * Switches the flag off, whatever else was done to it: units that meet the change must not wait. Answers how it stands, null if
 * it is gone; what others changed is recorded then.
 */
export async function switchOff(needs: Needs, experiment: Experiment): Promise<FlagState | null> {
  const { flags } = needs;
  if (experiment.flag === null) await makeFlag(flags, experiment);
  const off = await flags.disable(flagKeyOf(experiment), experiment.flag?.url ?? null);
  await tellOtherChanges(needs, experiment, off);
  return off;
}

/** Brings the flag back to a setting over what was done to it by hand, and makes it anew if it was deleted. */
export async function restore(
  needs: Needs,
  experiment: Experiment,
  { active, rollout, allocation }: Act,
  confirm: () => Promise<void>,
): Promise<FlagState> {
  const { flags } = needs;
  const key = flagKeyOf(experiment);
  const live = (await flags.read(key, experiment.flag?.url ?? null)) ?? (await makeFlag(flags, experiment));
  // On its way off nothing may hold it up.
  if (!active) await flags.disable(key, live.url);
  await confirm();
  return flags.restore(key, { active, rollout, allocation }, active ? live.version : null, live.url);
}

/** A flag that is not recorded yet is made, because an earlier attempt to make it may have failed. */
async function readOrMake({ flags }: Needs, experiment: Experiment): Promise<FlagState | null> {
  if (experiment.flag === null) return makeFlag(flags, experiment);
  return flags.read(flagKeyOf(experiment), experiment.flag.url);
}

/** The flag is as it is recorded, or as a change leaves it that the bot made and got no answer to. */
async function isOurs(needs: Needs, experiment: Experiment, live: FlagState): Promise<boolean> {
  if (experiment.flag === null || flagDifferences(experiment.flag, live).length === 0) return true;
  return isOutcomeOf(await unrecordedActs(needs, experiment), experiment.flag, live);
}

async function tellOtherChanges(needs: Needs, experiment: Experiment, off: FlagState | null): Promise<void> {
  const { flag } = experiment;
  if (flag === null || (off !== null && releaseDifferences(flag, off).length === 0)) return;
  const acts = await unrecordedActs(needs, experiment);
  if (off !== null && isOutcomeOf(acts, flag, off)) return;
  await recordTampering(needs, experiment, off);
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
