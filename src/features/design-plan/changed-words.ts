import { section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bold } from '#block-kit/mrkdwn.ts';
import { oneLine } from '#block-kit/text.ts';
import { planChanges } from '#domain/design/plan-changes.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { said, saidPlainly } from '#features/said.ts';
import { listed } from '#shared/listed.ts';

/** What the plan changes of the one before, if people asked for changes; that nothing changed is said, too. */
export function changedSection(experiment: Experiment): ChatMessage['blocks'] {
  const { plan, before } = designOf(experiment);
  if (before === undefined) return [];
  const asked = said(oneLine(saidPlainly(experiment.proposal.comments.at(-1) ?? ''), 120));
  const parts = planChanges(before, plan);
  const words =
    parts.length === 0
      ? `${bold('Nothing changed')}, although changes were asked for (“${asked}”). Say it in other words, or press Edit.`
      : `${bold('Changed')} since the last plan: ${listed(parts)} (asked for: “${asked}”). If something of it is missing, ask again or press Edit.`;
  return [section(words)];
}
