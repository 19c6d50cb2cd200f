import { context, section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bullets, code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Plan } from '#domain/plan.ts';
import { TRIALS_NOTE, trialWords } from './trial-words.ts';

/** The trials of a file experiment; nothing for others. */
export function trialSections(plan: Plan, snapshot: AnalysisSnapshot): ChatMessage['blocks'] {
  const all = trialWords(plan, snapshot);
  if (all.length === 0) return [];
  return [
    ...all.map(({ head, variant, lines }) =>
      section(`*Trials: ${escapeMrkdwn(head)}* · ${code(variant)}\n${bullets(lines.map(escapeMrkdwn))}`),
    ),
    context([TRIALS_NOTE]),
  ];
}
