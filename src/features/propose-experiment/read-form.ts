import { z } from 'zod';
import { fileKind } from '#domain/design/tested-file.ts';
import { findMetric, goalProblem } from '#domain/metric.ts';
import { type ExperimentRequest, isExpectedLiftWrong } from '#domain/plan.ts';
import type { Choices } from '#features/co-pilot.ts';
import { fromPercent } from '#features/from-percent.ts';
import { usualMustHolds } from '#features/with-usual-guardrails.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { configurationsError, readConfigurationField } from './form-configurations.ts';
import { otherGoalsOf, otherGoalsProblem } from './form-goals.ts';
import { readMargins } from './form-guardrails.ts';
import { ideaProblem, readIdea } from './idea-input.ts';

/** One sentence per field that needs another look, by block id: Slack shows it under the field. */
export type FormErrors = Readonly<Record<string, string>>;

const Option = z.object({ value: z.string() });
const Field = z.looseObject({
  value: z.string().nullish(),
  selected_option: Option.nullish(),
  selected_options: z.array(Option).nullish(),
  selected_user: z.string().nullish(),
});
const Values = z.record(z.string(), z.record(z.string(), Field));
type FormChoices = Pick<
  Choices,
  'configurable' | 'catalogue' | 'surfaces' | 'repositories' | 'guardrails' | 'crossesLogin'
>;
type Fields = (name: keyof ExperimentRequest) => z.infer<typeof Field>;

/**
 * Reads the submitted form (`view.state.values`). `owner` comes back as the chat user id.
 * Every problem is told at once, each at its field.
 */
export function readForm(stateValues: unknown, choices: FormChoices): Result<ExperimentRequest, FormErrors> {
  const parsed = Values.safeParse(stateValues);
  if (!parsed.success) return refused({ idea: 'The form could not be read. Close it and open it again.' });
  const fields: Fields = (name) => parsed.data[name]?.[name] ?? {};
  const goalMetric = fields('goalMetric').selected_option?.value ?? '';
  const guardrails = guardrailsOf(fields, choices);
  const margins = readMargins(
    fields('margins').value ?? '',
    [...guardrails.guardrailMetrics, ...choices.guardrails],
    choices.catalogue,
  );
  const configurations = readConfigurationField(fields('configurations').value ?? '');
  const request: ExperimentRequest = {
    idea: readIdea(fields('idea').value),
    goalMetric,
    ...otherGoalsOf(keysIn(fields, 'otherGoals')),
    ...guardrails,
    ...(margins.kind === 'ok' && Object.keys(margins.value).length > 0 ? { margins: margins.value } : {}),
    smallestLift: fromPercent(fields('smallestLift').value),
    trafficShare: fromPercent(fields('trafficShare').value),
    split: (fields('split').value ?? '').split('/').map((part) => fromPercent(part)),
    surface: fields('surface').selected_option?.value ?? '',
    repository: fields('repository').selected_option?.value ?? '',
    ...fileOf(fields('file').value),
    ...(configurations.kind === 'ok' ? configurations.value : {}),
    risk: riskOf(fields('risk').selected_option?.value),
    owner: fields('owner').selected_user ?? '',
    ...expectedOf(fields),
    ...loginOf(fields, choices),
  };
  const typed = {
    ...(margins.kind === 'ok' ? {} : { margins: margins.problem }),
    ...(configurations.kind === 'ok' ? {} : { configurations: configurations.problem }),
  };
  const errors = { ...formErrors(request, choices), ...typed };
  return Object.keys(errors).length === 0 ? ok(request) : refused(errors);
}

/**
 * The guardrails, and which of them must hold. What a person says must hold is a guardrail, chosen above or not. The form
 * preselects some, so a person who makes one of them the goal, or does not choose it as a guardrail, has not asked for it.
 */
function guardrailsOf(
  fields: Fields,
  { guardrails, catalogue }: FormChoices,
): Pick<ExperimentRequest, 'guardrailMetrics' | 'mustHold'> {
  const goals = [fields('goalMetric').selected_option?.value, ...(keysIn(fields, 'otherGoals') ?? [])];
  const chosen = keysIn(fields, 'guardrailMetrics') ?? [];
  const asked = chosen.filter((key) => !goals.includes(key) || !guardrails.includes(key));
  const preselected = usualMustHolds(
    catalogue.map(({ key }) => key),
    catalogue,
  );
  const held = keysIn(fields, 'mustHold')?.filter((key) => asked.includes(key) || !preselected.includes(key));
  const guardrailMetrics = [...new Set([...asked, ...(held ?? [])])];
  // Without a choice the designer proposes guardrails, and a form that was opened before there was this field chooses nothing.
  return held === undefined || guardrailMetrics.length === 0
    ? { guardrailMetrics }
    : { guardrailMetrics, mustHold: held };
}

