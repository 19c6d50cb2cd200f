import { type DestinationStream, pino } from 'pino';
import type { LogFields, Logger } from '#shared/logger.ts';
import type { PrivateText } from '#shared/private-text/private-text.ts';
import { createLogRedaction } from './redact.ts';

export interface PinoOptions {
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** The destination of lines; standard output by default. */
  readonly destination?: DestinationStream;
  /** Finds what no line may show. */
  readonly privateText: PrivateText;
}

/** Structured log as one JSON object a line: `level`, `time` (ISO 8601), `message` and the fields, private text taken out. */
export function createPinoLogger({ level = 'info', destination, privateText }: PinoOptions): Logger {
  const { redactFields } = createLogRedaction(privateText);
  const options = {
    level,
    base: null,
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const lines = destination === undefined ? pino(options) : pino(options, destination);
  // A field may not pass for the line's own level, time or message.
  const clean = (fields: LogFields = {}) => {
    const { level: ofField, time, message, ...rest } = redactFields(fields);
    const renamed = { fieldLevel: ofField, fieldTime: time, fieldMessage: message };
    return {
      ...Object.fromEntries(Object.entries(renamed).filter(([, value]) => value !== undefined)),
      ...rest,
    };
  };
  return {
    debug: (message, fields) => lines.debug(clean(fields), message),
    info: (message, fields) => lines.info(clean(fields), message),
    warn: (message, fields) => lines.warn(clean(fields), message),
    error: (message, fields) => lines.error(clean(fields), message),
  };
}
