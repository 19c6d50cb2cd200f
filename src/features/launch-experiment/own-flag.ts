import { configurationsOf } from '#domain/configurations/planned-configurations.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { offSetting } from '#domain/launch/flag-settings.ts';
import { controlOf } from '#domain/plan.ts';
import type { FlagState, Flags } from '#ports/flags.ts';
import { ownFault } from '#shared/errors.ts';

/** Makes the flag, switched off, or finds the one that an earlier attempt made. Throws `flag.taken` if it belongs to another team. */
export async function makeFlag(flags: Flags, experiment: Experiment): Promise<FlagState> {
  const key = flagKeyOf(experiment);
  const { plan } = designOf(experiment);
  const { surface, crossesLogin } = plan.request;
  const control = controlOf(plan)?.key;
  const configurations = configurationsOf(plan);
  if (configurations.length > 0 && flags.configurations === undefined)
    throw ownFault('flag.no-configurations', noConfigurations(flags.name));
  const traits = {
    ...{ keepsVariantOnLogin: crossesLogin === true, surface },
    ...(control === undefined ? {} : { control }),
    ...(configurations.length === 0
      ? {}
      : {
          configurations: Object.fromEntries(
            configurations.map(({ key, configuration }) => [key, configuration]),
          ),
        }),
  };
  const flag = await flags.ensure(key, nameOf(experiment), offSetting(experiment), traits);
  if (flag.name === nameOf(experiment)) return flag;
  const message = `${flags.name} has a flag "${key}" already that this experiment did not make, so it is left alone. Rename or delete it there, then try again.`;
  throw ownFault('flag.taken', message);
}

/** The flag that an earlier attempt made; null if there is none, or one of another team. */
export async function findMade(flags: Flags, experiment: Experiment): Promise<FlagState | null> {
  const found = await flags.read(flagKeyOf(experiment));
  return found?.name === nameOf(experiment) ? found : null;
}

/** Removes the flag, unless it belongs to another team. */
export async function removeFlag(flags: Flags, experiment: Experiment): Promise<void> {
  const key = flagKeyOf(experiment);
  const isOurs = experiment.flag !== null || (await findMade(flags, experiment)) !== null;
  if (isOurs) await flags.remove(key);
}

/** The key of the experiment's flag. Throws `domain.unguarded` before there is a plan. */
export function flagKeyOf(experiment: Experiment): string {
  return designOf(experiment).plan.flagKey;
}

/** The key of the experiment in the name marks a flag as ours. */
function nameOf(experiment: Experiment): string {
  return `Experiment ${experiment.key}: ${designOf(experiment).plan.title}`;
}

/** Why a plan with configurations cannot be carried out by a flag service, and what to do. */
export function noConfigurations(service: string): string {
  return `Flags of ${service} carry no configurations. Plan it without them, or use the bot’s own flags (docs/flags.md).`;
}
