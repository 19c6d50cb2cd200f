import { codeMarkdown, listMarkdown, plainMarkdown, tableMarkdown } from '#agents/markdown.ts';
import type { Implementation } from '#domain/agent-output.ts';
import { DEPLOY_WINDOW } from '#domain/clean-up/decide.ts';
import { count, percent } from '#domain/figures.ts';
import { controlOf, type Plan, planHash } from '#domain/plan.ts';
import { DAY } from '#shared/clock.ts';

/** What a pull request tells its reviewer about the experiment behind it. `thread` links to the Slack thread, where Slack told it. */
export interface PullRequestStory {
  /** Key of the experiment. */
  readonly experiment: string;
  readonly plan: Plan;
  readonly implementation: Implementation;
  readonly thread: string | null;
}

function variantTable({ plan, implementation }: PullRequestStory): string {
  const tests = implementation.testPaths.map(codeMarkdown).join(', ');
  const rows = plan.variants.map(({ key, role, allocation, description }) => [
    codeMarkdown(key),
    role,
    percent(allocation),
    plainMarkdown(description),
    tests,
  ]);
  return tableMarkdown(['variant', 'role', 'share', 'what people get', 'tested in'], rows);
}

function metricList({ goal, guardrails, secondary, request }: Plan): string {
  const better = goal.desiredDirection === 'increase' ? 'should rise' : 'should fall';
  const lift = percent(request.smallestLift);
  return listMarkdown([
    `Goal: ${plainMarkdown(goal.name)} (${codeMarkdown(goal.key)}) ${better}, by ${lift} or more to be worth having`,
    ...guardrails.map(
      ({ metric, margin }) =>
        `Guardrail: ${plainMarkdown(metric.name)} (${codeMarkdown(metric.key)}), at most ${percent(margin)} worse`,
    ),
    ...secondary.map(
      (metric) => `Secondary: ${plainMarkdown(metric.name)} (${codeMarkdown(metric.key)}), explains only`,
    ),
  ]);
}

function rolloutList(plan: Plan): string {
  const { sizing, request, flagKey } = plan;
  const control = codeMarkdown(controlOf(plan)?.key ?? 'control');
  return listMarkdown([
    `Merging changes nothing for anybody: the flag ${codeMarkdown(flagKey)} is off until the launch is pressed in Slack.`,
    `Then ${percent(request.trafficShare)} of ${plainMarkdown(request.surface)} takes part: ${count(sizing.unitsPerVariant)} units per variant, ${count(sizing.days)} days.`,
    `When the flag service is slow, fails or answers something unknown, people get ${control} and are not counted.`,
  ]);
}

function undoList({ experiment, plan }: PullRequestStory): string {
  return listMarkdown([
    'Before the launch: revert this pull request.',
    `After it: type ${codeMarkdown(`/experiment pause ${experiment}`)} in Slack, or switch the flag ${codeMarkdown(plan.flagKey)} off; everybody gets the control at once.`,
    'When the experiment is decided, a second pull request removes the flag and the losing code.',
  ]);
}

const CHECKED = [
  'the flag key stands in the code and is read in one place, so that exposure is measured once',
  'the control is named as the default where the flag is read',
  'unit tests name every variant and let the flag service fail',
  'no lock file, manifest, CI, hidden or secret file is touched; size is within limits',
];

function footer({ experiment, plan, thread }: PullRequestStory): string {
  const where = thread === null ? '' : ` · [Slack thread](${encodeURI(thread)})`;
  return `Experiment ${codeMarkdown(experiment)} · plan ${codeMarkdown(planHash(plan).slice(0, 12))}${where}\n`;
}

function section(title: string, body: string): string {
  return `## ${title}\n\n${body}`;
}

/** The body of the pull request that builds an experiment: GitHub Markdown, every word of people and models escaped. */
export function implementationPrBody(story: PullRequestStory): string {
  const { plan, implementation } = story;
  return [
    section('Hypothesis', plainMarkdown(plan.hypothesis)),
    section('Variants', variantTable(story)),
    section('What changes in the code', plainMarkdown(implementation.summary)),
    section('Metrics', metricList(plan)),
    section('Rollout', rolloutList(plan)),
    section('How to undo', undoList(story)),
    section('Checked by code before this was opened', listMarkdown(CHECKED)),
    `---\n${footer(story)}`,
  ].join('\n\n');
}

/** What was decided, by whom a reader may learn in the thread. */
export interface CleanUpStory extends PullRequestStory {
  /** Key of the variant that stays. */
  readonly kept: string;
}

function mergingList(plan: Plan, kept: string): string {
  const control = controlOf(plan)?.key ?? 'control';
  const days = count(DEPLOY_WINDOW / DAY);
  const rest =
    kept === control
      ? [
          'The bot removes the flag right after the merge, and the experiment is complete.',
          'To undo, revert this pull request: the code then reads a flag that is gone, and gives everybody what stays.',
        ]
      : [
          `Deploy it within ${days} day: deployed code still reads the flag, so the bot leaves it on for so long after the merge. Then it removes the flag, and the experiment is complete.`,
          `To undo, revert this pull request before the flag is removed; afterwards the code would read a flag that is gone, and give everybody ${codeMarkdown(control)}.`,
        ];
  return listMarkdown(['Changes nothing for anybody: the flag already gives everybody what stays.', ...rest]);
}

/** The body of the pull request that takes an experiment out again. */
export function cleanUpPrBody(story: CleanUpStory): string {
  const { plan, implementation, kept } = story;
  const stays = plan.variants.filter(({ key }) => key === kept);
  const goes = plan.variants.filter(({ key }) => key !== kept);
  const line = ({ key, description }: Plan['variants'][number]): string =>
    `${codeMarkdown(key)}: ${plainMarkdown(description)}`;
  const deleted = implementation.edits
    .filter(({ content }) => content === null)
    .map(({ path }) => codeMarkdown(path));
  return [
    section('What stays', listMarkdown(stays.map(line))),
    section(
      'What goes',
      listMarkdown([...goes.map(line), `the flag ${codeMarkdown(plan.flagKey)}`, ...deleted]),
    ),
    section('What changes in the code', plainMarkdown(implementation.summary)),
    section('Merging', mergingList(plan, kept)),
    section(
      'Checked by code before this was opened',
      listMarkdown([
        'the flag key is gone from every file in which the bot found it',
        'none of these files names a variant that goes, and nothing unused is left in them',
        'not looked at: lock files, manifests, hidden and generated files, and what is no text or over 1 MB',
      ]),
    ),
    `---\n${footer(story)}`,
  ].join('\n\n');
}
