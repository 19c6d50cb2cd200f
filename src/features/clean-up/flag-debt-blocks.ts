import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { link, mention } from '#block-kit/mrkdwn.ts';
import { flagDebtSince } from '#domain/clean-up/flag-debt.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isShipmentPaused, isShipped } from '#domain/launch/shipment.ts';
import { inCardMenu } from '#features/card-menu-words.ts';
import type { RenderContext } from '#features/render-context.ts';
import { DAY } from '#shared/clock.ts';

/** How old the flag of a decided experiment is, and what it waits for. */
export function renderFlagDebt({ experiment, at }: RenderContext): ChatMessage {
  const days = Math.floor((at - (flagDebtSince(experiment) ?? at)) / DAY);
  const state = experiment.flag?.active === true ? 'been on' : 'stood in the code';
  const since =
    isShipped(experiment) && experiment.shipping != null
      ? 'since all users got the change'
      : 'after its decision';
  const owner = mention(experiment.request.owner);
  const head = `${owner}, this flag has ${state} for ${days === 1 ? 'a day' : `${days} days`} ${since}.`;
  const text = `${head} ${waitsFor(experiment)}`;
  return message({ text, blocks: [section(`:broom: ${text}`)] });
}

function waitsFor(experiment: Experiment): string {
  const { status, cleanUp, failure } = experiment;
  const pull = cleanUp?.pullRequest ?? null;
  if (isShipmentPaused(experiment)) {
    return `The shipped change is paused, so the clean-up waits: ${inCardMenu('Resume')} goes on.`;
  }
  if (pull !== null && pull.mergedAt === null) {
    const number = link(pull.url, `#${pull.number}`);
    return pull.closedAt === null
      ? `Clean-up pull request ${number} waits to be merged; then the bot removes the flag.`
      : `Clean-up pull request ${number} was closed. Reopen and merge it; then the bot removes the flag.`;
  }
  if (status === 'cleaning-up' && failure !== null) {
    return 'The clean-up pull request could not be written. Press Try again in this thread.';
  }
  return `The card shows what it waits for; ${inCardMenu('Try again')} is there if a step failed.`;
}
