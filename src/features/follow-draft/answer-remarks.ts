import { codeMarkdown, plainMarkdown } from '#agents/markdown.ts';
import { MOST_ROUNDS, type RevisionEnd } from '#domain/code/draft.ts';
import { WORK_BUDGET } from '#domain/design/work-budget.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Performance } from '#journal/perform.ts';
import { listed } from '#shared/listed.ts';

const GOES_ON = 'An engineer makes this change on the branch.';

/** Answers the remarks of the revision that ended with this commit, each in its place on the code host. */
export async function performAnswerRemarks(
  { codeReview }: Pick<CoPilot, 'codeReview'>,
  { experiment, then, key }: Performance<'answer-remarks'>,
): Promise<void> {
  const last = then.code?.draft?.last ?? null;
  if (last === null || experiment.code === null) return;
  const { repository } = experiment.request;
  const { number } = experiment.code.pullRequest;
  for (const { id } of last.remarks) {
    const marker = `${key}.${id}`.replaceAll(':', '.');
    await codeReview.answerRemark({ repository, number, remark: id, text: answerOf(last), marker });
  }
}

/** What the bot did, or why it did nothing. Markdown. */
function answerOf(last: RevisionEnd): string {
  if (last.end === 'committed')
    return `Taken up in ${last.commit}, which changes ${listed(last.files.map(codeMarkdown))}. The bot has not run it: the checks of that commit say whether it works.`;
  if (last.end === 'failed') return `Nothing was changed. ${plainMarkdown(last.detail)} ${GOES_ON}`;
  const why =
    last.why === 'budget'
      ? `The agents have worked on this experiment ${WORK_BUDGET} times within 24 hours, which is as often as is allowed.`
      : `The bot has made ${MOST_ROUNDS} rounds of changes here, which is as many as it may, and takes up no more comments.`;
  return `Nothing was changed. ${why} ${GOES_ON}`;
}
