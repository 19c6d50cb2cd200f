import type { Feature } from '#features/feature.ts';
import * as actions from './actions.ts';
import { answerForm } from './answer-form.ts';
import { renderAdvice, renderQuestions } from './blocks.ts';
import { overruleForm } from './overrule-form.ts';

/** What the supervisor asks or advises before a plan, and what people answer. */
export const answerQuestionsFeature = {
  name: 'answer-questions',
  actions: Object.values(actions),
  modals: [answerForm, overruleForm],
  messages: { 'questions-asked': renderQuestions, 'advised-against': renderAdvice },
} satisfies Feature;
