const MASK = '[redacted]';
/** Fields that hold a secret by their name, whatever it looks like. */
const SECRET_NAME = /token|secret|password|authorization|cookie|api[-_]?key/i;

/**
 * Secrets by their shape: Slack, GitHub, PostHog, OpenAI and signed tokens, Slack's hook URLs, credentials in URLs and
 * after `Bearer`. Quantifiers are bounded, so that no text can make a match take quadratic time.
 */
const SECRET_SHAPE = new RegExp(
  [
    String.raw`\b(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{3,300}`,
    String.raw`\b(?:gh[pousr]_[A-Za-z0-9]{3,255}|github_pat_[A-Za-z0-9_]{3,255})`,
    String.raw`\bph[cxs]_[A-Za-z0-9]{3,200}`,
    String.raw`\bsk-[A-Za-z0-9_-]{8,300}`,
    String.raw`\beyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{4,1000}`,
    String.raw`\bhooks\.slack\.com\/[A-Za-z0-9/_-]{3,300}`,
    String.raw`(?<=:\/\/)[^\s:/@]{1,100}:[^\s:/@]{1,200}(?=@)`,
    String.raw`(?<=\b[Bb]earer\s)[A-Za-z0-9._~+/=-]{8,2000}`,
  ].join('|'),
  'g',
);

/** Nothing that is logged is nested deeper; what is, and what leads back to itself, is left out. */
const DEEPEST = 6;

/** A copy of a log value without secrets, by name of the field and by shape of the text. Errors keep name, message and stack. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replace(SECRET_SHAPE, MASK);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return redactFields(value instanceof Error ? errorFields(value) : value, depth);
}

/** The fields of one object without secrets. */
export function redactFields(fields: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      SECRET_NAME.test(name) && typeof value === 'string' ? MASK : redact(value, depth + 1),
    ]),
  );
}

function errorFields({ name, message, stack, cause }: Error): object {
  return { name, message, stack, ...(cause === undefined ? {} : { cause }) };
}
