import type { CoPilot } from '#features/co-pilot.ts';
import { renderCard } from '#features/thread/card.ts';
import { toAppError } from '#shared/errors.ts';

/** Brings the card to the present state right away; a fault is logged, for the next effect mends it. */
export async function refreshCard(
  { load, chat, clock, log }: Pick<CoPilot, 'load' | 'chat' | 'clock' | 'log'>,
  key: string,
): Promise<void> {
  const experiment = await load(key);
  if (experiment?.delivery.threadTs == null) return;
  try {
    await chat.update(
      experiment.delivery.channel,
      experiment.delivery.threadTs,
      renderCard(experiment, clock.now()),
    );
  } catch (thrown) {
    log.warn('the card could not be refreshed', { experiment: key, code: toAppError(thrown).code });
  }
}
