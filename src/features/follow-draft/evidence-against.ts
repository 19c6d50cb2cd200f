import type { ChangeEvidence } from '#agents/evidence-block.ts';
import { listed } from '#shared/listed.ts';
import type { DraftAt, ReviseNeeds } from './draft-at.ts';
import { byWriters } from './take-up-remarks.ts';

/** More logs than this say the same again, and each is paid for. */
const MOST_LOGS = 3;

/** What speaks against the draft, or why there is nothing to go by. All of it was written by others and is data. */
export async function evidenceAgainst(
  needs: Pick<ReviseNeeds, 'codeReview'>,
  at: DraftAt,
): Promise<
  | { readonly kind: 'some'; readonly value: ChangeEvidence }
  | { readonly kind: 'none'; readonly detail: string }
> {
  return at.draft.underWay?.reason === 'remarks' ? ofRemarks(needs, at) : ofChecks(needs, at);
}

async function ofChecks({ codeReview }: Pick<ReviseNeeds, 'codeReview'>, { repository, draft }: DraftAt) {
  const found = (await codeReview.checksOf(repository, draft.head)) ?? [];
  const failed = found.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) return nothing('The failed checks were run again meanwhile.');
  const checks: { readonly name: string; readonly log: string }[] = [];
  for (const check of failed) {
    if (checks.length === MOST_LOGS) break;
    const log = await codeReview.failureOf(repository, check);
    if (log !== null) checks.push({ name: check.name, log });
  }
  if (checks.length > 0) return { kind: 'some', value: { kind: 'failed-checks', checks } } as const;
  const names = listed(failed.slice(0, MOST_LOGS).map(({ name }) => name));
  return nothing(
    `The bot can read no log of ${names}. For logs of GitHub Actions, give its token or app Actions (read) on this repository.`,
  );
}

/** Only what people wrote who may write to the repository at this moment. */
async function ofRemarks(
  { codeReview }: Pick<ReviseNeeds, 'codeReview'>,
  { repository, number, draft }: DraftAt,
) {
  const ids = draft.underWay?.remarks.map(({ id }) => id) ?? [];
  const all = await codeReview.remarksOf(repository, number);
  const theirs = all.filter(({ id }) => ids.includes(id));
  const comments = (await byWriters(codeReview, repository, theirs)).map(({ text, path, line }) => {
    return { text, path, line };
  });
  if (comments.length === 0)
    return nothing(
      'The review comments are gone, or their authors may not write to the repository any more.',
    );
  return { kind: 'some', value: { kind: 'review', comments } } as const;
}

function nothing(detail: string) {
  return { kind: 'none', detail } as const;
}
