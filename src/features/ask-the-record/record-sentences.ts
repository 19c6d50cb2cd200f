import type { Experiment } from '#domain/experiment.ts';
import { peopleSentences, planSentences } from './plan-sentences.ts';
import { resultSentences } from './result-sentences.ts';
import type { RecordSentence } from './sentence.ts';
import { stateSentences } from './state-sentences.ts';

/**
 * Every sentence that can be said about an experiment, given who holds the approver role now (pseudonyms) and the moment. What is asked
 * most comes first: if no model chooses, the first ones are shown.
 */
export function recordSentences(
  experiment: Experiment,
  approvers: readonly string[],
  now: number,
): readonly RecordSentence[] {
  return [
    ...stateSentences(experiment, approvers, now),
    ...resultSentences(experiment),
    ...planSentences(experiment),
    ...peopleSentences(experiment),
  ];
}
