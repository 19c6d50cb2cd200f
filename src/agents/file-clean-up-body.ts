import { codeMarkdown, listMarkdown, plainMarkdown } from '#agents/markdown.ts';
import { ASKED, footer, type PullRequestStory, pathList } from '#agents/pr-body.ts';
import { inTemplate } from '#agents/pull-template.ts';
import { DEPLOY_WINDOW } from '#domain/clean-up/deploy-window.ts';
import { count } from '#domain/figures.ts';
import { DAY } from '#shared/clock.ts';

/** How an experiment on a file ends in its repository. */
export interface FileCleanUpStory extends PullRequestStory {
  readonly file: string;
  /** Key of the variant whose text stays. */
  readonly kept: string;
  /** The variant's file whose text the original gets; null if the original stays as it is. */
  readonly promoted: string | null;
  /** The original was compared with its text when the experiment was built. */
  readonly isCompared: boolean;
  /** Paths of the variants, which go. */
  readonly removed: readonly string[];
  /** Files that name the experiment, sorted. */
  readonly naming: readonly string[];
  readonly template: string | null;
}

/** What a merge leads to. A promoted text has to be deployed before the flag goes, because without it runs get the file that they have. */
function mergingList(isPromoted: boolean): string {
  const days = count(DEPLOY_WINDOW / DAY);
  const rest = isPromoted
    ? [
        `Deploy it within ${days} day: the bot leaves the flag on for that time after the merge, and then removes it. A process that still has the old files then goes back to the original as it was.`,
        'To undo, revert this pull request before the flag is removed. Afterwards that would give all runs the original as it was.',
      ]
    : [
        'The bot removes the flag right after the merge, and the experiment is complete.',
        'To undo, revert this pull request.',
      ];
  return listMarkdown([
    'Merging changes nothing for runs: the flag already gives all of them the text that stays.',
    ...rest,
  ]);
}

/** The body of the pull request that ends an experiment on a file. No model wrote any of the change. */
export function fileCleanUpBody(story: FileCleanUpStory): string {
  const { plan, file, kept, promoted, removed, naming, template, isCompared } = story;
  const { description = '' } = plan.variants.find(({ key }) => key === kept) ?? {};
  const stays =
    promoted === null
      ? `${codeMarkdown(file)} stays as it is, byte for byte.`
      : `${codeMarkdown(file)} gets the text of ${codeMarkdown(promoted)}, byte for byte.`;
  const unchecked = [
    ...(promoted === null
      ? []
      : [
          'Whether the file of the variant was changed while the experiment ran: what is on the main branch is taken.',
        ]),
    'Whether programs name the files of the variants by their paths, and what they do without the flag and the variants.',
  ];
  const body = inTemplate(template, [
    {
      title: 'What stays',
      asked: ASKED.why,
      text: listMarkdown([`${codeMarkdown(kept)}: ${plainMarkdown(description)}`, stays]),
    },
    { title: 'What is removed', asked: ASKED.never, text: listMarkdown(removed.map(codeMarkdown)) },
    ...(naming.length === 0
      ? []
      : [
          {
            title: 'For people to change',
            asked: ASKED.never,
            text: `These files name the experiment. The co-pilot’s client gives them the original once there is no variant, so they can read it directly:\n\n${pathList(naming)}`,
          },
        ]),
    { title: 'Merging', asked: ASKED.rollout, text: mergingList(promoted !== null) },
    {
      title: 'What was checked, and how',
      asked: ASKED.tests,
      text: listMarkdown([
        'The change is made by code from the files at one commit; no model was asked.',
        ...(isCompared
          ? [
              'Nothing is lost that colleagues have changed in the original since the experiment was built. How: comparison of its text at both commits.',
            ]
          : []),
      ]),
    },
    {
      title: 'What was not checked',
      asked: ASKED.risks,
      text: listMarkdown(unchecked),
    },
  ]);
  return `${body}\n\n---\n${footer(story)}`;
}
