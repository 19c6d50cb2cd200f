import { plainLine } from '#agents/plain-line.ts';
import { type CleanUpStory, cleanUpPrBody } from '#agents/pr-body.ts';
import type { OpenedPullRequest } from '#domain/code/commands.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { threadLink } from '#features/thread/thread-link.ts';

/** What was written, and the commit that it was written on. */
export interface WrittenCleanUp extends Pick<CleanUpStory, 'plan' | 'kept' | 'implementation' | 'rest'> {
  readonly base: string;
}

/** The branch of a clean-up pull request of the experiment with this key; each part has one of its own. */
export function cleanUpBranch(key: string, part = 1): string {
  return `experiment/${key}-clean-up${part === 1 ? '' : `-${part}`}`;
}

/** The branch of the part that is due now. */
export function nextCleanUpBranch({ key, cleanUp }: Experiment): string {
  return cleanUpBranch(key, (cleanUp?.earlier ?? []).length + 1);
}

/** Opens the pull request of a clean-up, or finds it. Its title and body say if it is a part. */
export async function openCleanUp(
  needs: Pick<CoPilot, 'codeHost' | 'chat'>,
  experiment: Experiment,
  { base, ...written }: WrittenCleanUp,
): Promise<OpenedPullRequest> {
  const { plan, kept, implementation, rest } = written;
  const title = plainLine(plan.title);
  const isPart = rest.left.length > 0;
  const flag = isPart
    ? `Other files still hold the flag ${plan.flagKey}.`
    : `The flag ${plan.flagKey} is gone.`;
  const { number, url, branch } = await needs.codeHost.openPullRequest({
    repository: plan.request.repository,
    branch: nextCleanUpBranch(experiment),
    base,
    title: `clean up${isPart ? ' in part' : ''}: ${title}`,
    body: cleanUpPrBody({
      ...written,
      experiment: experiment.key,
      thread: await threadLink(needs, experiment),
    }),
    commitMessage: `refactor(experiment): keep ${kept} of ${title}\n\n${flag}`,
    edits: implementation.edits,
    draft: false,
  });
  const files = implementation.edits.map(({ path }) => path);
  return { number, url, branch, files, summary: implementation.summary };
}
