import { codeMarkdown, listMarkdown, plainMarkdown } from '#agents/markdown.ts';
import { ASKED, footer, type PullRequestStory, pathList } from '#agents/pr-body.ts';
import { inTemplate } from '#agents/pull-template.ts';

/** How an experiment on a file ends in its repository. */
export interface FileCleanUpStory extends Omit<PullRequestStory, 'implementation'> {
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
    'Whether programs name the files of the variants by their paths.',
  ];
  const merging = [
    'Merging changes nothing for runs: the flag already gives all of them the text that stays. A process that finds no variant beside the original uses the original.',
    'To undo, revert this pull request.',
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
            text: `These files name the experiment. They go on to work, with the original, and can ask for it directly:\n\n${pathList(naming)}`,
          },
        ]),
    { title: 'Merging', asked: ASKED.rollout, text: listMarkdown(merging) },
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
