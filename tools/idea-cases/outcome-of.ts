import type { AgentFailure } from '#domain/agent-output.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Outcome } from './idea-form.ts';

const WORDS: Readonly<Record<AgentFailure['reason'], Outcome>> = {
  declined: 'failed',
  truncated: 'failed',
  'invalid-answer': 'failed',
  ceiling: 'failed',
  'day-ceiling': 'failed',
  'no-experiment': 'drop',
  'not-testable': 'questions',
  'has-questions': 'questions',
  'not-chosen': 'questions',
  'asks-edit': 'questions',
  forbidden: 'refused',
  impossible: 'refused',
  objected: 'object',
};

/** What the chain made of an idea, in one word. */
export function outcomeOf({ failure, design, proposal }: Experiment): Outcome {
  if (failure === null) return design === null ? 'failed' : 'plan';
  const isNow = failure.reason === 'no-experiment' && proposal.assessment?.outcome === 'do-now';
  return isNow ? 'do-now' : WORDS[failure.reason];
}
