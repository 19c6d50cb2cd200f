import { createPinoLogger } from '#adapters/pino/logger.ts';
import type { Logger } from '#shared/logger.ts';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/**
 * The program's log: one JSON object a line, from this level on (`info` where the level is not known). It goes to
 * standard output, or to standard error where standard output is for people.
 */
export function createLog(level: string, to: 'output' | 'error'): Logger {
  const known = LEVELS.find((one) => one === level) ?? 'info';
  return createPinoLogger({ level: known, destination: to === 'output' ? process.stdout : process.stderr });
}
