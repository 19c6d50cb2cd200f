import { FILE_CLAIMS } from '#agents/gate-claims.ts';
import { codeMarkdown, listMarkdown, plainMarkdown, tableMarkdown } from '#agents/markdown.ts';
import { ASKED, footer, metricList, type PullRequestStory } from '#agents/pr-body.ts';
import { claimed } from '#agents/pr-checks.ts';
import { inTemplate } from '#agents/pull-template.ts';
import type { Implementation } from '#domain/agent-output.ts';
import { variantPath } from '#domain/design/tested-file.ts';
import { count, percent } from '#domain/figures.ts';

/** What the pull request of a file experiment tells its reviewer. */
export interface FileStory extends PullRequestStory {
  readonly file: string;
  readonly implementation: Pick<Implementation, 'summary'>;
  /** Programs ask the bot itself for flags, so that its client can be named. */
  readonly asksBot: boolean;
  /** The repository's own template for pull requests; null if it has none. */
  readonly template: string | null;
}

function variantTable({ plan, file }: FileStory): string {
  const rows = plan.variants.map(({ key, role, allocation, description }) => [
    codeMarkdown(key),
    role,
    percent(allocation),
    codeMarkdown(role === 'control' ? file : variantPath(file, key)),
    plainMarkdown(description),
  ]);
  return tableMarkdown(['variant', 'role', 'share', 'file', 'what it is'], rows);
}

function rolloutList({ experiment, plan, file, asksBot }: FileStory): string {
  const { sizing, request } = plan;
  return listMarkdown([
    `Merging changes nothing: ${codeMarkdown(file)} is as it was, and the flag ${codeMarkdown(plan.flagKey)} is off until an approver presses Launch in Slack.`,
    `No code is written here. The program that uses the file asks the flag ${codeMarkdown(plan.flagKey)} once a run, with the run as its unit, and reads the file of the variant that it is given${asksBot ? ` (${codeMarkdown(`variantOf('${experiment}', run, '${file}')`)} of the co-pilot’s client for Node)` : ''}. A process that lacks the file of a variant uses the original for every run, and records no exposure.`,
    `Then ${percent(request.trafficShare)} of the runs take part: ${count(sizing.unitsPerVariant)} per variant, ${count(sizing.days)} days.`,
  ]);
}

function undoList({ experiment }: FileStory): string {
  return listMarkdown([
    'Before the launch: revert this pull request.',
    `After the launch: type ${codeMarkdown(`/experiment pause ${experiment}`)} in Slack. Every run gets the original at once.`,
    'After the decision a second pull request puts the text that stays into the original and removes the variants.',
  ]);
}

/** The body of the pull request that puts variants beside a file: GitHub Markdown, every word of people and models escaped. */
export function filePrBody(story: FileStory): string {
  const { plan, implementation, template } = story;
  const unchecked = [
    'Whether a variant says what the plan means: please read it.',
    'Whether a program uses the file and asks for its variant: the bot ran nothing.',
  ];
  const body = inTemplate(template, [
    { title: 'Hypothesis', asked: ASKED.why, text: plainMarkdown(plan.hypothesis) },
    { title: 'Variants', asked: ASKED.never, text: variantTable(story) },
    { title: 'What the variants change', asked: ASKED.what, text: plainMarkdown(implementation.summary) },
    { title: 'Metrics', asked: ASKED.never, text: metricList(plan) },
    { title: 'Rollout', asked: ASKED.rollout, text: rolloutList(story) },
    { title: 'How to undo', asked: ASKED.undo, text: undoList(story) },
    { title: 'What was checked, and how', asked: ASKED.tests, text: listMarkdown(FILE_CLAIMS.map(claimed)) },
    { title: 'What was not checked', asked: ASKED.risks, text: listMarkdown(unchecked) },
  ]);
  return `${body}\n\n---\n${footer(story)}`;
}
