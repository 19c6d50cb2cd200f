import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { assured } from '#domain/assured.ts';
import { decide } from '#domain/decide.ts';
import { shippedVariant } from '#domain/decision/shipped-variant.ts';
import { latestSnapshot } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import { shipmentSteps } from '#domain/shipping/shipment-steps.ts';
import { actWords, recommendedWords } from '#features/act-words.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Subcommand, SubcommandCall } from '#features/feature.ts';
import { checkFlagBefore } from '#features/guard-flag/check-flag.ts';
import type { RenderContext } from '#features/render-context.ts';
import { titleOf } from '#features/title.ts';
import { unknownKey } from '#features/unknown-key.ts';
import { decideShip } from './actions.ts';
import { decideCommand } from './decide-command.ts';
import { contextNow, evidenceOf } from './evidence-now.ts';

/**
 * `/experiment promote <key>`: shows what shipping the newest look means, with the button that the report has. A typed word
 * names no evidence, so the press decides.
 */
export const promoteCommand: Subcommand = {
  word: 'promote',
  usage: '<key>',
  help: 'ship what the newest report asks about (approvers)',
  changesNothing: true,
  run: async (call) => {
    const { coPilot, rest, respond } = call;
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    await checkFlagBefore(coPilot, rest);
    const experiment = await coPilot.load(rest);
    if (experiment === null) return tell(unknownKey(rest, 'promote <key>'));
    const context = contextNow(experiment, coPilot.clock.now());
    const refusal = await refusalOf(coPilot, call, context);
    if (refusal !== null) return tell(refusal);
    await respond({ ...(await coPilot.chat.named(renderPromote(context))), response_type: 'ephemeral' });
  },
};

/** Why this person's press would be refused as things stand; null if it would be taken, or asked for a reason. */
async function refusalOf(
  { people, clock }: CoPilot,
  { command }: SubcommandCall,
  context: RenderContext,
): Promise<string | null> {
  const actor = await people.actorOf(command.user_id);
  const body = decideCommand(evidenceOf(context), 'ship', null);
  const decided = decide(context.experiment, { ...body, actor, at: clock.now() });
  return decided.kind === 'ok' || decided.problem.code === 'needs-reason' ? null : decided.problem.message;
}

function renderPromote(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const title = escapeMrkdwn(oneLine(titleOf(experiment), 150));
  const snapshot = assured(latestSnapshot(experiment), 'a look');
  const { analysis, verdict } = snapshot;
  const recommended = escapeMrkdwn(recommendedWords(experiment, verdict.recommendation));
  const [first] = shipmentSteps(experiment, shippedVariant(experiment, snapshot));
  const reached =
    first === undefined
      ? 'All users get the change if you ship it.'
      : `If you ship it, ${percent(first.share)} of all users get the change first, then more step by step.`;
  const text = `${title}: look ${analysis.look} of ${analysis.plannedLooks} recommends to ${recommended}. ${reached}`;
  const act = actWords(experiment, 'ship');
  const label = `${act.charAt(0).toUpperCase()}${act.slice(1)}`;
  return message({
    text,
    blocks: [section(text), actions([decideShip.button(context, { label, style: 'primary' })])],
  });
}
