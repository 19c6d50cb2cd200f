import { type FileKind, fileKind } from '#domain/design/tested-file.ts';
import { checkAnswerMarks } from '#gate/any/check-answer-marks.ts';
import { checkCharacters } from '#gate/any/check-characters.ts';
import { checkElision } from '#gate/any/check-elision.ts';
import { checkEncoding } from '#gate/any/check-encoding.ts';
import { checkPath } from '#gate/any/check-paths.ts';
import { type AddedSecrets, checkSecrets } from '#gate/any/check-secrets.ts';
import type { Finding } from '#gate/change.ts';
import type { FileEdit, RepositoryView } from '#ports/code-host.ts';
import { checkData } from './check-data.ts';

/** Characters of a file under test, and of each variant, at most: a model writes it whole, and a person reads it. */
export const LONGEST_TESTED_FILE = 40_000;

/** The variants of a file, each beside it. */
export interface ProposedVariants {
  /** The repository as it is before the change, at one commit. */
  readonly repository: RepositoryView;
  /** The path of the file under test. */
  readonly file: string;
  /** Paths at which the variants have to lie. */
  readonly paths: readonly string[];
  readonly edits: readonly FileEdit[];
}

/** Why variants of a file may not be proposed; empty if the gate accepts them. Nothing but the variants may be written. */
export async function checkVariantFiles(
  { repository, file, paths, edits }: ProposedVariants,
  redaction: AddedSecrets,
): Promise<readonly Finding[]> {
  const original = (await repository.read(file)) ?? '';
  const kind = fileKind(file) ?? 'text';
  const texts = new Map(edits.map(({ path, content }) => [path, content]));
  return [
    ...edits
      .filter(({ path }) => !paths.includes(path))
      .map(({ path }) => finding('file-variants', path, 'is no file of a variant of this experiment')),
    ...paths.flatMap((path) => {
      const after = texts.get(path) ?? null;
      if (after === null)
        return [finding('file-variants', path, 'is missing. Give the whole text of every variant')];
      const others = paths.filter((other) => other !== path).map((other) => texts.get(other));
      return checkOne({ repository, path, original, after, kind, others }, redaction);
    }),
  ];
}

interface OneVariant {
  readonly repository: RepositoryView;
  readonly path: string;
  readonly original: string;
  readonly after: string;
  readonly kind: FileKind;
  readonly others: readonly (string | null | undefined)[];
}

function checkOne(
  { repository, path, original, after, kind, others }: OneVariant,
  redaction: AddedSecrets,
): readonly Finding[] {
  // The variant is held against the original that it stands beside, as if it were an edit of it.
  const asEdit = { path, before: original, after, mode: null };
  const same = (text: string | null | undefined) => text?.trim() === after.trim();
  return [
    ...(repository.mode(path) === null
      ? []
      : [finding('file-variants', path, 'exists. No file is written over')]),
    ...(after.length > LONGEST_TESTED_FILE
      ? [
          finding(
            'file-variants',
            path,
            `has ${after.length} characters, and may have ${LONGEST_TESTED_FILE}`,
          ),
        ]
      : []),
    ...checkPath({ path, before: null, after, mode: null }, repository),
    ...checkAnswerMarks(asEdit),
    ...(kind === 'text' ? [] : checkElision(asEdit)),
    ...checkCharacters(asEdit),
    ...checkEncoding(asEdit),
    ...checkSecrets(asEdit, redaction),
    ...(same(original) || others.some(same)
      ? [finding('file-unchanged', path, 'says the same as the original or another variant')]
      : []),
    ...checkData(kind, original, after).map(({ code, sentence }): Finding => ({ code, path, sentence })),
  ];
}

function finding(code: Finding['code'], path: string, words: string): Finding {
  return { code, path, sentence: `${path} ${words}.` };
}
