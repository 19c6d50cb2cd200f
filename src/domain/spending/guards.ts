import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';

/** The agents have stopped because this experiment has used what one may. */
export function isAtItsCeiling({ failure }: Experiment): Refusal | null {
  return unless(
    failure?.reason === 'ceiling',
    'already-done',
    'The agents have not stopped at the ceiling of this experiment, or more was allowed already. The card shows what comes next.',
  );
}

/** The agents have stopped at a ceiling: of the experiment, or of the day. */
export function isAtCeiling({ failure }: Pick<Experiment, 'failure'>): Refusal | null {
  return unless(
    failure?.reason === 'ceiling' || failure?.reason === 'day-ceiling',
    'already-done',
    'The agents have not stopped at a ceiling.',
  );
}
