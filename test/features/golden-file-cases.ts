import { RENDERERS } from '#app/features.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import type { Topic } from '#domain/topic.ts';
import { CLEAN_UPS } from '#test/support/example-clean-ups.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { postOf, type Story } from '#test/support/example-story.ts';
import { THREE_TREATMENTS } from '#test/support/example-wordings.ts';

const FILE = 'prompts/support.md';

/** A message of a story as it reads if the experiment is on this file. */
function onFile(story: Story, topic: Topic, file = FILE): ChatMessage {
  const { context } = postOf(story, topic);
  const { experiment } = context;
  const request = { ...experiment.request, file };
  const design = experiment.design && {
    ...experiment.design,
    plan: { ...experiment.design.plan, request: { ...experiment.design.plan.request, file } },
  };
  return RENDERERS[topic]({ ...context, experiment: { ...experiment, request, design }, pictures: {} });
}

/** Messages whose words differ if a file is under test. */
export const FILE_CASES: Readonly<Record<string, () => ChatMessage>> = {
  'file-plan': () => onFile(EXAMPLES.inReview, 'plan'),
  'file-plan-longest': () =>
    onFile(THREE_TREATMENTS.plan, 'plan', `${'prompts-of-the-shop/'.repeat(14)}begrüßung.txt`),
  'file-clean-up': () => onFile(EXAMPLES.cleaningUp, 'clean-up'),
  'file-clean-up-kill': () => onFile(EXAMPLES.killedAndClean, 'clean-up'),
  'file-flag-stays': () => onFile(EXAMPLES.clean, 'flag-stays'),
  'file-flag-left': () => onFile(CLEAN_UPS.flagLeft, 'flag-left'),
  'file-completed-ship': () => onFile(EXAMPLES.completed, 'completed'),
  'file-completed-kill': () => onFile(EXAMPLES.killedAndClean, 'completed'),
  'file-completed-by-hand': () => onFile(EXAMPLES.takenOutByHand, 'completed'),
};
