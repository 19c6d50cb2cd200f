import { checkAnswerMarks } from '#gate/any/check-answer-marks.ts';
import { checkCalls } from '#gate/any/check-calls.ts';
import { checkCharacters } from '#gate/any/check-characters.ts';
import { checkDeletions } from '#gate/any/check-deletions.ts';
import { checkElision } from '#gate/any/check-elision.ts';
import { checkEncoding } from '#gate/any/check-encoding.ts';
import { checkPath } from '#gate/any/check-paths.ts';
import { checkReferences } from '#gate/any/check-references.ts';
import { type AddedSecrets, checkSecrets } from '#gate/any/check-secrets.ts';
import { checkSize } from '#gate/any/check-size.ts';
import { checkSyntax } from '#gate/any/check-syntax.ts';
import { checkTestsKept } from '#gate/any/check-tests-kept.ts';
import { checkUnrelated } from '#gate/any/check-unrelated.ts';
import { editedFiles } from '#gate/any/edited-file.ts';
import type { Finding, ProposedChange } from '#gate/change.ts';
import type { ChangedRepository } from '#gate/changed-repository.ts';

/** What is wrong with any change, whatever it is for: its edits, its paths, and what its texts hold. Empty if nothing is. */
export async function checkAnyChange(
  change: ProposedChange,
  base: ChangedRepository,
  redaction: AddedSecrets,
): Promise<readonly Finding[]> {
  const files = await editedFiles(change);
  const findings = await Promise.all(
    files.map(async (file) => [
      ...checkPath(file, change.repository),
      ...checkAnswerMarks(file),
      ...checkElision(file),
      ...checkCharacters(file),
      ...checkEncoding(file),
      ...checkSecrets(file, redaction),
      ...(await checkSyntax(file, base)),
    ]),
  );
  return [
    ...checkSize(change, files),
    ...findings.flat(),
    ...(await checkDeletions(change, files, base)),
    ...(await checkTestsKept(change, base)),
    ...(await checkReferences(change, base)),
    ...(await checkCalls(change, base)),
    ...(await checkUnrelated(change, base)),
  ];
}
