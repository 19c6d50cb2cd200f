import { BOT, type FlagRecord } from '#domain/experiment.ts';
import { isOvertaken, offSetting } from '#domain/flag-settings.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Performance } from '#journal/perform.ts';
import type { FlagState } from '#ports/flags.ts';

function recordOf({ key, url, version, active, rollout, allocation }: FlagState): FlagRecord {
  return { key, url, version, active, rollout, allocation };
}

/**
 * Brings the flag to what the effect says and records how it stands; repeating it changes nothing more. One that a later
 * commit has overtaken is let be.
 */
export async function performFlag(
  { flags, execute, clock }: Pick<CoPilot, 'flags' | 'execute' | 'clock'>,
  { effect, key, experiment, confirm }: Performance<'flag'>,
): Promise<void> {
  if (isOvertaken(experiment, key)) return;
  const flagKey = experiment.plan?.flagKey ?? experiment.key;
  const title = experiment.plan?.title ?? experiment.request.idea;
  const record = async (flag: FlagRecord | null) => {
    await execute(experiment.key, { name: 'recordFlag', effect: key, flag, actor: BOT, at: clock.now() });
  };
  switch (effect.act.act) {
    case 'hold':
      // Tried again after the end: nobody needs the flag any more, and an earlier attempt may have left one.
      if (experiment.status === 'cancelled') return flags.remove(flagKey);
      return record(recordOf(await flags.ensure(flagKey, title, offSetting(experiment))));
    case 'set': {
      const { active, rollout, allocation } = effect.act;
      // Whoever took the effect over may have gone on to later settings.
      await confirm();
      return record(recordOf(await flags.set(flagKey, { active, rollout, allocation })));
    }
    case 'remove':
      await flags.remove(flagKey);
      return record(null);
  }
}
