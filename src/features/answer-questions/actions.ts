import { openQuestions } from '#domain/design/open-questions.ts';
import { action } from '#features/action.ts';
import { boundToEvidence } from '#features/evidence.ts';
import { isStillPossible } from '#features/press.ts';
import { askForReason } from '#features/reason-form.ts';
import { answerView } from './answer-form.ts';
import { overruleForm } from './overrule-form.ts';

export const answerOpenQuestions = action('answer_questions', boundToEvidence, async (coPilot, press) => {
  const { client, triggerId, value } = press;
  const { experiment, message } = value;
  const any = { name: 'answerQuestions', answers: [{ question: null, answer: '…' }], message } as const;
  if (!(await isStillPossible(coPilot, press, any))) return;
  const found = await coPilot.load(experiment);
  const questions = found === null ? [] : [...openQuestions(found)];
  await client.views.open({ trigger_id: triggerId, view: answerView({ ...value, questions }) });
});

export const testAllTheSame = action('overrule_advice', boundToEvidence, (coPilot, press) =>
  askForReason(coPilot, press, overruleForm, 'Why should this be tested all the same?'),
);
