import { BOT } from '#domain/actor.ts';
import { keptConfiguration } from '#domain/configurations/keep-default.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isOvertaken } from '#domain/launch/flag-settings.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { flagRecordOf } from '#features/guard-flag/check-flag.ts';
import type { Performance } from '#journal/perform.ts';
import type { FlagState, Flags } from '#ports/flags.ts';
import { mayGoOut } from './one-per-surface.ts';
import { flagKeyOf, makeFlag, removeFlag } from './own-flag.ts';
import { restore, switchOff, switchOn } from './set-flag.ts';

/**
 * Brings the flag to what the effect says and records how it stands; repeating it changes nothing more. One that a later
 * commit has overtaken is let be, and so is a flag of another team under the same key, and a launch whose surface
 * another one has.
 */
export async function performFlag(
  needs: Pick<CoPilot, 'flags' | 'execute' | 'clock' | 'store' | 'load' | 'loadUnseen' | 'people' | 'chat'>,
  { effect, key, commit, experiment, then, attempts, confirm }: Performance<'flag'>,
): Promise<void> {
  const { flags, execute, clock } = needs;
  if (isOvertaken(experiment, key)) return;
  if (commit.command.name === 'launch' && !(await mayGoOut(needs, experiment.key))) return;
  const record = async (state: FlagState | null) => {
    const flag = state === null ? null : flagRecordOf(state);
    await execute(experiment.key, { name: 'recordFlag', effect: key, flag, actor: BOT, at: clock.now() });
  };
  const { act } = effect;
  const attempt = { effect: key, attempts, confirm };
  switch (act.act) {
    case 'hold':
      // Tried again after the end: the flag is not needed any more, and an earlier attempt may have left one.
      if (experiment.status === 'cancelled') return removeFlag(flags, experiment);
      return record(await makeFlag(flags, experiment));
    case 'set':
      return record(
        act.active
          ? await switchOn(needs, experiment, act, attempt)
          : await switchOff(needs, experiment, attempt),
      );
    case 'restore':
      return record(await restore(needs, experiment, act, attempt));
    case 'keep':
      return flags.configurations?.keepDefault(flagKeyOf(experiment), act.variant);
    case 'remove':
      // Whatever became of the earlier try: with the flag goes what it gave.
      await keepBefore(flags, then);
      await removeFlag(flags, experiment);
      return record(null);
    default:
      return act satisfies never;
  }
}

async function keepBefore(flags: Flags, experiment: Experiment): Promise<void> {
  const variant = keptConfiguration(experiment);
  if (variant !== null) await flags.configurations?.keepDefault(flagKeyOf(experiment), variant);
}
