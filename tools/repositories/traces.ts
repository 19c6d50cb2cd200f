import type { FileEdit } from '#ports/code-host.ts';
import type { MadeUpRepository } from './made-up-repository.ts';

type Files = Readonly<Record<string, string>>;

/** What of the experiment is left after its clean-up, and in which file. */
export function tracesLeft(
  repository: MadeUpRepository,
  files: Files,
  decision: 'ship' | 'kill',
): readonly string[] {
  const { flagKey, symbols, goneWhenShipped, goneWhenKilled } = repository;
  const gone = [flagKey, ...symbols, ...(decision === 'ship' ? goneWhenShipped : goneWhenKilled)];
  return Object.entries(files).flatMap(([path, text]) =>
    gone.filter((word) => `${path}\n${text}`.includes(word)).map((word) => `${path}: "${word}" is left`),
  );
}

/** Files outside of the edits that are not the same byte for byte, or are gone or new. */
export function strangersTouched(before: Files, after: Files, edits: readonly FileEdit[]): readonly string[] {
  const edited = new Set(edits.map(({ path }) => path));
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...paths]
    .filter((path) => !edited.has(path) && before[path] !== after[path])
    .map((path) => `${path}: was touched although no edit names it`);
}
