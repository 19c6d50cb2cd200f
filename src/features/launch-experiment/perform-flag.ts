import { BOT } from '#domain/actor.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { isOvertaken, offSetting } from '#domain/launch/flag-settings.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Performance } from '#journal/perform.ts';
import type { FlagState, Flags } from '#ports/flags.ts';
import { ownFault } from '#shared/errors.ts';
import { mayGoOut } from './one-per-surface.ts';

/**
 * Brings the flag to what the effect says and records how it stands; repeating it changes nothing more. One that a later
 * commit has overtaken is let be, and so is a flag of another team under the same key, and a launch whose surface
 * another one has.
 */
export async function performFlag(
  needs: Pick<CoPilot, 'flags' | 'execute' | 'clock' | 'store' | 'load'>,
  { effect, key, commit, experiment, confirm }: Performance<'flag'>,
): Promise<void> {
  const { flags, execute, clock } = needs;
  if (isOvertaken(experiment, key)) return;
  if (commit.command.name === 'launch' && !(await mayGoOut(needs, experiment.key))) return;
  const flagKey = keyOf(experiment);
  const record = async (flag: FlagRecord | null) => {
    await execute(experiment.key, { name: 'recordFlag', effect: key, flag, actor: BOT, at: clock.now() });
  };
  switch (effect.act.act) {
    case 'hold':
      // Tried again after the end: the flag is not needed any more, and an earlier attempt may have left one.
      if (experiment.status === 'cancelled') return removeOurs(flags, experiment);
      return record(recordOf(await make(flags, experiment)));
    case 'set': {
      if (experiment.flag === null) await make(flags, experiment);
      const { active, rollout, allocation } = effect.act;
      // Another worker that took the effect over may have set the flag since.
      await confirm();
      if (active) return record(recordOf(await flags.set(flagKey, { active, rollout, allocation }, null)));
      const off = await flags.disable(flagKey, experiment.flag?.url ?? null);
      return record(off === null ? null : recordOf(off));
    }
    case 'remove':
      await removeOurs(flags, experiment);
      return record(null);
    default:
      return effect.act satisfies never;
  }
}

/** Makes the flag, switched off, or finds the one that an earlier attempt made. Throws if it belongs to another team. */
async function make(flags: Flags, experiment: Experiment): Promise<FlagState> {
  const key = keyOf(experiment);
  const flag = await flags.ensure(key, nameOf(experiment), offSetting(experiment));
  if (flag.name === nameOf(experiment)) return flag;
  const message = `${flags.name} has a flag "${key}" already that this experiment did not make, so it is left alone. Rename or delete it there, then try again.`;
  throw ownFault('flag.taken', message);
}

/** Removes the flag, unless it belongs to another team. */
async function removeOurs(flags: Flags, experiment: Experiment): Promise<void> {
  const key = keyOf(experiment);
  const isOurs = experiment.flag !== null || (await flags.read(key))?.name === nameOf(experiment);
  if (isOurs) await flags.remove(key);
}

function keyOf(experiment: Experiment): string {
  return designOf(experiment).plan.flagKey;
}

/** The key of the experiment in the name marks a flag as ours. */
function nameOf(experiment: Experiment): string {
  return `Experiment ${experiment.key}: ${designOf(experiment).plan.title}`;
}

function recordOf({ key, url, version, active, rollout, allocation, conditions }: FlagState): FlagRecord {
  return { key, url, version, active, rollout, allocation, conditions };
}
