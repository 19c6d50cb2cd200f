import { fileCleanUpBody } from '#agents/file-clean-up-body.ts';
import { plainLine } from '#agents/plain-line.ts';
import { pullTemplate } from '#agents/pull-template.ts';
import { variantPath } from '#domain/design/tested-file.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { controlOf, type Plan } from '#domain/plan.ts';
import { type CodeNeeds, impossible } from '#features/implement-plan/implement-plan.ts';
import { threadLink } from '#features/thread/thread-link.ts';
import type { FileEdit, PinnedRepository } from '#ports/code-host.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import type { CleanUpOutcome } from './clean-up-outcome.ts';
import { fileCommitMessage } from './file-commit-message.ts';
import { revertOf } from './look-for-flag.ts';
import { nextCleanUpBranch } from './open-clean-up.ts';
import { variantsThere } from './variants-there.ts';

/** What ends an experiment on a file: which file, and whose text stays. */
interface FileEnd {
  readonly plan: Plan;
  readonly file: string;
  readonly kept: string;
}

/**
 * Ends an experiment on a file in its repository, without a model: the original gets the text of the variant that was shipped, or stays as it
 * is, and the variants go. Fails with what to do if the original was changed meanwhile, because that text was never tried.
 */
export async function cleanUpFile(
  needs: CodeNeeds,
  experiment: Experiment,
  pinned: PinnedRepository,
  { file, kept }: Pick<FileEnd, 'file' | 'kept'>,
): Promise<CleanUpOutcome> {
  const { plan } = designOf(experiment);
  const end: FileEnd = { plan, file, kept };
  const removed = variantsThere(plan, pinned, file);
  if (removed.length === 0)
    return { kind: 'gone', revert: await revertOf(needs, experiment, experiment.code?.pullRequest) };
  const isPromoted = kept !== controlOf(plan)?.key;
  const before = isPromoted ? await originalBefore(needs, experiment, end) : null;
  const promotion = isPromoted ? await promotionOf(pinned, end, before) : ok([]);
  if (promotion.kind === 'refused') return impossible(promotion.problem);
  const edits = [...promotion.value, ...removed.map((path): FileEdit => ({ path, content: null }))];
  await needs.codeHost.checkWriteAccess(plan.request.repository, nextCleanUpBranch(experiment));
  const naming = (await pinned.search(plan.flagKey)).filter((path) => !removed.includes(path)).toSorted();
  const { number, url, branch } = await needs.codeHost.openPullRequest({
    repository: plan.request.repository,
    branch: nextCleanUpBranch(experiment),
    base: pinned.commit,
    title: `${isPromoted ? 'promote' : 'clean up'}: ${plainLine(plan.title)}`,
    body: fileCleanUpBody({
      ...{ experiment: experiment.key, plan, thread: await threadLink(needs, experiment) },
      ...{ file, kept, removed, naming, template: await pullTemplate(pinned) },
      promoted: isPromoted ? variantPath(file, kept) : null,
      isCompared: before !== null,
    }),
    commitMessage: fileCommitMessage(experiment, kept, file),
    edits,
    draft: false,
  });
  const summary = isPromoted
    ? `The original gets the text of the variant ${kept}, byte for byte, and the files of the variants go.`
    : 'The original stays as it is, and the files of the variants go.';
  const files = edits.map(({ path }) => path);
  return {
    kind: 'opened',
    pullRequest: { number, url, branch, files, summary },
    runs: [],
    left: [],
    names: [],
  };
}

/** The original at the commit that the work began from; null if that is not known any more. */
async function originalBefore(
  { codeHost }: Pick<CodeNeeds, 'codeHost'>,
  { code }: Experiment,
  { plan, file }: FileEnd,
): Promise<string | null> {
  const base = code?.draft?.base;
  if (base === undefined) return null;
  const then = await codeHost.pinCommit(plan.request.repository, base);
  return (await then?.read(file)) ?? null;
}

/** The edit that puts the text of the shipped variant into the original; none if it is there. Refuses with why code cannot do it. */
async function promotionOf(
  pinned: PinnedRepository,
  { file, kept }: FileEnd,
  before: string | null,
): Promise<Result<readonly FileEdit[], string>> {
  const variant = variantPath(file, kept);
  const next = `Put its text into ${file} by hand and delete the variants; then press Try again.`;
  if (pinned.mode(file) === null)
    return refused(`The file ${file} is not there any more, and ${variant} was shipped. ${next}`);
  const content = await pinned.read(variant);
  if (content === null)
    return refused(
      `The file ${variant}, which was shipped, is not there any more. Bring it back; then press Try again.`,
    );
  const now = await pinned.read(file);
  // Who has put the text there by hand leaves only the variants to remove.
  if (now === content) return ok([]);
  return before === null || before === now
    ? ok([{ path: file, content }])
    : refused(
        `The file ${file} was changed since the experiment began, and the shipped ${variant} does not have that change. ${next}`,
      );
}
