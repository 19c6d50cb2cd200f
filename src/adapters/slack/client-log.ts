import { type Logger as ClientLogger, LogLevel } from '@slack/web-api';
import type { Logger } from '#shared/logger.ts';

/**
 * Lines of Slack's own libraries in our log, from warnings on. None is an error: the code that handles a failed request
 * reports it, and a person can try again.
 */
export function createClientLog(log: Logger): ClientLogger {
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
