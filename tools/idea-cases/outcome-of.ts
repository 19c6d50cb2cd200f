import { z } from 'zod';
import type { Experiment } from '#domain/experiment.ts';
import type { Outcome } from './idea-form.ts';

/** The supervisor's word on an idea that is no experiment; older assessments have none. */
const Advised = z.looseObject({ outcome: z.enum(['experiment', 'do-now', 'drop']).optional() });

const WORDS: Readonly<Record<string, Outcome>> = {
  declined: 'failed',
  truncated: 'failed',
  'invalid-answer': 'failed',
  'has-questions': 'questions',
  forbidden: 'refused',
  objected: 'object',
  impossible: 'refused',
  'not-chosen': 'questions',
  'asks-edit': 'questions',
};

/** What the chain made of an idea, in one word. */
export function outcomeOf({ failure, design, proposal }: Experiment): Outcome {
  if (failure === null) return design === null ? 'failed' : 'plan';
  const known = WORDS[failure.reason];
  if (known !== undefined) return known;
  const { assessment } = proposal;
  const { outcome } = Advised.parse(assessment ?? {});
  if (outcome === 'do-now' || outcome === 'drop') return outcome;
  return assessment !== null && assessment.questions.length === 0 ? 'do-now' : 'questions';
}
