import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { designOf } from '#domain/experiment.ts';
import { count } from '#domain/figures.ts';
import { worseWords } from '#features/analyse-experiment/harm-lines.ts';
import { inCardMenu } from '#features/card-menu-words.ts';
import type { RenderContext } from '#features/render-context.ts';
import { shipmentWords } from '#features/shipment-words.ts';

/** A shipped change reaches more users, or all of them. */
export function renderShipmentAdvanced({ experiment }: RenderContext): ChatMessage {
  const next = shipmentWords(experiment);
  const text =
    next === null
      ? 'All users now get the shipped change. No harm was proven on the way. The clean-up begins.'
      : `No harm was proven, so the shipped change goes on. ${next}`;
  return message({ text, blocks: [section(`:arrow_double_up: ${text}`)] });
}

/** The step is over, but its data cannot be trusted. */
export function renderShipmentHeld({ experiment }: RenderContext): ChatMessage {
  const reading = experiment.shipping?.reading ?? null;
  const head = 'The shipped change stays at its present share, because the data of this step are not sound.';
  const next = `The bot reads them again every six hours and goes on by itself once they are sound. Look for a cause; ${inCardMenu('Pause')} switches the change off.`;
  const counts = Object.entries(reading?.analysis.units ?? {}).map(
    ([key, units]) => `${key} ${count(units)}`,
  );
  const units = counts.length === 0 ? [] : [section(`Units of this step: ${counts.join(', ')}`)];
  return message({ text: `${head} ${next}`, blocks: [section(`:hand: *${head}*\n${next}`), ...units] });
}

/** Harm showed while the change reached more users. */
export function renderShipmentTakenBack({ experiment }: RenderContext): ChatMessage {
  const { plan } = designOf(experiment);
  const metric = experiment.looks.harm;
  const why = metric === null ? 'harm is proven' : worseWords(plan, metric, true);
  const head = `Taken back: ${why}.`;
  const text =
    'The proof holds at any time, so the bot did not wait for an approver. The flag is off, and all users get the control. The clean-up follows.';
  return message({ text: `${head} ${text}`, blocks: [section(`:octagonal_sign: *${head}*\n${text}`)] });
}