function keysIn(fields: Fields, name: keyof ExperimentRequest): readonly string[] | undefined {
  return fields(name).selected_options?.map(({ value }) => value);
}

/** An empty field means that code is varied. */
function fileOf(typed: string | null | undefined): Pick<ExperimentRequest, 'file'> {
  const file = (typed ?? '').trim().replace(/^(?:\.?\/)+/, '');
  return file === '' ? {} : { file };
}

/** An empty field means the smallest lift worth having. */
function expectedOf(fields: Fields): Pick<ExperimentRequest, 'expectedLift'> {
  const typed = fields('expectedLift').value ?? '';
  return typed.trim() === '' ? {} : { expectedLift: fromPercent(typed) };
}

function loginOf(fields: Fields, choices: FormChoices): Pick<ExperimentRequest, 'crossesLogin'> {
  const chosen = fields('crossesLogin').selected_option?.value ?? 'surface';
  const surface = fields('surface').selected_option?.value ?? '';
  const crosses = chosen === 'surface' ? choices.crossesLogin(surface) : chosen === 'yes';
  return crosses ? { crossesLogin: true } : {};
}

/** Checks a request however it came in; the keys are its field names. */
export function formErrors(request: ExperimentRequest, choices: FormChoices): FormErrors {
  const { idea, goalMetric, guardrailMetrics, smallestLift, trafficShare, split } = request;
  const { expectedLift = 0 } = request;
  const goalsProblem = otherGoalsProblem(request, choices.catalogue);
  const configurationsWrong = configurationsError(request, choices);
  const goal = findMetric(choices.catalogue, goalMetric);
  const noGoal = goal && goalProblem(goal);
  const mustFall = goal?.desiredDirection === 'decrease';
  const checks: readonly (readonly [keyof ExperimentRequest, boolean, string])[] = [
    ['idea', ideaProblem(idea) !== null, ideaProblem(idea) ?? ''],
    ['goalMetric', goal === null, 'Choose a goal metric from the catalogue.'],
    ['goalMetric', noGoal !== null, noGoal ?? ''],
    [
      'guardrailMetrics',
      guardrailMetrics.some((key) => findMetric(choices.catalogue, key) === null),
      'Choose guardrails from the catalogue.',
    ],
    ['guardrailMetrics', guardrailMetrics.includes(goalMetric), 'The goal cannot be its own guardrail.'],
    [
      'guardrailMetrics',
      guardrailMetrics.some((key) => request.otherGoals?.includes(key)),
      'A goal cannot be a guardrail, too. Take it out of one of the two.',
    ],
    ['otherGoals', goalsProblem !== null, goalsProblem ?? ''],
    ['smallestLift', !(smallestLift > 0 && smallestLift <= 5), 'Type a number above 0 and at most 500.'],
    ['smallestLift', mustFall && smallestLift >= 1, 'The goal should fall, and cannot fall by 100 or more.'],
    [
      'expectedLift',
      isExpectedLiftWrong(request),
      'Leave it empty, or type a number from the smallest lift worth having to 500.',
    ],
    ['expectedLift', mustFall && expectedLift >= 1, 'The goal should fall, and cannot fall by 100 or more.'],
    ['trafficShare', !(trafficShare > 0 && trafficShare <= 1), 'Type a number above 0 and at most 100.'],
    ['split', splitProblem(split) !== null, splitProblem(split) ?? ''],
    ['surface', !choices.surfaces.includes(request.surface), 'Choose a surface.'],
    ['repository', !choices.repositories.includes(request.repository), 'Choose a repository.'],
    [
      'file',
      request.file !== undefined && fileKind(request.file) === null,
      'Type the path of a Markdown, text, prompt, JSON or YAML file, or leave it empty to vary code.',
    ],
    ['configurations', configurationsWrong !== null, configurationsWrong ?? ''],
    ['owner', request.owner === '', 'Choose who answers for it.'],
  ];
  return Object.fromEntries(checks.filter(([, wrong]) => wrong).map(([name, , text]) => [name, text]));
}

function splitProblem(split: readonly number[]): string | null {
  if (split.length < 2 || split.length > 5 || split.some((share) => !(share > 0))) {
    return 'Type two to five numbers above 0, control first, such as 50 / 50.';
  }
  const sum = split.reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) < 1e-9) return null;
  return `These sum to ${Number((sum * 100).toFixed(4))} %, but must sum to 100 %.`;
}

function riskOf(value: string | undefined): ExperimentRequest['risk'] {
  return value === 'medium' || value === 'high' ? value : 'low';
}
