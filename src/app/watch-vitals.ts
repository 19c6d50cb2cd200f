import type { Probe } from '#ports/telemetry.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

/** Milliseconds between two looks; that at the store is its heartbeat. */
const EVERY = 15_000;

/**
 * Looks at the bot's own parts now and every 15 seconds, until the answer is called. The log tells each fault once, and when it
 * is over: not every bot has a monitor that asks for its health.
 */
export function watchVitals(vitals: Readonly<Record<string, Probe>>, log: Logger): () => void {
  const told = new Map<string, string>();
  const look = async (part: string, probe: Probe) => {
    try {
      await probe();
      if (told.delete(part)) log.info('a part of the bot works again', { part });
    } catch (thrown) {
      const fault = toAppError(thrown);
      if (told.get(part) !== fault.code)
        log.error('a part of the bot does not work', { part, ...faultFields(fault) });
      told.set(part, fault.code);
    }
  };
  const lookAtAll = () => {
    for (const [part, probe] of Object.entries(vitals)) void look(part, probe);
  };
  lookAtAll();
  const timer = setInterval(lookAtAll, EVERY);
  return () => clearInterval(timer);
}
