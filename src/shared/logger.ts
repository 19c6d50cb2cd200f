/** Named fields of one log line. Values must be JSON-safe and hold neither secrets nor message texts of people. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Structured log: a static message, the facts as fields. An `error` line means that an operator must act. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Drops every line: for tools and tests that read results instead of logs. */
export const silentLogger: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
