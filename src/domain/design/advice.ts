import type { OutcomeGround } from '#domain/agent-output.ts';
import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';

/** Why advice on this ground stands even against a person who wants otherwise; null if a person may overrule it. */
const STANDS: Readonly<Record<OutcomeGround, string | null>> = {
  'legal-duty':
    'A legal duty is owed to every user, so no part of them may be kept without it. Do it for all users now.',
  security:
    'A security repair is owed to every user, so no part of them may be kept without it. Do it for all users now.',
  'no-change':
    'The idea names no change yet, so there is nothing to plan. Edit the request and say what changes.',
  'bug-fix': null,
  urgent: null,
  certain: null,
  'several-changes': null,
  hopeless: null,
};

/** Whether a person may have a request planned against advice on this ground. */
export function mayBeOverruled(ground: OutcomeGround | null | undefined): boolean {
  return ground != null && STANDS[ground] === null;
}

/** The supervisor advises against an experiment, on a ground on which a person may want otherwise. */
export function isOverrulable({ failure, proposal }: Experiment): Refusal | null {
  const ground = proposal.assessment?.ground ?? null;
  if (failure?.reason !== 'no-experiment' || ground === null) {
    return {
      code: 'already-done',
      message: 'There is no advice to overrule. The newest message in the thread shows what comes next.',
    };
  }
  const message = STANDS[ground];
  return message === null ? null : { code: 'policy', message };
}

/** Who reads the plan learns why it was made against the advice. */
export function givesWhy(
  _experiment: Experiment,
  { reason }: Pick<Command<'overruleAdvice'>, 'reason'>,
): Refusal | null {
  return unless(
    reason.trim() !== '',
    'needs-reason',
    'Say in a few words why it should be tested all the same.',
  );
}
