import { BOT } from '#domain/actor.ts';
import { openDraft } from '#domain/code/open-draft.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Performance } from '#journal/perform.ts';
import { lookAtChecks } from './watch-drafts.ts';

type Needs = Pick<CoPilot, 'load' | 'execute' | 'codeReview' | 'clock'>;

/** Marks the draft ready for review, if its newest commit is still the one whose checks the person saw. */
export async function performMarkReady(
  needs: Needs,
  { effect, experiment }: Performance<'mark-ready'>,
): Promise<void> {
  const draft = openDraft(experiment);
  if (experiment.code === null || draft?.head !== effect.head || draft.takenOver !== null) return;
  const { repository } = experiment.request;
  const { number } = experiment.code.pullRequest;
  const head = await needs.codeReview.headOf(repository, number);
  if (head?.state !== 'open') return;
  if (head.commit !== effect.head) return lookAtChecks(needs, experiment.key);
  await needs.codeReview.markReady(repository, number);
  await needs.execute(experiment.key, {
    ...{ name: 'recordReady', head: effect.head, actor: BOT, at: needs.clock.now() },
  });
}
