import { checkEdits } from '#agents/check-edits.ts';
import { mentions, namesVariant, withoutComments } from '#agents/flag-use.ts';
import type { Redaction } from '#agents/redaction.ts';
import { resultingFiles } from '#agents/resulting-files.ts';
import { unusedNames } from '#agents/unused-names.ts';
import type { Plan } from '#domain/plan.ts';
import type { FileEdit, SourceFile } from '#ports/code-host.ts';

export interface CleanUpToCheck {
  readonly plan: Plan;
  /** Key of the variant that stays. */
  readonly kept: string;
  /** The files that mention the flag key, as they are in the repository. */
  readonly files: readonly SourceFile[];
  readonly edits: readonly FileEdit[];
  /** Flag keys of other experiments: a file that mentions one may keep names of variants. */
  readonly otherFlagKeys: readonly string[];
  /** Finds secrets that an edit adds. */
  readonly redaction: Pick<Redaction, 'addedSecrets'>;
}

function leftovers(
  { content }: SourceFile,
  { plan, kept, otherFlagKeys }: CleanUpToCheck,
): readonly string[] {
  if (otherFlagKeys.some((key) => mentions(content, key))) return [];
  return plan.variants
    .filter(({ key }) => key !== kept && namesVariant(content, key))
    .map(({ key }) => `still names the variant "${key}"`);
}

/**
 * What is wrong with a clean-up, in words that a model can act on; empty if nothing is. Beyond the rules for every edit:
 * the flag key is gone from names and contents, no file still names a removed variant, and no code is left that only the
 * experiment used.
 */
export function checkCleanUp(check: CleanUpToCheck): readonly string[] {
  const { plan, files, edits, redaction } = check;
  const paths = files.map(({ path }) => path);
  const strangers = edits.filter(({ path }) => !paths.includes(path));
  const before = new Map(files.map(({ path, content }) => [path, content]));
  const flagged = resultingFiles(files, edits);
  return [
    ...checkEdits({ paths, files, edits, redaction }),
    ...strangers.map(({ path }) => `${path}: is not among the files that mention the flag key`),
    ...flagged.flatMap((file) => {
      const { path, content } = file;
      const old = withoutComments(before.get(path) ?? '');
      const dead = unusedNames(withoutComments(content)).filter((name) => !unusedNames(old).includes(name));
      const problems = [
        ...(content.includes(plan.flagKey) || path.includes(plan.flagKey)
          ? ['still holds the flag key']
          : []),
        ...leftovers(file, check),
        ...dead.map((name) => `"${name}" is not used any more; remove it`),
      ];
      return problems.map((problem) => `${path}: ${problem}`);
    }),
  ];
}
