import { section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bold, code } from '#block-kit/mrkdwn.ts';
import { truncate } from '#block-kit/text.ts';
import {
  type Configuration,
  type ConfigurationValue,
  changedNames,
  namedValue,
} from '#domain/configurations/configuration.ts';
import { controlOf, type Plan, treatmentsOf } from '#domain/plan.ts';

/** Names and characters of a value that the message shows; the details have all. */
const MOST_NAMES = 3;
const VALUE = 40;

/** What each treatment sets to something else than the control, a line each; none if the plan has no configurations. */
export function configurationLines(plan: Plan): readonly string[] {
  const control = controlOf(plan)?.configuration;
  if (control === undefined) return [];
  return treatmentsOf(plan).map(({ key, configuration = {} }) => {
    const names = changedNames(control, configuration);
    const shown = names.slice(0, MOST_NAMES).map((name) => changeWords(name, control, configuration));
    const more = names.length > MOST_NAMES ? `, and ${names.length - MOST_NAMES} more` : '';
    return `${bold('Configuration of')} ${code(key)}  ${shown.join(', ')}${more}`;
  });
}

function changeWords(name: string, control: Configuration, configuration: Configuration): string {
  const [before, after] = [control, configuration].map((one) => valueWords(namedValue(one, name)));
  return `${code(truncate(name, VALUE))} ${after} in place of ${before}`;
}

function valueWords(value: ConfigurationValue | undefined): string {
  return code(truncate(JSON.stringify(value) ?? 'nothing', VALUE));
}

/** The configuration of each variant as it is, for the details. */
export function configurationSections(plan: Plan): ChatMessage['blocks'] {
  return plan.variants.flatMap(({ key, configuration }) =>
    configuration === undefined
      ? []
      : [section(`${bold('Configuration of')} ${code(key)}\n${code(JSON.stringify(configuration))}`)],
  );
}
