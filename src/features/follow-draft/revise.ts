import { writeVariants } from '#agents/file-writer.ts';
import { repairChange } from '#agents/repairer.ts';
import { BOT } from '#domain/actor.ts';
import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';
import { openDraft } from '#domain/code/open-draft.ts';
import { designOf } from '#domain/experiment.ts';
import { whatFailed } from '#features/what-failed.ts';
import type { Performance } from '#journal/perform.ts';
import type { FileEdit, PinnedRepository } from '#ports/code-host.ts';
import { toAppError } from '#shared/errors.ts';
import { shortCommit } from './checks-words.ts';
import type { DraftAt, ReviseNeeds } from './draft-at.ts';
import { evidenceAgainst } from './evidence-against.ts';
import { revisionTrailer } from './revision-trailer.ts';
import { lookAtChecks } from './watch-drafts.ts';

type Revised =
  | {
      readonly kind: 'committed';
      readonly head: string;
      readonly files: readonly string[];
      readonly testPaths: readonly string[];
      readonly runs: readonly AgentRun[];
    }
  | { readonly kind: 'failed'; readonly failure: AgentFailure; readonly runs: readonly AgentRun[] }
  /** Another hand pushed to the branch, or ended the pull request. */
  | { readonly kind: 'moved' };

/**
 * Adds a commit to the draft for failed checks or remarks, on top of the commit that they are about, or records why not. It never
 * pushes over a commit of another hand: if the head has moved, that is recorded instead.
 */
export async function performRevise(needs: ReviseNeeds, performance: Performance<'revise'>): Promise<void> {
  const { effect, experiment, key, attempts } = performance;
  const draft = openDraft(experiment);
  if (experiment.code === null || draft?.head !== effect.head || draft.underWay === null) return;
  const { number } = experiment.code.pullRequest;
  const at = { experiment, code: experiment.code, draft, repository: experiment.request.repository, number };
  const earlier = attempts > 1 ? await madeBefore(needs, at, key) : null;
  const revised = earlier ?? (await revise(needs, at, key));
  const by = { on: draft.head, actor: BOT, at: needs.clock.now() };
  switch (revised.kind) {
    case 'moved':
      return lookAtChecks(needs, experiment.key);
    case 'failed': {
      const { failure, runs } = revised;
      await needs.execute(experiment.key, { name: 'recordRevisionFailure', failure, runs, ...by });
      return;
    }
    case 'committed': {
      const { head, files, testPaths, runs } = revised;
      await needs.execute(experiment.key, { name: 'recordRevision', head, files, testPaths, runs, ...by });
    }
  }
}

async function revise(needs: ReviseNeeds, at: DraftAt, key: string): Promise<Revised> {
  const { code, draft, repository, experiment } = at;
  const { branch } = code.pullRequest;
  const present = await needs.codeHost.pin(repository, branch);
  if (present === null) return impossible('The branch of the pull request is not there any more.');
  if (present.commit !== draft.head || (await isEnded(needs, at))) return { kind: 'moved' };
  const evidence = await evidenceAgainst(needs, at);
  if (evidence.kind === 'none') return impossible(evidence.detail);
  const base = await needs.codeHost.pinCommit(repository, draft.base);
  if (base === null) return impossible('The commit that the work began from is not there any more.');
  const { plan } = designOf(experiment);
  const edits = await changeSoFar(code.pullRequest.files, present);
  const { file } = plan.request;
  const answer =
    file === undefined
      ? await repairChange(needs.agents, {
          ...{ plan, repository: base, edits, testPaths: draft.testPaths, evidence: evidence.value },
        })
      : await writeVariants(needs.agents, {
          ...{ plan, repository: base, file, revision: { edits, evidence: evidence.value } },
        });
  if (answer.kind === 'refused') return { kind: 'failed', ...whatFailed(answer.problem) };
  const { runs, output } = answer.value;
  if (output.edits.length === 0)
    return impossible(`The agent gives this reason, which no code has checked: ${output.summary}`, runs);
  const files = output.edits.map(({ path }) => path);
  // Writing takes a while: a branch that was merged meanwhile takes no more commits.
  if (await isEnded(needs, at)) return { kind: 'moved' };
  try {
    const head = await needs.codeHost.commitTo({
      ...{ repository, branch, expectedHead: draft.head, edits: output.edits },
      message: messageOf(at, key),
    });
    return { kind: 'committed', head, files, testPaths: output.testPaths, runs };
  } catch (thrown) {
    if (toAppError(thrown).kind === 'conflict') return { kind: 'moved' };
    throw thrown;
  }
}

async function isEnded({ codeReview }: ReviseNeeds, { repository, number }: DraftAt): Promise<boolean> {
  const head = await codeReview.headOf(repository, number);
  return head !== null && head.state !== 'open';
}

/** What an attempt that was cut off has pushed already, known by the effect in its message. */
async function madeBefore({ codeReview }: ReviseNeeds, at: DraftAt, key: string): Promise<Revised | null> {
  const { repository, number, draft } = at;
  const head = await codeReview.headOf(repository, number);
  if (head === null || head.commit === draft.head) return null;
  const commit = await codeReview.commitOf(repository, head.commit);
  const isOurs = commit?.parents[0] === draft.head && commit.message.includes(revisionTrailer(key));
  if (commit === null || !isOurs) return null;
  return { kind: 'committed', head: head.commit, files: commit.files, testPaths: [], runs: [] };
}

/** The files of the change as they are on the branch. A file without a text is left out: the agent cannot have written it. */
async function changeSoFar(
  paths: readonly string[],
  present: PinnedRepository,
): Promise<readonly FileEdit[]> {
  const edits = await Promise.all(paths.map(async (path) => ({ path, content: await present.read(path) })));
  return edits.filter(({ path, content }) => content !== null || present.mode(path) === null);
}

function messageOf({ draft, experiment }: DraftAt, key: string): string {
  const why =
    draft.underWay?.reason === 'remarks'
      ? `After review comments on ${shortCommit(draft.head)}.`
      : `After failed checks of ${shortCommit(draft.head)}.`;
  return `fix(experiment): revise ${experiment.key}\n\n${why}\n\n${revisionTrailer(key)}`;
}

function impossible(detail: string, runs: readonly AgentRun[] = []): Revised {
  return { kind: 'failed', failure: { role: 'implementer', reason: 'impossible', detail }, runs };
}
