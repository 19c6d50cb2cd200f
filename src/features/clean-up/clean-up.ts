import { cleanUp } from '#agents/cleaner.ts';
import { BOT } from '#domain/actor.ts';
import { flagRemovalDue } from '#domain/clean-up/deploy-window.ts';
import type { BotBody } from '#domain/command.ts';
import { isConfigured } from '#domain/configurations/planned-configurations.ts';
import { shippedVariant } from '#domain/decision/shipped-variant.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { controlOf } from '#domain/plan.ts';
import type { Status } from '#domain/status.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { type CodeNeeds, cannotRead, impossible } from '#features/implement-plan/implement-plan.ts';
import { walkUnfinished } from '#features/walk-unfinished.ts';
import { whatFailed } from '#features/what-failed.ts';
import { isOpenPath } from '#gate/any/check-paths.ts';
import type { RepositoryView } from '#ports/code-host.ts';
import { cleanUpFile } from './clean-up-file.ts';
import type { CleanUpOutcome } from './clean-up-outcome.ts';
import { type CleanUpPart, nextPart } from './clean-up-part.ts';
import { filesUsedOnlyBy } from './files-used-only-by.ts';
import { findFlagInCode } from './find-flag-in-code.ts';
import { afterLook, flagOf, isSearchedWhole, namesGone, revertOf, withoutPaths } from './look-for-flag.ts';
import { nextCleanUpBranch, openCleanUp } from './open-clean-up.ts';

/** Files beside those that hold the flag that a model is shown at most. */
const MOST_AROUND = 20;

/** The variant that all users keep: the shipped one, otherwise the control. */
function keptVariant(experiment: Experiment): string {
  const snapshot = latestSnapshot(experiment);
  if (experiment.decision.record?.decision === 'ship' && snapshot !== null)
    return shippedVariant(experiment, snapshot);
  return controlOf(designOf(experiment).plan)?.key ?? 'control';
}

/**
 * Takes the flag and the losing branches out of the code, as a pull request of its own, or the next part of it if that would be
 * too large for one.
 */
export async function writeCleanUp(needs: CodeNeeds, experiment: Experiment): Promise<CleanUpOutcome> {
  const { plan } = designOf(experiment);
  // The bot wrote no code for it.
  if (isConfigured(plan)) return { kind: 'gone', revert: null };
  const pinned = await needs.codeHost.pin(plan.request.repository);
  if (pinned === null) return impossible(cannotRead(plan.request.repository));
  const { file } = plan.request;
  const kept = keptVariant(experiment);
  if (file !== undefined) return cleanUpFile(needs, experiment, pinned, { file, kept });
  const flag = flagOf(experiment);
  const found = await findFlagInCode(pinned, flag);
  if (found.places.length === 0)
    return (await isSearchedWhole(pinned, flag))
      ? { kind: 'gone', revert: await revertOf(needs, experiment, experiment.code?.pullRequest) }
      : impossible(notAllRead(plan.flagKey));
  await needs.codeHost.checkWriteAccess(plan.request.repository, nextCleanUpBranch(experiment));
  const part = nextPart(found);
  const pullRequest = experiment.code?.pullRequest.files ?? [];
  const written = await cleanUp(needs.agents, {
    ...{ plan, kept, pullRequest },
    repository: withoutPaths(pinned, part.left),
    paths: [...part.paths, ...(await pathsAround(pinned, part, pullRequest))],
  });
  if (written.kind === 'refused') return { kind: 'failed', ...whatFailed(written.problem) };
  const { output: implementation, runs } = written.value;
  const isLast = part.left.length === 0;
  const names = isLast ? await namesGone(pinned, found.names, implementation.edits) : [];
  const rest = { left: part.left, barred: found.barred };
  const opened = await openCleanUp(needs, experiment, {
    ...{ plan, kept, implementation, rest, base: pinned.commit },
  });
  return { kind: 'opened', pullRequest: opened, runs, left: part.left, names };
}

/** Files that do not hold the flag and may have to change with it: the experiment's own, and what only they use. */
async function pathsAround(
  view: RepositoryView,
  { paths, left }: CleanUpPart,
  pullRequest: readonly string[],
): Promise<readonly string[]> {
  const flagged = new Set([...paths, ...left]);
  const around = new Set([...pullRequest, ...(await filesUsedOnlyBy(view, paths))]);
  const there = view.paths.filter((path) => around.has(path) && !flagged.has(path));
  return there.filter(isOpenPath).slice(0, MOST_AROUND);
}

function notAllRead(flagKey: string): string {
  return `No file that was read mentions the flag ${flagKey}, but the repository is too large to search it all. Look for the flag by hand.`;
}

/**
 * Begins the clean-up of every experiment whose time to undo has passed, or that was stopped for harm; ends that of every
 * shipped one whose clean code has had its time to be deployed.
 */
export async function advanceCleanUps(
  needs: Pick<CoPilot, 'store' | 'load' | 'execute' | 'codeHost' | 'clock' | 'log'>,
): Promise<void> {
  await walkUnfinished(needs, {
    job: 'start-clean-ups',
    isDue: ({ status }) => status === 'decided' || status === 'killed' || status === 'cleaning-up',
    work: async ({ key, status }) => {
      const body = await nextOf(needs, key, status);
      if (body !== null) await needs.execute(key, { ...body, actor: BOT, at: needs.clock.now() });
    },
  });
}

async function nextOf(
  needs: Pick<CoPilot, 'load' | 'clock' | 'codeHost'>,
  key: string,
  status: Status,
): Promise<BotBody | null> {
  if (status === 'decided' || status === 'killed') return { name: 'startCleanUp' };
  const experiment = await needs.load(key);
  const due = experiment === null ? null : flagRemovalDue(experiment);
  if (experiment === null || due === null || needs.clock.now() < due) return null;
  return afterLook(needs, experiment, { name: 'finishCleanUp' });
}
