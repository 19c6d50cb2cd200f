import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { evidenceButton } from '#features/buttons.ts';
import type { RenderContext } from '#features/feature.ts';

const ACTS: Readonly<Record<string, string>> = {
  design: 'The agents could not make the plan',
  implement: 'The pull request could not be opened',
  'clean-up': 'The clean-up pull request could not be opened',
  flag: 'The flag could not be changed',
};

/** A step failed for good: what, why in words, and the button to try again. */
export function renderEffectFailed(context: RenderContext): ChatMessage {
  const death = context.experiment.deadEffects.at(-1);
  const act = ACTS[death?.kind ?? ''] ?? 'A step could not be done';
  const words = escapeMrkdwn(death?.detail ?? '').trim();
  const detail = words === '' || /[.!?]$/.test(words) ? words : `${words}.`;
  return message({
    text: `${act}. ${detail} Nothing is lost.`,
    blocks: [
      section(
        `:warning: *${act}.* ${detail}\nNothing is lost; the experiment waits where it is. ${code(death?.code ?? '')}`,
      ),
      actions([
        evidenceButton(
          context,
          { label: 'Try again', actionId: 'retry_effect', style: 'primary' },
          { effect: death?.effect ?? '' },
        ),
      ]),
    ],
  });
}
