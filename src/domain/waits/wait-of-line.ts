import type { Status } from '#domain/status.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { WaitAct } from '#domain/waits/wait-act.ts';

/** What the line of an experiment says of its wait; `unknown` is one of a line from before waits were kept. */
export type LineWait = WaitAct | 'unknown';

/** Statuses in which people had to act on lines that do not keep the wait. */
const WAIT_FOR_PEOPLE: readonly Status[] = ['in-review', 'implemented', 'paused', 'deciding'];

/** What people have to do before the experiment of a line goes on; null if it waits for none. */
export function waitOfLine({
  status,
  stuck,
  waiting,
}: Pick<ExperimentSummary, 'status' | 'stuck' | 'waiting'>): LineWait | null {
  if (waiting !== undefined) return waiting?.act ?? null;
  return stuck !== undefined || WAIT_FOR_PEOPLE.includes(status) ? 'unknown' : null;
}
