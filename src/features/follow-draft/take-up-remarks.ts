import { BOT } from '#domain/actor.ts';
import { openDraft } from '#domain/code/open-draft.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { CodeReview, Remark } from '#ports/code-review.ts';

type Needs = Pick<CoPilot, 'load' | 'execute' | 'codeReview' | 'clock'>;

/** Takes up what people who may write to the repository newly wrote at a draft, all of it at once. What others write changes nothing. */
export async function takeUpRemarks({ load, execute, codeReview, clock }: Needs, key: string): Promise<void> {
  const experiment = await load(key);
  const draft = experiment === null ? null : openDraft(experiment);
  if (experiment?.code == null || draft === null) return;
  if (draft.takenOver !== null || draft.underWay !== null || draft.isDeaf) return;
  const { repository } = experiment.request;
  const { number } = experiment.code.pullRequest;
  const all = await codeReview.remarksOf(repository, number);
  const fresh = all.filter(({ id }) => !draft.heard.includes(id));
  const remarks = (await byWriters(codeReview, repository, fresh)).map(({ id, author, url }) => {
    return { id, author, url };
  });
  if (remarks.length === 0) return;
  await execute(key, { name: 'takeUpRemarks', number, remarks, actor: BOT, at: clock.now() });
}

/** The remarks of people who may write to the repository now; each author is asked about once. */
export async function byWriters(
  codeReview: Pick<CodeReview, 'mayWrite'>,
  repository: string,
  remarks: readonly Remark[],
): Promise<readonly Remark[]> {
  const writers = new Set<string>();
  for (const author of new Set(remarks.map((remark) => remark.author)))
    if (await codeReview.mayWrite(repository, author)) writers.add(author);
  return remarks.filter(({ author }) => writers.has(author));
}
