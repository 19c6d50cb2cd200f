import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { isOverride } from '#domain/decision/override.ts';
import type { PendingOverride } from '#domain/decision/state.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import type { Status } from '#domain/status.ts';
import { actWords, recommendedWords } from '#features/act-words.ts';
import { confirmExtend } from '#features/amend-plan/actions.ts';
import { lapsedWords } from '#features/lapsed-words.ts';
import { pauseButton } from '#features/launch-experiment/pause-blocks.ts';
import { moment } from '#features/moment.ts';
import { outcomeSection, outcomeText } from '#features/outcome-words.ts';
import { planFollowUp } from '#features/propose-experiment/actions.ts';
import type { RenderContext } from '#features/render-context.ts';
import { reasonOf } from '#features/said.ts';
import { shipmentWords } from '#features/shipment-words.ts';
import {
  confirmKeepRunning,
  confirmKill,
  confirmShip,
  decideDrop,
  decideEnd,
  undoDecision,
} from './actions.ts';

/** How long it can be undone, and what follows. */
function afterWords(experiment: Experiment, until: string): string {
  const steps = shipmentWords(experiment);
  const undo = `It can be undone until ${until}`;
  return steps === null
    ? `${undo}; then the clean-up begins, which this message will show.`
    : `${steps} ${undo}.`;
}

/** What was decided and done, with the way back while there is one. */
export function renderDecided(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const record = experiment.decision.record;
  if (record === null)
    return message({ text: 'The decision was undone.', blocks: [section('The decision was undone.')] });
  const until = moment(record.undoUntil, '{date_short_pretty} at {time}');
  return message({
    text: outcomeText(experiment, record),
    blocks: [
      outcomeSection(experiment, record),
      section(afterWords(experiment, until)),
      actions([
        undoDecision.button(context, { label: 'Undo', style: 'danger' }),
        ...(record.decision === 'ship'
          ? [pauseButton(context)]
          : [planFollowUp.button(context, { label: 'Plan the follow-up' })]),
      ]),
    ],
  });
}

/** The recommendation was to act, a person goes on. */
export function renderKeptRunning(): ChatMessage {
  const text = 'It goes on as registered; the next look follows on its day.';
  return message({ text, blocks: [section(`:arrow_forward: ${text}`)] });
}

/** Ending without shipping and dropping are offered only if the rules recommend them, so their own buttons serve. */
const CONFIRM = {
  ship: confirmShip,
  kill: confirmKill,
  'drop-variant': decideDrop,
  'end-without-winner': decideEnd,
  'keep-running': confirmKeepRunning,
  extend: confirmExtend,
} as const satisfies Record<PendingOverride['decision'], unknown>;

/** The first of two votes: against the recommendation, or because the risk is high. */
export function renderOverrideProposed(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const pending = experiment.decision.pendingOverride;
  if (pending === null) return message({ text: 'Settled.', blocks: [section('Settled.')] });
  const { decision, by, reason, lapsed } = pending;
  const act = voteWords(experiment, pending);
  const why = reason === null ? '' : ` Reason${reasonOf(reason)}.`;
  const gone = lapsedWords(lapsed === undefined ? [] : [lapsed], 'vote');
  const text = `${mention(by)} wants to ${escapeMrkdwn(act)}, ${whyTwo(experiment, decision)}.${why}${gone}`;
  return message({
    text: `${text} A second approver has to confirm.`,
    blocks: [
      section(`:scales: ${text}\nA second approver has to confirm.`),
      actions([CONFIRM[decision].button(context, { label: `Confirm: ${act}`, style: 'danger' })]),
    ],
  });
}

function voteWords(experiment: Experiment, { decision, days }: PendingOverride): string {
  return decision === 'extend' ? `extend it to ${days} days` : actWords(experiment, decision);
}

/** Why a decision takes two approvers. */
function whyTwo(experiment: Experiment, decision: PendingOverride['decision']): string {
  if (!isOverride(experiment, { decision })) return 'and the risk of this experiment is high';
  const recommended = latestSnapshot(experiment)?.verdict.recommendation ?? 'keep-running';
  return `although the rules recommend to ${escapeMrkdwn(recommendedWords(experiment, recommended))}`;
}

/** The flag has moved on since the first vote, and with it what the vote was cast on. */
export function renderOverrideLapsed({ experiment: { status } }: RenderContext): ChatMessage {
  const next =
    status === 'deciding'
      ? 'The last report asks for a decision again.'
      : 'An approver can ask for it again.';
  const text = `The flag has changed since the vote of the first approver, so that vote no longer counts. ${next}`;
  return message({ text, blocks: [section(`:scales: ${text}`)] });
}

/** Back to where the decision was made. */
export function renderUndone({ experiment: { status } }: RenderContext): ChatMessage {
  const text = `Undone: the flag is back as it was before the decision. ${AFTER_UNDO[status] ?? AFTER_UNDO.deciding}`;
  return message({ text, blocks: [section(`:leftwards_arrow_with_hook: ${text}`)] });
}

const AFTER_UNDO: Partial<Record<Status, string>> & { readonly deciding: string } = {
  deciding: 'Its report above asks for a decision again.',
  running: 'The experiment goes on as registered.',
  paused: 'The experiment is paused, as it was.',
};
