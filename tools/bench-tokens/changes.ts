import { type AuthoredEdit, applyEdits, filesAfter } from '#tools/repositories/edit-blocks.ts';
import type { MadeUpRepository } from '#tools/repositories/made-up-repository.ts';

/** One change of a made-up repository: the files before it and what its author writes. */
export interface AuthoredChange {
  readonly name: 'implement' | 'ship' | 'kill';
  readonly files: Readonly<Record<string, string>>;
  readonly edits: readonly AuthoredEdit[];
}

/** The implementation, and the two clean-ups after it. */
export function changesOf(repository: MadeUpRepository): readonly AuthoredChange[] {
  const { files, implement, ship, kill } = repository;
  const after = filesAfter(files, applyEdits(files, implement));
  return [
    { name: 'implement', files, edits: implement },
    { name: 'ship', files: after, edits: ship },
    { name: 'kill', files: after, edits: kill },
  ];
}
