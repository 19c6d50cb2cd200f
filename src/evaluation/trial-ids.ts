import { hash } from 'node:crypto';

/** The id of the row that says that a run met a variant: the same from every process, and however often it is recorded. */
export function exposureId(run: string, experiment: string, variant: string): string {
  return idOf([run, 'exposure', experiment, variant]);
}

/** The id of an observation of a run. A name counts once a run; if it may come several times, `which` tells them apart. */
export function observationId(run: string, name: string, which?: string): string {
  return idOf([run, 'observation', name, ...(which === undefined ? [] : [which])]);
}

function idOf(parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32);
}
