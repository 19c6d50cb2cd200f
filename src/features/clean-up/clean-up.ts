import { cleanUp } from '#agents/cleaner.ts';
import { plainLine } from '#agents/plain-line.ts';
import { cleanUpPrBody } from '#agents/pr-body.ts';
import { BOT } from '#domain/actor.ts';
import type { Implementation } from '#domain/agent-output.ts';
import { flagRemovalDue } from '#domain/clean-up/deploy-window.ts';
import type { OpenedPullRequest } from '#domain/code/commands.ts';
import { shippedVariant } from '#domain/decision/shipped-variant.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { controlOf, type Plan } from '#domain/plan.ts';
import type { Status } from '#domain/status.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import {
  type CodeNeeds,
  type CodeOutcome,
  cannotRead,
  impossible,
} from '#features/implement-plan/implement-plan.ts';
import { threadLink } from '#features/thread/thread-link.ts';
import { unfinishedLines, walkUnfinished } from '#features/walk-unfinished.ts';
import { findMentions } from './find-mentions.ts';

type CleanUpNeeds = CodeNeeds & Pick<CoPilot, 'store'>;

/** As for an implementation, or `gone`: no file mentions the flag key any more, so there is nothing to open. */
export type CleanUpOutcome = CodeOutcome | { readonly kind: 'gone' };

/** The variant that all users keep: the shipped one, otherwise the control. */
function keptVariant(experiment: Experiment): string {
  const snapshot = latestSnapshot(experiment);
  if (experiment.decision.record?.decision === 'ship' && snapshot !== null)
    return shippedVariant(experiment, snapshot);
  return controlOf(designOf(experiment).plan)?.key ?? 'control';
}

/** Takes the flag and the losing branches out of the code, as a pull request of its own. */
export async function writeCleanUp(needs: CleanUpNeeds, experiment: Experiment): Promise<CleanUpOutcome> {
  const { plan } = designOf(experiment);
  const { repository } = plan.request;
  const likely = experiment.code?.pullRequest.files ?? [];
  const pinned = await needs.codeHost.pin(repository);
  if (pinned === null) return impossible(cannotRead(repository));
  const mentions = await findMentions(pinned, plan.flagKey, likely);
  const { files } = mentions;
  if (files.length === 0) return mentions.complete ? { kind: 'gone' } : impossible(notAllRead(plan.flagKey));
  const kept = keptVariant(experiment);
  const otherFlagKeys = await otherFlags(needs, experiment);
  const paths = files.map(({ path }) => path);
  const written = await cleanUp(needs.agents, {
    ...{ plan, kept, repository: pinned, paths, pullRequest: likely, otherFlagKeys },
  });
  if (written.kind === 'refused') {
    const { role, reason, detail, runs } = written.problem;
    return { kind: 'failed', failure: { role, reason, detail }, runs };
  }
  const { output, runs } = written.value;
  return {
    kind: 'opened',
    pullRequest: await open(needs, experiment, plan, { ...output, kept, base: pinned.commit }),
    runs,
  };
}

/** The branch of the clean-up pull request of the experiment with this key. */
export function cleanUpBranch(key: string): string {
  return `experiment/${key}-clean-up`;
}

async function open(
  needs: CleanUpNeeds,
  experiment: Experiment,
  plan: Plan,
  implementation: Implementation & { readonly kept: string; readonly base: string },
): Promise<OpenedPullRequest> {
  const thread = await threadLink(needs, experiment);
  const title = plainLine(plan.title);
  const { kept, base } = implementation;
  const { number, url, branch } = await needs.codeHost.openPullRequest({
    repository: plan.request.repository,
    branch: cleanUpBranch(experiment.key),
    base,
    title: `clean up: ${title}`,
    body: cleanUpPrBody({ experiment: experiment.key, plan, implementation, thread, kept }),
    commitMessage: `refactor(experiment): keep ${kept} of ${title}\n\nThe flag ${plan.flagKey} is gone.`,
    edits: implementation.edits,
    draft: false,
  });
  const files = implementation.edits.map(({ path }) => path);
  return { number, url, branch, files, summary: implementation.summary };
}

function notAllRead(flagKey: string): string {
  return `No file that was read mentions the flag ${flagKey}, but the repository is too large to search it all. Look for the flag by hand.`;
}

/** Flags of other experiments in the same repository, which the clean-up leaves alone. */
async function otherFlags({ store }: Pick<CoPilot, 'store'>, { key, request }: Experiment) {
  const unfinished = await unfinishedLines(store);
  return unfinished
    .filter((other) => other.key !== key && other.repository === request.repository)
    .map((other) => other.key);
}

/**
 * Begins the clean-up of every experiment whose time to undo has passed, or that was stopped for harm; ends that of every
 * shipped one whose clean code has had its time to be deployed.
 */
export async function advanceCleanUps(
  needs: Pick<CoPilot, 'store' | 'load' | 'execute' | 'clock' | 'log'>,
): Promise<void> {
  await walkUnfinished(needs, {
    job: 'start-clean-ups',
    isDue: ({ status }) => status === 'decided' || status === 'killed' || status === 'cleaning-up',
    work: async ({ key, status }) => {
      const name = await nextOf(needs, key, status);
      if (name !== null) await needs.execute(key, { name, actor: BOT, at: needs.clock.now() });
    },
  });
}

async function nextOf(
  { load, clock }: Pick<CoPilot, 'load' | 'clock'>,
  key: string,
  status: Status,
): Promise<'startCleanUp' | 'finishCleanUp' | null> {
  if (status === 'decided' || status === 'killed') return 'startCleanUp';
  const experiment = await load(key);
  const due = experiment === null ? null : flagRemovalDue(experiment);
  return due !== null && clock.now() >= due ? 'finishCleanUp' : null;
}
