import type { WireAnswer } from '#sandbox/stand-ins/http/messages.ts';

/** A JSON answer. */
export function json(status: number, body: unknown): WireAnswer {
  return { status, body: JSON.stringify(body) };
}

/** An error as PostHog words it (Django REST framework with `type`, `code`, `detail`, `attr`). */
export function problem(
  status: number,
  code: string,
  detail: string,
  extra: Readonly<Record<string, unknown>> = {},
): WireAnswer {
  const type = status === 401 || status === 403 ? 'authentication_error' : 'validation_error';
  return json(status, { type, code, detail, attr: null, ...extra });
}

/** The body as JSON; null if it is none. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}
