import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { channel, code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { isLastWork } from '#domain/delivery/failed-effects.ts';
import { shouldBeOn } from '#domain/launch/flag-settings.ts';
import { asSentence } from '#features/as-sentence.ts';
import type { RenderContext } from '#features/render-context.ts';
import { titleOf } from '#features/title.ts';
import { retryEffect } from './actions.ts';

const ACTS: Readonly<Record<string, string>> = {
  design: 'The agents could not make the plan',
  implement: 'The pull request could not be opened',
  revise: 'No commit could be added to the pull request',
  'answer-remarks': 'The review comments could not be answered on the code host',
  'mark-ready': 'The pull request could not be marked ready for review',
  'clean-up': 'The clean-up pull request could not be opened',
  flag: 'The flag could not be changed',
  record: 'The full record could not be posted',
  handoff: 'The hand-off issue could not be opened',
};

/** A stop that did not reach the flag must not read like one that did. */
const STILL_ON = 'The flag could not be switched off. It is STILL ON, and users meet the change';

/** A step failed for good: what, why in words, and the button to try again. */
export function renderEffectFailed(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const death = experiment.delivery.failedEffects.at(-1);
  const isStillOn = death?.kind === 'flag' && experiment.flag?.active === true && !shouldBeOn(experiment);
  const act = isStillOn ? STILL_ON : (ACTS[death?.kind ?? ''] ?? 'A step could not be done');
  const detail = asSentence(death?.detail ?? '');
  const isRetried = death?.kind === 'flag' && death.mayPass === true;
  const outlook = isRetried
    ? 'The bot tries it again every five minutes.'
    : isStillOn
      ? 'When that is done, press Try again.'
      : death?.wentOn === true
        ? `No step waits for it.${death.mayPass === true ? ' The bot tries it again every hour.' : ''}`
        : isLastWork(death?.kind ?? '')
          ? 'The experiment goes on.'
          : 'The experiment waits.';
  const lost = isStillOn ? '' : ' Nothing is lost.';
  return message({
    text: `${act}. ${detail}${lost} ${outlook}`,
    blocks: [
      section(
        `:warning: *${act}.* ${detail}\n${lost.trimStart()}${lost && ' '}${outlook} ${code(death?.code ?? '')}`,
      ),
      actions([retryEffect.button(context, { label: 'Try again', style: 'primary' })]),
    ],
  });
}

/** To the requester alone, if not even the card could be posted: what happened and what to do. */
export function renderCardFailed({ experiment }: RenderContext): ChatMessage {
  const death = experiment.delivery.failedEffects.at(-1);
  const place = channel(experiment.delivery.channel);
  const cure = asSentence(death?.detail ?? '');
  const title = escapeMrkdwn(oneLine(titleOf(experiment), 60));
  const text = `Your experiment "${title}" could not begin: its card could not be posted in ${place}. ${cure} After that, type \`/experiment retry ${experiment.key}\`. Nothing is lost; everything goes on from there.`;
  return message({ text, blocks: [section(`:warning: ${text}`)] });
}
