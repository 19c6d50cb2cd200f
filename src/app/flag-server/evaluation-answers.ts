import type { Evaluation } from '#evaluation/evaluation.ts';

/** An answer of the OpenFeature Remote Evaluation Protocol. */
export interface EvaluationAnswer {
  readonly status: 200 | 400 | 404;
  readonly body: string;
}

/** Answers are few and shared, so each is written once. */
const written = new WeakMap<Evaluation, EvaluationAnswer>();

/** An evaluation as the protocol has it. A unit that takes no part has an empty variant. */
export function evaluationAnswer(evaluation: Evaluation): EvaluationAnswer {
  const known = written.get(evaluation);
  if (known !== undefined) return known;
  const answer = { status: statusOf(evaluation), body: JSON.stringify(fieldsOf(evaluation)) };
  written.set(evaluation, answer);
  return answer;
}

/** All evaluations of one context. */
export function bulkAnswer(evaluations: readonly Evaluation[]): string {
  return `{"flags":[${evaluations.map((one) => evaluationAnswer(one).body).join(',')}]}`;
}

function statusOf(evaluation: Evaluation): EvaluationAnswer['status'] {
  if (evaluation.kind === 'value') return 200;
  return evaluation.errorCode === 'FLAG_NOT_FOUND' ? 404 : 400;
}

function fieldsOf(evaluation: Evaluation): object {
  const { key } = evaluation;
  if (evaluation.kind === 'error') {
    const { errorCode, errorDetails } = evaluation;
    return { key, errorCode, errorDetails };
  }
  const { reason, variant, value, flag } = evaluation;
  // Empty, not left out: the provider of the SDK for Python reads it without asking whether it is there.
  return { key, reason, variant: variant ?? '', value, metadata: flag === undefined ? {} : { flag } };
}
