import type { KnownBlock } from '@slack/types';
import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { bold, code, mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { count } from '#domain/figures.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { cardMenu, runCommand } from '#features/choose-command/actions.ts';
import { saidPlainly } from '#features/said.ts';

const TITLE_LENGTH = 150;

/** An idea of the backlog with what can be done with it: two blocks, for a list or for the home of a person. */
export function backlogRow({
  key,
  title,
  priority,
  owner,
  requester,
}: ExperimentSummary): readonly KnownBlock[] {
  const words = escapeMrkdwn(oneLine(saidPlainly(title), TITLE_LENGTH)) || code(key);
  const more = [
    { label: 'Priority…', value: `priority ${key}` },
    { label: 'Drop…', value: `stop ${key}` },
  ];
  return [
    section(`${words}\n${scoreWords(priority)} · ${mention(owner ?? requester)} · ${code(key)}`),
    actions([runCommand.button(`plan ${key}`, { label: 'Plan it' }), cardMenu.overflow(more)]),
  ];
}

/** "Priority *1,200*". Mrkdwn. */
function scoreWords(score: number | undefined): string {
  return score === undefined ? 'No priority yet' : `Priority ${bold(scoreFigure(score))}`;
}

/** A priority as people read it: "1,200", three significant digits below 100. */
export function scoreFigure(score: number): string {
  return score < 100 ? String(Number(score.toPrecision(3))) : count(score);
}
