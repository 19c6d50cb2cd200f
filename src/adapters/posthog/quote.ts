import { z } from 'zod';
import { createPrivateText } from '#shared/private-text/private-text.ts';

/** Shapes of PostHog's keys. */
export const POSTHOG_SECRETS: readonly RegExp[] = [/\bph[acrsx]_[A-Za-z0-9]{20,200}/];

const LONGEST = 300;
const privateText = createPrivateText(POSTHOG_SECRETS);

const words = z.union([z.string(), z.array(z.string()).transform((list) => list.join(' '))]).catch('');
/** The places in which PostHog explains itself: its API, its gateway and the state of a query. */
const spoken = z.object({
  detail: words,
  error: words,
  message: words,
  query_status: z.object({ error_message: words }).catch({ error_message: '' }),
});

/**
 * PostHog's own sentence as a quote that ends a message, with a blank before it; empty if the body has none. It is one line
 * of at most 300 characters, without secrets and personal data, because messages are kept in the journal.
 */
export function quoteOf(body: unknown): string {
  const parsed = spoken.safeParse(body);
  if (!parsed.success) return '';
  const { detail, error, message, query_status } = parsed.data;
  const said = [detail, error, message, query_status.error_message]
    .map(onOneLine)
    .find((text) => text !== '');
  return said === undefined ? '' : ` PostHog says: “${said}”`;
}

function onOneLine(text: string): string {
  const clean = privateText
    .replace(text, 'log', () => '[removed]')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return clean.length <= LONGEST ? clean : `${clean.slice(0, LONGEST - 1).trimEnd()}…`;
}
