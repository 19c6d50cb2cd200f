import { codeMarkdown, listMarkdown, plainMarkdown, tableMarkdown } from '#agents/markdown.ts';
import type { Implementation } from '#domain/agent-output.ts';
import { DEPLOY_WINDOW } from '#domain/clean-up/deploy-window.ts';
import { count, percent } from '#domain/figures.ts';
import { goalsOf } from '#domain/goals.ts';
import { controlOf, type Plan, planHash } from '#domain/plan.ts';
import { DAY } from '#shared/clock.ts';

/** What a pull request tells its reviewer about the experiment behind it. `thread` links to the Slack thread; null if the link is unknown. */
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

function metricList(plan: Plan): string {
  const { guardrails, secondary, request } = plan;
  const lift = percent(request.smallestLift);
  return listMarkdown([
    ...goalsOf(plan).map(
      ({ name, key, desiredDirection }) =>
        `Goal: ${plainMarkdown(name)} (${codeMarkdown(key)}) should ${desiredDirection === 'increase' ? 'rise' : 'fall'}, by ${lift} or more to be worth having`,
    ),
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
    `Merging changes nothing for users: the flag ${codeMarkdown(flagKey)} is off until an approver presses Launch in Slack.`,
    `Then ${percent(request.trafficShare)} of the units of ${plainMarkdown(request.surface)} take part: ${count(sizing.unitsPerVariant)} units per variant, ${count(sizing.days)} days.`,
    `If the flag service is slow, fails or gives an unknown answer, users get ${control} and do not count.`,
  ]);
}

function undoList({ experiment, plan }: PullRequestStory): string {
  return listMarkdown([
    'Before the launch: revert this pull request.',
    `After the launch: type ${codeMarkdown(`/experiment pause ${experiment}`)} in Slack, or switch the flag ${codeMarkdown(plan.flagKey)} off. All users get the control at once.`,
    'After the decision a second pull request removes the flag and the code that is no longer used.',
  ]);
}

const CHECKED = [
  'The code reads the flag in one place, so that exposure is measured once.',
  'The code that reads the flag names the control as the default.',
  'Unit tests name every variant and let the flag service fail.',
  'No lock file, manifest, CI, hidden or secret file is changed. The size is within the limits.',
];

function footer({ experiment, plan, thread }: PullRequestStory): string {
  const link = thread === null ? '' : ` · [Slack thread](${encodeURI(thread)})`;
  return `Experiment ${codeMarkdown(experiment)} · plan ${codeMarkdown(planHash(plan).slice(0, 12))}${link}\n`;
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

/** The story of a clean-up. The thread, not the pull request, names the person who decided. */
export interface CleanUpStory extends PullRequestStory {
  /** Key of the variant that stays. */
  readonly kept: string;
  /** Paths that hold the flag after this pull request: `left` are for the next ones, `barred` are for people. */
  readonly rest: { readonly left: readonly string[]; readonly barred: readonly string[] };
}

/** What this pull request does not take out; none if it takes out all that was found. */
function restSections({ rest: { left, barred } }: CleanUpStory): readonly string[] {
  const list = (paths: readonly string[]) => listMarkdown(paths.map(codeMarkdown));
  const part =
    'This is a part of the clean-up, so that it stays small enough to review. These files still hold the flag after it; the bot opens the next pull request when this one is merged:';
  const people = 'These files hold the flag key, and the bot may not change them. Please look at them:';
  return [
    ...(left.length === 0 ? [] : [section('What is left', `${part}\n\n${list(left)}`)]),
    ...(barred.length === 0 ? [] : [section('For people to change', `${people}\n\n${list(barred)}`)]),
  ];
}

function mergingList(plan: Plan, kept: string): string {
  const control = controlOf(plan)?.key ?? 'control';
  const days = count(DEPLOY_WINDOW / DAY);
  const rest =
    kept === control
      ? [
          'The bot removes the flag right after the merge, and the experiment is complete.',
          'To undo, revert this pull request. The code then reads a flag that no longer exists, and gives all users the variant that stays.',
        ]
      : [
          `Deploy it within ${days} day. Until then the deployed code still reads the flag, so the bot leaves the flag on for that time after the merge. Then it removes the flag, and the experiment is complete.`,
          `To undo, revert this pull request before the flag is removed. Afterwards the code would read a flag that no longer exists, and give all users ${codeMarkdown(control)}.`,
        ];
  return listMarkdown([
    'Merging changes nothing for users: the flag already gives all of them the variant that stays.',
    ...rest,
  ]);
}

/** The body of the pull request that removes an experiment from the code. */
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
      'What is removed',
      listMarkdown([...goes.map(line), `The flag ${codeMarkdown(plan.flagKey)}`, ...deleted]),
    ),
    section('What changes in the code', plainMarkdown(implementation.summary)),
    ...restSections(story),
    ...(story.rest.left.length === 0 ? [section('Merging', mergingList(plan, kept))] : []),
    section(
      'Checked by code before this was opened',
      listMarkdown([
        'The flag key is gone from every file in which the bot found it.',
        'None of these files names a removed variant, and no unused code is left in them.',
        'The bot did not read lock files, manifests, hidden files, generated files, binary files and files over 1 MB.',
      ]),
    ),
    `---\n${footer(story)}`,
  ].join('\n\n');
}
