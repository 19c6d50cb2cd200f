import { createPinoLogger } from '#adapters/pino/logger.ts';
import { VENDOR_SECRETS } from '#app/vendors.ts';
import type { Logger } from '#shared/logger.ts';
import { createPrivateText } from '#shared/private-text/private-text.ts';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/**
 * The program's log: one JSON object a line, from this level on (`info` if the level is not known). It goes to
 * standard output, or to standard error if standard output is for people.
 */
export function createLog(level: string, to: 'output' | 'error'): Logger {
  const known = LEVELS.find((one) => one === level) ?? 'info';
  const destination = to === 'output' ? process.stdout : process.stderr;
  return createPinoLogger({ level: known, destination, privateText: createPrivateText(VENDOR_SECRETS) });
}
