import type { Logger as BoltLogger } from '@slack/bolt';
import { LogLevel } from '@slack/bolt';
import type { Logger } from '#shared/logger.ts';

/**
 * Bolt's own lines in our log, from warnings on. None is an error: what goes wrong in a request is told by those who
 * handle it, and a person can try again.
 */
export function createBoltLog(log: Logger): BoltLogger {
  const warn = (...parts: unknown[]) => log.warn('bolt says', { text: parts.map(wordsOf).join(' ') });
  return {
    debug: () => {},
    info: () => {},
    warn,
    error: warn,
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}

function wordsOf(part: unknown): string {
  if (part instanceof Error) return part.message;
  return typeof part === 'string' ? part : 'something that is no text';
}
