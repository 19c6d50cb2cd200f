import type { APIError } from 'openai';
import { isRefusal, isTooLong } from './fault.ts';

/** The names that servers have for the cap of an answer: OpenAI's newer models take only the first, older servers only the second. */
export type CapName = 'max_completion_tokens' | 'max_tokens';

/** How a question is put to a server. */
export interface Dialect {
  readonly cap: CapName;
  /** Whether the cap is sent. */
  readonly isCapped: boolean;
  /** Whether the cap was tried under the other name. */
  readonly isOtherCap: boolean;
  /** Whether the schema bounds its short strings: without that a small model writes one string without end. */
  readonly hasBounds: boolean;
}

/** What a server is asked in first. OpenAI's own takes no bounds of strings in a strict schema. */
export function firstDialect(isOpenAi: boolean): Dialect {
  return {
    cap: isOpenAi ? 'max_completion_tokens' : 'max_tokens',
    ...{ isCapped: true, isOtherCap: false, hasBounds: !isOpenAi },
  };
}

const ABOUT_SCHEMA = /m(?:ax|in)_?length|schema|grammar|response_format|repetition/i;

/** How to put the question again after this refusal; null if another way would not help. */
export function nextDialect(dialect: Dialect, error: APIError): Dialect | null {
  // Some servers count the cap as part of the question: without it they take what room there is.
  if (isTooLong(error)) return dialect.isCapped ? { ...dialect, isCapped: false } : null;
  if (error.status === 400 && namesCap(error, dialect.cap)) {
    const cap = dialect.cap === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
    return dialect.isOtherCap ? null : { ...dialect, cap, isOtherCap: true };
  }
  const isOfSchema = ABOUT_SCHEMA.test(`${error.param ?? ''} ${error.message}`);
  return dialect.hasBounds && isRefusal(error) && isOfSchema ? { ...dialect, hasBounds: false } : null;
}

function namesCap(error: APIError, name: CapName): boolean {
  return error.param === name || error.message.includes(name);
}

/** The schema without bounds of strings, for servers that refuse them. */
export function withoutBounds(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutBounds);
  if (schema === null || typeof schema !== 'object') return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(/^m(?:ax|in)Length$/.test(key) && typeof value === 'number'))
      .map(([key, value]) => [key, withoutBounds(value)]),
  );
}
