import { link } from '#block-kit/mrkdwn.ts';
import type { IdeaSource } from '#domain/backlog/idea-source.ts';

/** What an idea came from, as a part of a line. Mrkdwn. */
export function sourceWords(source: IdeaSource): string {
  if (source.kind === 'program') return 'sent by a program';
  return source.kind === 'import' ? 'imported' : `from ${link(source.link, 'a message')}`;
}
