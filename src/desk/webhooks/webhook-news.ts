import { type FormNews, formNews } from '#desk/html/form-news.ts';
import type { Html } from '#desk/html/html.ts';

/** What a page of webhooks says above its list, after a form was sent. */
export interface WebhookNews extends Pick<FormNews, 'done' | 'problem'> {
  /** A secret that was just made: it is shown once. */
  readonly secret?: string;
}

const COPY = 'Copy the secret now, for the receiver: it is not shown again, and it is kept nowhere.';

/** The news as a banner; null if there is none. */
export function newsOf({ secret, ...news }: WebhookNews): Html | null {
  return formNews(
    secret === undefined ? news : { ...news, secret: { words: COPY, name: 'The secret', text: secret } },
  );
}
