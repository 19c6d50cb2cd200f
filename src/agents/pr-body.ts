import type { WrittenChange } from '#agents/change-facts.ts';
import { codeMarkdown, listMarkdown, plainMarkdown, tableMarkdown } from '#agents/markdown.ts';
import { cleanUpChecks, implementationChecks, notChecked } from '#agents/pr-checks.ts';
import { type BodyPart, inTemplate } from '#agents/pull-template.ts';
import { DEPLOY_WINDOW } from '#domain/clean-up/deploy-window.ts';
import { count, percent } from '#domain/figures.ts';
import { goalsOf } from '#domain/goals.ts';
import { controlOf, type Plan, planHash } from '#domain/plan.ts';
import { DAY } from '#shared/clock.ts';

/** The experiment behind a pull request. `thread` links to the Slack thread; null if the link is unknown. */
export interface PullRequestStory {
  /** Key of the experiment. */
  readonly experiment: string;
  readonly plan: Plan;
  readonly thread: string | null;
}

/** What a pull request that changes code tells its reviewer. */
interface CodeStory extends PullRequestStory {
  readonly implementation: WrittenChange;
}

function variantTable({ plan, implementation }: CodeStory): string {
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

/** The metrics of a plan with what is wanted of them, as a list. */
export function metricList(plan: Plan): string {
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

/** Which experiment and plan a pull request belongs to. */
export function footer({ experiment, plan, thread }: PullRequestStory): string {
  const link = thread === null ? '' : ` · [Slack thread](${encodeURI(thread)})`;
  return `Experiment ${codeMarkdown(experiment)} · plan ${codeMarkdown(planHash(plan).slice(0, 12))}${link}\n`;
}

/** Words of a template's headings that ask for a part of a body. */
export const ASKED = {
  why: /\b(?:why|motivation|context|background|purpose|goal|problem|hypothesis|description|about)\b/i,
  what: /\b(?:what|changes?|summary|solution|overview|implementation|how)\b/i,
  tests: /\b(?:tests?|testing|tested|checks?|verif\w*|qa|validation)\b/i,
  risks: /\b(?:risks?|limitations?|notes?|reviewers?|open questions)\b/i,
  rollout: /\b(?:roll-?out|deploy\w*|release|launch)\b/i,
  undo: /\b(?:roll-?back|revert|undo|back-?out)\b/i,
  never: /(?!)/,
} as const;

/** The body of the pull request that builds an experiment: GitHub Markdown, every word of people and models escaped. */
export function implementationPrBody(story: CodeStory): string {
  const { plan, implementation } = story;
  const { facts, template } = implementation;
  const body = inTemplate(template, [
    { title: 'Hypothesis', asked: ASKED.why, text: plainMarkdown(plan.hypothesis) },
    { title: 'Variants', asked: ASKED.never, text: variantTable(story) },
    { title: 'What changes in the code', asked: ASKED.what, text: plainMarkdown(implementation.summary) },
    { title: 'Metrics', asked: ASKED.never, text: metricList(plan) },
    { title: 'Rollout', asked: ASKED.rollout, text: rolloutList(plan) },
    { title: 'How to undo', asked: ASKED.undo, text: undoList(story) },
    { title: 'What was checked, and how', asked: ASKED.tests, text: implementationChecks(facts) },
    { title: 'What was not checked', asked: ASKED.risks, text: notChecked(facts) },
  ]);
  return `${body}\n\n---\n${footer(story)}`;
}

/** The story of a clean-up. The thread, not the pull request, names the person who decided. */
export interface CleanUpStory extends CodeStory {
  /** Key of the variant that stays. */
  readonly kept: string;
  /** Paths that hold the flag after this pull request: `left` are for the next ones, `barred` are for people. */
  readonly rest: { readonly left: readonly string[]; readonly barred: readonly string[] };
}

/** Files of a list at most: GitHub refuses a body of more than 65,536 characters. */
const MOST_LISTED = 50;

/** Paths as a list that leaves room for the rest of a body. */
export function pathList(paths: readonly string[]): string {
  const more = paths.length - MOST_LISTED;
  const shown = paths.slice(0, MOST_LISTED).map(codeMarkdown);
  return listMarkdown([...shown, ...(more > 0 ? [`and ${count(more)} more`] : [])]);
}

/** What this pull request does not take out; none if it takes out all that was found. */
function restParts({ rest: { left, barred } }: CleanUpStory): readonly BodyPart[] {
  const part =
    'This is a part of the clean-up, so that it stays small enough to review. These files still hold the flag after it; the bot opens the next pull request when this one is merged:';
  const people = 'These files hold the flag key, and the bot may not change them. Please look at them:';
  const { never: asked } = ASKED;
  return [
    ...(left.length === 0 ? [] : [{ title: 'What is left', asked, text: `${part}\n\n${pathList(left)}` }]),
    ...(barred.length === 0
      ? []
      : [{ title: 'For people to change', asked, text: `${people}\n\n${pathList(barred)}` }]),
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
  const { plan, implementation, kept, rest } = story;
  const isPart = rest.left.length > 0;
  const hasRest = isPart || rest.barred.length > 0;
  const { facts, template } = implementation;
  const stays = plan.variants.filter(({ key }) => key === kept);
  const goes = plan.variants.filter(({ key }) => key !== kept);
  const line = ({ key, description }: Plan['variants'][number]): string =>
    `${codeMarkdown(key)}: ${plainMarkdown(description)}`;
  const deleted = implementation.edits
    .filter(({ content }) => content === null)
    .map(({ path }) => codeMarkdown(path));
  const removed = [...goes.map(line), `The flag ${codeMarkdown(plan.flagKey)}`, ...deleted];
  const body = inTemplate(template, [
    { title: 'What stays', asked: ASKED.why, text: listMarkdown(stays.map(line)) },
    { title: 'What is removed', asked: ASKED.never, text: listMarkdown(removed) },
    { title: 'What changes in the code', asked: ASKED.what, text: plainMarkdown(implementation.summary) },
    ...restParts(story),
    ...(isPart ? [] : [{ title: 'Merging', asked: ASKED.rollout, text: mergingList(plan, kept) }]),
    { title: 'What was checked, and how', asked: ASKED.tests, text: cleanUpChecks(facts, hasRest) },
    { title: 'What was not checked', asked: ASKED.risks, text: notChecked(facts) },
  ]);
  return `${body}\n\n---\n${footer(story)}`;
}
