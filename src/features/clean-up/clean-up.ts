import { cleanUp } from '#agents/cleaner.ts';
import { cleanUpPrBody } from '#agents/pr-body.ts';
import { shippedVariant } from '#domain/decide/decision.ts';
import { BOT, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { controlOf, type Plan } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { CodeNeeds, CodeOutcome } from '#features/implement-plan/implement-plan.ts';
import type { SourceFile } from '#ports/code-host.ts';
import { AppError, toAppError } from '#shared/errors.ts';

/** Files that hold text worth searching for the flag key. */
const SOURCE = /\.(?:[cm]?[jt]sx?|json|md|ya?ml|py|rb|go|java|kt|swift|vue|svelte|html|css)$/;
const PARALLEL = 8;

type CleanUpNeeds = CodeNeeds & Pick<CoPilot, 'store'>;

/** The variant that everybody keeps: what was shipped, otherwise the control. */
export function keptVariant(experiment: Experiment, plan: Plan): string {
  const snapshot = latestSnapshot(experiment);
  if (experiment.decision?.decision === 'ship' && snapshot !== null)
    return shippedVariant(experiment, snapshot);
  return controlOf(plan)?.key ?? 'control';
}

/** Takes the flag and the losing branches out of the code, as a pull request of its own. */
export async function writeCleanUp(needs: CleanUpNeeds, experiment: Experiment): Promise<CodeOutcome> {
  const { plan } = experiment;
  if (plan === null)
    throw new AppError('clean-up.no-plan', 'There is no plan to clean up.', { retryable: false });
  const { repository } = plan.request;
  const files = await filesThatMention(needs, repository, plan.flagKey);
  const kept = keptVariant(experiment, plan);
  const otherFlagKeys = await otherFlags(needs, experiment);
  const written = await cleanUp(needs.agents, { plan, kept, files, otherFlagKeys });
  if (written.kind === 'refused') {
    const { role, reason, detail, runs } = written.problem;
    return { kind: 'failed', failure: { role, reason, detail }, runs };
  }
  const { output, runs } = written.value;
  const { number, url, branch } = await needs.codeHost.openPullRequest({
    repository,
    branch: `experiment/${experiment.key}-clean-up`,
    title: `clean up: ${plan.title}`,
    body: cleanUpPrBody({ experiment: experiment.key, plan, implementation: output, thread: null, kept }),
    commitMessage: `refactor(experiment): keep ${kept} of ${plan.title}\n\nThe flag ${plan.flagKey} is gone.`,
    edits: output.edits,
    draft: false,
  });
  const paths = output.edits.map(({ path }) => path);
  return {
    kind: 'opened',
    pullRequest: { number, url, branch, files: paths, summary: output.summary },
    runs,
  };
}

/** Flags of other experiments in the same repository, which the clean-up leaves alone. */
async function otherFlags({ store }: Pick<CoPilot, 'store'>, { key, request }: Experiment) {
  const live = await store.summaries({ live: true, limit: 10_000 });
  return live
    .filter((other) => other.key !== key && other.repository === request.repository)
    .map((other) => other.key);
}

async function filesThatMention(
  { codeHost }: Pick<CodeNeeds, 'codeHost'>,
  repository: string,
  flagKey: string,
): Promise<readonly SourceFile[]> {
  const paths = ((await codeHost.listFiles(repository)) ?? []).filter((path) => SOURCE.test(path));
  const found: SourceFile[] = [];
  for (let at = 0; at < paths.length; at += PARALLEL) {
    const batch = await Promise.all(
      paths.slice(at, at + PARALLEL).map((path) => codeHost.readFile(repository, path)),
    );
    found.push(
      ...batch
        .filter((file) => file !== null)
        .filter(({ path, content }) => `${path}\n${content}`.includes(flagKey)),
    );
  }
  return found;
}

/** Begins the clean-up of every experiment whose time to undo has passed, or that was stopped for harm. */
export async function startCleanUps(
  needs: Pick<CoPilot, 'store' | 'load' | 'execute' | 'clock' | 'log'>,
): Promise<void> {
  const live = await needs.store.summaries({ live: true, limit: 10_000 });
  for (const { key, status } of live) {
    if (status !== 'decided' && status !== 'killed') continue;
    try {
      await needs.execute(key, { name: 'startCleanUp', actor: BOT, at: needs.clock.now() });
    } catch (thrown) {
      needs.log.warn('a clean-up could not be started', { experiment: key, code: toAppError(thrown).code });
    }
  }
}
