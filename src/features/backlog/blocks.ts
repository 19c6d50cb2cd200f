import { actions } from '#block-kit/buttons.ts';
import { context, section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bold } from '#block-kit/mrkdwn.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { runCommand } from '#features/choose-command/actions.ts';
import { backlogRow } from './backlog-row.ts';

/** Which part of the backlog is shown; pages count from 1. */
export interface BacklogPart {
  readonly page: number;
  readonly pages: number;
  /** Of all pages. */
  readonly count: number;
  readonly isPartial: boolean;
}

const EMPTY =
  'The backlog is empty. Type `/experiment <idea>` and tick *Keep it for later* in the form, or import a list: `/experiment import`.';
const ORDER = 'Priority is reach × confidence ÷ effort, the highest first.';
const PARTIAL =
  'Slack does not say now which channels are public, so ideas of other channels may be missing. Try again in a minute.';

/** A page of the backlog. Mrkdwn names people by pseudonym. */
export function renderBacklog(lines: readonly ExperimentSummary[], part: BacklogPart): ChatMessage {
  const { page, pages, count, isPartial } = part;
  const partial = isPartial ? [context([PARTIAL])] : [];
  if (lines.length === 0) return message({ text: EMPTY, blocks: [section(EMPTY), ...partial] });
  const where = pages === 1 ? '' : `, page ${page} of ${pages}`;
  const text = `Backlog: ${count === 1 ? 'one idea' : `${count} ideas`}${where}`;
  return message({
    text,
    blocks: [
      section(bold(text)),
      ...lines.flatMap(backlogRow),
      ...(page < pages ? [actions([runCommand.button(`backlog ${page + 1}`, { label: 'Next page' })])] : []),
      context([ORDER]),
      ...partial,
    ],
  });
}
