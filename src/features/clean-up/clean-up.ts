import { readablePaths } from '#agents/check-paths.ts';
import { cleanUp } from '#agents/cleaner.ts';
import { plainLine } from '#agents/plain-line.ts';
import { type CleanUpStory, cleanUpPrBody } from '#agents/pr-body.ts';
import { BOT } from '#domain/actor.ts';
import { flagRemovalDue } from '#domain/clean-up/deploy-window.ts';
import type { OpenedPullRequest } from '#domain/code/commands.ts';
import type { BotBody } from '#domain/command.ts';
import { shippedVariant } from '#domain/decision/shipped-variant.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { controlOf } from '#domain/plan.ts';
import type { Status } from '#domain/status.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import {
  type CodeNeeds,
  type CodeOutcome,
  cannotRead,
  impossible,
} from '#features/implement-plan/implement-plan.ts';
import { threadLink } from '#features/thread/thread-link.ts';
import { unpinnedView } from '#features/unpinned-view.ts';
import { unfinishedLines, walkUnfinished } from '#features/walk-unfinished.ts';
import type { RepositoryView } from '#ports/code-host.ts';
import { nextPart } from './clean-up-part.ts';
import { filesUsedOnlyBy } from './files-used-only-by.ts';
import { type FlagFound, findFlag } from './find-flag.ts';
import { afterLook, flagOf, namesGone, viewOfRepository, withoutPaths } from './look-for-flag.ts';

type CleanUpNeeds = CodeNeeds & Pick<CoPilot, 'store'>;

/**
 * As for an implementation, or `gone`: no file holds the flag any more, so there is nothing to open. Of a pull request, `left` are
 * the paths that hold the flag after it, and `names` the names of the flag that it takes out of the code.
 */
export type CleanUpOutcome =
  | Extract<CodeOutcome, { readonly kind: 'failed' }>
  | (Extract<CodeOutcome, { readonly kind: 'opened' }> & {
      readonly left: readonly string[];
      readonly names: readonly string[];
    })
  | { readonly kind: 'gone' };

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
export async function writeCleanUp(needs: CleanUpNeeds, experiment: Experiment): Promise<CleanUpOutcome> {
  const { plan } = designOf(experiment);
  const { repository } = plan.request;
  const pullRequest = experiment.code?.pullRequest.files ?? [];
  const view = await viewOfRepository(needs, repository);
  if (view === null) return impossible(cannotRead(repository));
  const found = await findFlag(view, flagOf(experiment));
  if (found.places.length === 0) return { kind: 'gone' };
  const kept = keptVariant(experiment);
  const part = nextPart(found);
  const around = [...new Set([...pullRequest, ...(await filesUsedOnlyBy(view, part.paths))])];
  const otherFlagKeys = await otherFlags(needs, experiment);
  const repositoryOfPart = withoutPaths(view, part.left);
  const paths = [
    ...part.paths,
    ...readablePaths(around, MOST_AROUND).filter((path) => isMore(path, found, view)),
  ];
  const written = await cleanUp(needs.agents, {
    ...{ plan, kept, repository: repositoryOfPart, paths, pullRequest, otherFlagKeys },
  });
  if (written.kind === 'refused') {
    const { role, reason, detail, runs } = written.problem;
    return { kind: 'failed', failure: { role, reason, detail }, runs };
  }
  const { output, runs } = written.value;
  const names = part.left.length === 0 ? await namesGone(view, found.names, output.edits) : [];
  const rest = { left: part.left, barred: found.barred };
  return {
    ...{ kind: 'opened', runs, names, left: part.left },
    pullRequest: await open(needs, experiment, { plan, kept, implementation: output, rest }),
  };
}

/** A file that is not among those that hold the flag, and is there. */
function isMore(path: string, { places }: FlagFound, view: RepositoryView): boolean {
  return !places.includes(path) && view.paths.includes(path);
}

/** The branch of the next clean-up pull request: each part has one of its own. */
function cleanUpBranch({ key, cleanUp }: Experiment): string {
  const part = (cleanUp?.earlier ?? []).length + 1;
  return `experiment/${key}-clean-up${part === 1 ? '' : `-${part}`}`;
}

async function open(
  needs: CleanUpNeeds,
  experiment: Experiment,
  { plan, kept, implementation, rest }: Pick<CleanUpStory, 'plan' | 'kept' | 'implementation' | 'rest'>,
): Promise<OpenedPullRequest> {
  const thread = await threadLink(needs, experiment);
  const title = plainLine(plan.title);
  const isPart = rest.left.length > 0;
  const { number, url, branch } = await needs.codeHost.openPullRequest({
    repository: plan.request.repository,
    branch: cleanUpBranch(experiment),
    title: `clean up${isPart ? ' in part' : ''}: ${title}`,
    body: cleanUpPrBody({ experiment: experiment.key, plan, implementation, thread, kept, rest }),
    commitMessage: `refactor(experiment): keep ${kept} of ${title}\n\n${isPart ? `A part: other files still hold the flag ${plan.flagKey}.` : `The flag ${plan.flagKey} is gone.`}`,
    edits: implementation.edits,
    draft: false,
  });
  const files = implementation.edits.map(({ path }) => path);
  return { number, url, branch, files, summary: implementation.summary };
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
