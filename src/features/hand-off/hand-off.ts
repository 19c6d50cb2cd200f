import { designOf } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { inThread } from '#features/thread/lost-thread.ts';
import { threadLink } from '#features/thread/thread-link.ts';
import type { Performance } from '#journal/perform.ts';
import { renderHandOff } from './blocks.ts';
import { handOffBody, handOffTitle } from './issue-body.ts';

/** By it people list the hand-offs, and the bot finds its own. */
const LABEL = 'experiment-handoff';

/** Opens the issue of the experiment as it is right after the commit, or finds it, and tells the thread once. */
export async function openHandOff(
  needs: Pick<CoPilot, 'chat' | 'codeHost' | 'execute' | 'clock' | 'log'>,
  performance: Performance<'handoff'>,
): Promise<void> {
  const { chat, codeHost } = needs;
  const { key, commit, experiment, then, attempts, confirm } = performance;
  const { channel } = experiment.delivery;
  const thread = await threadLink({ chat }, experiment);
  await confirm();
  const issue = await codeHost.openIssue({
    repository: designOf(then).plan.request.repository,
    title: handOffTitle(then),
    body: handOffBody(then, thread),
    label: LABEL,
    marker: then.key,
  });
  const once = { key, mayExist: attempts > 1, since: commit.at, confirm };
  await inThread(needs, performance, null, (ts) =>
    chat.post({ channel, threadTs: ts }, renderHandOff(issue), once),
  );
}
