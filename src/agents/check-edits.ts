import { changedLines } from '#agents/changed-lines.ts';
import { pathProblem } from '#agents/check-paths.ts';
import { holdsWithheldToken, type Redaction } from '#agents/redaction.ts';
import type { FileEdit, SourceFile } from '#ports/code-host.ts';

/** What one pull request may change at most. */
export const EDIT_LIMITS = { files: 10, lines: 400 } as const;

export interface EditsToCheck {
  /** All paths of the repository. */
  readonly paths: readonly string[];
  /** The files whose content the model has seen, as they are in the repository. */
  readonly files: readonly SourceFile[];
  readonly edits: readonly FileEdit[];
  /** Finds secrets that an edit adds. */
  readonly redaction: Pick<Redaction, 'addedSecrets'>;
}

function problemOf({ path, content }: FileEdit, { paths, files, redaction }: EditsToCheck): string | null {
  const forbidden = pathProblem(path);
  if (forbidden !== null) return `may not be edited: it ${forbidden}`;
  const before = files.find((file) => file.path === path)?.content ?? null;
  if (before === null && paths.includes(path)) return 'exists, but its content was not given; do not edit it';
  if (before === null && content === null) return 'cannot be deleted: it does not exist';
  if (content === null) return null;
  if (content === before) return 'is given without any change; leave it out';
  if (holdsWithheldToken(content)) return 'holds a __WITHHELD_…__ token that does not belong to this file';
  const added = redaction.addedSecrets(before ?? '', content).length > 0;
  return added ? 'adds text that looks like a secret' : null;
}

/** What is wrong with the edits of any pull request: paths, size, unseen files, secrets. Empty if nothing is. */
export function checkEdits(check: EditsToCheck): readonly string[] {
  const { files, edits } = check;
  const before = new Map(files.map(({ path, content }) => [path, content]));
  const lines = edits.reduce(
    (sum, { path, content }) => sum + changedLines(before.get(path) ?? null, content),
    0,
  );
  const twice = edits.filter(({ path }, index) => edits.findIndex((edit) => edit.path === path) < index);
  return [
    ...(edits.length === 0 ? ['edits: there is none'] : []),
    ...(edits.length > EDIT_LIMITS.files
      ? [`edits: ${edits.length} files, at most ${EDIT_LIMITS.files}`]
      : []),
    ...(lines > EDIT_LIMITS.lines ? [`edits: ${lines} changed lines, at most ${EDIT_LIMITS.lines}`] : []),
    ...twice.map(({ path }) => `${path}: is edited twice`),
    ...edits.flatMap((edit) => {
      const problem = problemOf(edit, check);
      return problem === null ? [] : [`${edit.path}: ${problem}`];
    }),
  ];
}
