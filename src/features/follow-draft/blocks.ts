import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { type DraftState, MOST_REPAIRS, MOST_ROUNDS, type RevisionEnd } from '#domain/code/draft.ts';
import { WORK_BUDGET } from '#domain/design/work-budget.ts';
import type { RenderContext } from '#features/render-context.ts';
import { listed } from '#shared/listed.ts';
import { shortCommit } from './checks-words.ts';

const GOES_ON = 'An engineer goes on with it on the branch.';
const LONGEST_DETAIL = 600;

/** The bot added a commit to its pull request. */
export function renderCodeRevised(context: RenderContext): ChatMessage {
  const { pull, draft } = of(context);
  const { last } = draft;
  if (last?.end !== 'committed') return said(':wrench:', 'The pull request was changed.', '');
  const files = listed(last.files.map(code));
  return said(
    ':wrench:',
    `The bot added the commit ${shortCommit(last.commit)} to ${pull} because ${because(last)} (${count(draft, last)}).`,
    `It changes ${files}. The bot has not run it: the checks of this commit say whether it works.`,
  );
}

/** The bot added no commit, and why. */
export function renderCodeNotRevised(context: RenderContext): ChatMessage {
  const { pull, draft } = of(context);
  const { last } = draft;
  if (last === null || last.end === 'committed') return said(':warning:', 'No commit was added.', '');
  const what = `The bot added no commit to ${pull}, although ${because(last)}.`;
  return said(':warning:', what, `${whyNot(last)} ${GOES_ON}`);
}

/** Another hand pushed to the branch. */
export function renderBranchTakenOver(context: RenderContext): ChatMessage {
  const { pull, draft } = of(context);
  return said(
    ':bust_in_silhouette:',
    `${pull} has a commit that the bot did not make: ${shortCommit(draft.takenOver ?? '')}.`,
    'The bot pushes no more to this branch and takes up no more review comments, so that it takes nothing back. An engineer goes on with it. Checks and the merge are still noticed.',
  );
}

function of({ experiment: { code: implementation } }: RenderContext): {
  readonly pull: string;
  readonly draft: DraftState;
} {
  const draft = implementation?.draft;
  if (implementation == null || draft === undefined) throw new Error('a draft that no event opened');
  return { pull: `pull request #${implementation.pullRequest.number}`, draft };
}

function because({ reason, remarks }: RevisionEnd): string {
  if (reason === 'checks') return 'checks failed';
  const authors = [...new Set(remarks.map(({ author }) => author))];
  return `${listed(authors.map(escapeMrkdwn))} asked for changes in the review`;
}

function count({ repairs, rounds }: DraftState, { reason }: RevisionEnd): string {
  return reason === 'checks'
    ? `${repairs} of at most ${MOST_REPAIRS}`
    : `round ${rounds} of at most ${MOST_ROUNDS}`;
}

/** Why no commit came of it, in sentences. Mrkdwn. */
function whyNot(last: Exclude<RevisionEnd, { readonly end: 'committed' }>): string {
  if (last.end === 'failed') return escapeMrkdwn(oneLine(last.detail, LONGEST_DETAIL));
  if (last.why === 'budget')
    return `The agents have worked on this experiment ${WORK_BUDGET} times within 24 hours, which is as often as is allowed.`;
  return last.reason === 'checks'
    ? `It has added ${MOST_REPAIRS} for failed checks, which is as many as it may.`
    : `It has made ${MOST_ROUNDS} rounds of changes, which is as many as it may, and takes up no more review comments.`;
}

function said(icon: string, head: string, more: string): ChatMessage {
  const capital = `${head.charAt(0).toUpperCase()}${head.slice(1)}`;
  return message({
    text: `${capital} ${more}`,
    blocks: [section(`${icon} *${capital}*\n${more}`)],
  });
}
