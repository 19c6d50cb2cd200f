import { textInput } from '#block-kit/inputs.ts';
import { requestedProblem } from '#domain/configurations/planned-configurations.ts';
import type { ExperimentRequest } from '#domain/plan.ts';
import type { Choices } from '#features/co-pilot.ts';
import { withIsolatedWords } from '#features/design-plan/shown-signs.ts';
import { withHiddenWritten } from '#shared/hidden-signs.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { readTypedJson } from './typed-json.ts';

/** The longest text that the field takes, in characters. */
const LENGTH = 3_000;
const NAME = 'configurations';
const WANTED = 'Type a JSON object that has an object for each variant.';

/** The field for the configurations of the variants; none if the flags carry none. */
export function configurationFields(
  { configurable }: Pick<Choices, 'configurable'>,
  { configurations }: Partial<ExperimentRequest>,
) {
  if (configurable !== true) return [];
  return [
    textInput({
      ...{ label: 'Configurations, if neither code nor a file', blockId: NAME, actionId: NAME },
      hint: 'JSON with an object for each variant: all with the same names and types. Leave "control" out if the surface has a default. If this is empty, code or the file is varied.',
      placeholder: '{"control": {"model": "small"}, "treatment": {"model": "large"}}',
      ...{ optional: true, multiline: true, maxLength: LENGTH },
      ...(configurations === undefined ? {} : { initial: written(configurations) }),
    }),
  ];
}

/** One name a line, as far as it fits: every sign shows, and a name stands before its value, whichever way they are written. Else one variant a line. */
function written(configurations: NonNullable<ExperimentRequest['configurations']>): string {
  const lines = JSON.stringify(configurations, null, 2).split('\n');
  const shown = lines.map((line) =>
    line.replace(/\S.*/, (words) => withIsolatedWords(withHiddenWritten(words))),
  );
  const brief = Object.entries(configurations).map(
    ([key, configuration]) => `${JSON.stringify(key)}: ${JSON.stringify(configuration)}`,
  );
  return (
    [shown, lines].map((all) => all.join('\n')).find(({ length }) => length <= LENGTH) ??
    `{\n${brief.join(',\n')}\n}`
  );
}

/** What was typed into the field; nothing if it is empty. Refuses text that is no JSON object of objects. */
export function readConfigurationField(
  typed: string,
): Result<Pick<ExperimentRequest, 'configurations'>, string> {
  if (typed.trim() === '') return ok({});
  const read = readTypedJson(typed);
  if (read.kind === 'refused') return refused(`${WANTED} ${read.problem}`);
  const given = read.value;
  if (!isRecord(given)) return refused(WANTED);
  const odd = Object.keys(given).find((key) => !isRecord(given[key]));
  if (odd !== undefined) return refused(`"${odd.slice(0, 40)}" must be a JSON object.`);
  // Objects out of JSON hold what a configuration can; more is checked with the rest of the request.
  return ok({ configurations: given as NonNullable<ExperimentRequest['configurations']> });
}

/** What is wrong with the configurations of a request; null if nothing is. */
export function configurationsError(
  request: ExperimentRequest,
  { configurable }: Pick<Choices, 'configurable'>,
): string | null {
  if (request.configurations === undefined) return null;
  return configurable === true
    ? requestedProblem(request)
    : 'The flags of this workspace carry no configurations.';
}

function isRecord(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
