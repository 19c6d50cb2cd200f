import type { Execute } from '#journal/perform.ts';
import type { Analytics } from '#ports/analytics.ts';

/** If no project token is set, what people do with the bot is noted nowhere. */
export const noAnalytics: Analytics = { capture: () => {}, close: () => Promise.resolve() };

/**
 * Notes what people did as the bot's own product event: which act, on an experiment of which risk and at which status.
 * Nothing that they wrote goes along, and the person is a pseudonym.
 */
export function withProductEvents(analytics: Analytics): (execute: Execute) => Execute {
  return (execute) => async (key, command) => {
    const result = await execute(key, command);
    if (result.kind === 'ok' && command.actor.person !== null) {
      const { status, request } = result.value.experiment;
      analytics.capture(`experiment_${command.name}`, command.actor.person, { status, risk: request.risk });
    }
    return result;
  };
}
