import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import type { AmendmentChange } from '#domain/amendments/state.ts';
import { assured } from '#domain/assured.ts';
import { designOf } from '#domain/experiment.ts';
import { count } from '#domain/figures.ts';
import { changeWords, weightWords } from '#features/amendment-words.ts';
import type { RenderContext } from '#features/render-context.ts';
import { reasonOf } from '#features/said.ts';
import { approveAmendment, declineAmendment } from './actions.ts';

/** The registered end has moved. */
export function renderExtended({ experiment }: RenderContext): ChatMessage {
  const { plan, amendments } = designOf(experiment);
  const { change, approvedBy, reason } = assured(amendments?.at(-1), 'an amendment');
  const by = approvedBy.map(mention).join(' and ');
  const days = change.kind === 'days' ? change : { from: 0, to: plan.sizing.days };
  const head = `Extended by ${by} from ${days.from} to ${days.to} days of running: about ${count(plan.sizing.plannedUnits)} units.`;
  const why = `Reason${reasonOf(reason)}.`;
  const rest = `${weightWords(experiment)} The next look follows on its day; buttons of earlier reports no longer decide.`;
  return message({
    text: `${head} ${why} ${rest}`,
    blocks: [section(`:calendar: *${head}*\n${why}\n${rest}`)],
  });
}

/** A change of the plan waits for its approval. */
export function renderAmendmentProposed(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const pending = designOf(experiment).pendingAmendment;
  if (pending === undefined) return message({ text: 'Settled.', blocks: [section('Settled.')] });
  const head = `${mention(pending.by)} asks to amend the plan: ${escapeMrkdwn(changeWords(experiment, pending))}${ownerOf(pending.change)}`;
  const why = `Reason${reasonOf(pending.reason)}.`;
  const [first] = pending.approvedBy;
  const next =
    first === undefined
      ? 'An approver who is no author and did not ask for it has to approve.'
      : `Approved by ${mention(first)}. The risk is high, so a second approver has to approve.`;
  return message({
    text: `${head} ${why} ${next}`,
    blocks: [
      section(`:memo: ${head}\n${why}\n${next}`),
      actions([
        approveAmendment.button(context, { label: 'Approve the change', style: 'primary' }),
        declineAmendment.button(context, { label: 'Decline' }),
      ]),
    ],
  });
}

/** A change of the plan is in force. */
export function renderAmended({ experiment }: RenderContext): ChatMessage {
  const amendment = assured(designOf(experiment).amendments?.at(-1), 'an amendment');
  const by = amendment.approvedBy.map(mention).join(' and ');
  const head = `The plan is amended: ${escapeMrkdwn(changeWords(experiment, amendment))}${ownerOf(amendment.change)}`;
  const rest = `Asked for by ${mention(amendment.by)}, approved by ${by}. Reason${reasonOf(amendment.reason)}. Every later report says so.`;
  return message({ text: `${head} ${rest}`, blocks: [section(`:memo: *${head}*\n${rest}`)] });
}

function ownerOf(change: AmendmentChange): string {
  return change.kind === 'owner' ? ` The owner is ${mention(change.to)}.` : '';
}
