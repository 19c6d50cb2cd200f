import type { EditedFile } from '#gate/any/edited-file.ts';
import type { Finding } from '#gate/change.ts';

/** What the gate needs of the rules for private text. */
export interface AddedSecrets {
  /** The secrets of a file that did not stand in what it was before. */
  readonly addedSecrets: (before: string, after: string) => readonly string[];
}

/** Finds keys, tokens and private keys that a change adds. The sentence does not repeat them. */
export function checkSecrets(
  { path, before, after }: EditedFile,
  redaction: AddedSecrets,
): readonly Finding[] {
  if (after === null || redaction.addedSecrets(before ?? '', after).length === 0) return [];
  return [
    { code: 'secret-added', path, sentence: `${path} gets text that looks like a secret. Leave it out.` },
  ];
}
