import type { PrivateText } from '#shared/private-text/private-text.ts';

const MASK = '[redacted]';
/** Fields that hold a secret by their name, whatever it looks like. */
const SECRET_NAME = /token|secret|password|authorization|cookie|api[-_]?key/i;

/** Nothing that is logged is nested deeper; what is, and what leads back to itself, is left out. */
const DEEPEST = 6;

/** Takes private text out of what is logged. */
export interface LogRedaction {
  /** A copy of the fields without private text, by name of the field and by the text itself. Errors keep name, message and stack. */
  readonly redactFields: (fields: object) => Record<string, unknown>;
}

/** Makes a redaction of log lines by the engine that also guards prompts. */
export function createLogRedaction(privateText: PrivateText): LogRedaction {
  const clean = (text: string) => privateText.replace(text, 'log', () => MASK);
  const redact = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return clean(value);
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth >= DEEPEST) return '[too deep]';
    if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
    return redactFields(value instanceof Error ? errorFields(value) : value, depth);
  };
  const redactFields = (fields: object, depth = 0): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        SECRET_NAME.test(name) && typeof value === 'string' ? MASK : redact(value, depth + 1),
      ]),
    );
  return { redactFields: (fields) => redactFields(fields) };
}

function errorFields({ name, message, stack, cause }: Error): object {
  return { name, message, stack, ...(cause === undefined ? {} : { cause }) };
}
