import type { Question } from './read-question.ts';
import { scriptedAnalyst } from './scripts/analyst.ts';
import { scriptedDesigner } from './scripts/designer.ts';
import { scriptedPolicy } from './scripts/policy.ts';
import { scriptedSupervisor } from './scripts/supervisor.ts';

/** The rules that answer, by the prompt's name. */
export const SCRIPTS: Readonly<Record<string, (question: Question) => unknown>> = {
  supervisor: scriptedSupervisor,
  designer: scriptedDesigner,
  policy: scriptedPolicy,
  analyst: scriptedAnalyst,
};
