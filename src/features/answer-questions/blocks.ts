import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bold } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import type { IdeaOutcome } from '#domain/agent-output.ts';
import { mayBeOverruled } from '#domain/design/advice.ts';
import { openQuestions } from '#domain/design/open-questions.ts';
import { weakLines } from '#features/design-plan/assessed-words.ts';
import { notificationText } from '#features/notification.ts';
import { editRequestButton } from '#features/propose-experiment/actions.ts';
import type { RenderContext } from '#features/render-context.ts';
import { titleOf } from '#features/title.ts';
import { answerOpenQuestions, testAllTheSame } from './actions.ts';

/** Characters of a line that a model wrote. */
const LINE = 400;

/** What the supervisor has to know before a plan. */
export function renderQuestions(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const questions = openQuestions(experiment);
  const asked = questions.map((question, index) => {
    const number = questions.length === 1 ? '' : `${index + 1}. `;
    return `${number}${escapeMrkdwn(oneLine(question, LINE))}`;
  });
  const many = questions.length === 1 ? 'One question' : `${questions.length} questions`;
  return message({
    text: notificationText(`${many} before the plan`, titleOf(experiment)),
    blocks: [
      section(`:grey_question: ${bold(`${many} before the plan`)}\n${asked.join('\n')}`),
      ...weakSection(context),
      section('Press Answer, or mention me in a reply here. The plan then goes on by itself.'),
      actions([
        answerOpenQuestions.button(context, { label: 'Answer', style: 'primary' }),
        editRequestButton.button(context, { label: 'Edit request' }),
      ]),
    ],
  });
}

/** What the idea lacks. */
function weakSection({ experiment }: RenderContext) {
  const lines = weakLines(experiment);
  return lines.length === 0 ? [] : [section(lines.join('\n'))];
}

const ADVICE: Readonly<Record<Exclude<IdeaOutcome, 'experiment'>, string>> = {
  'do-now': 'Do this now, for all users',
  drop: 'No experiment as it stands',
};

/** Why the supervisor advises against an experiment. */
export function renderAdvice(context: RenderContext): ChatMessage {
  const { proposal } = context.experiment;
  const { outcome = 'drop', ground, reason = '' } = proposal.assessment ?? {};
  const advice = ADVICE[outcome === 'do-now' ? 'do-now' : 'drop'];
  const overrule = mayBeOverruled(ground)
    ? [testAllTheSame.button(context, { label: 'Test it all the same' })]
    : [];
  return message({
    text: notificationText(advice, titleOf(context.experiment)),
    blocks: [
      section(`:bulb: ${bold(advice)}\n${escapeMrkdwn(oneLine(reason, LINE))}`),
      ...weakSection(context),
      actions([editRequestButton.button(context, { label: 'Edit request' }), ...overrule]),
    ],
  });
}
