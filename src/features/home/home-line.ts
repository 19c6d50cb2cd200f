import type { KnownBlock } from '@slack/types';
import { section } from '#block-kit/layout.ts';
import { limits } from '#block-kit/limits.ts';
import { bold, bullets, link } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, isolated, oneLine } from '#block-kit/text.ts';
import { DECISION_WORDS } from '#features/act-words.ts';
import { moment } from '#features/moment.ts';
import { saidPlainly } from '#features/said.ts';
import { statusWords } from '#features/status-words.ts';
import type { Linked } from './home-links.ts';

/** Characters of a title: two lines on a phone. */
const TITLE = 70;

/** The title of a line, with a link to its thread if that is known. Mrkdwn. */
export function lineTitle({ summary: { key, title }, url }: Linked): string {
  const words = isolated(oneLine(saidPlainly(title), TITLE) || key);
  return url === null ? escapeMrkdwn(words) : link(url, words);
}

/** A line of a list: its title and how it stands. Mrkdwn. */
export function homeLine(line: Linked): string {
  const { status, stuck, decision, timing } = line.summary;
  const endsAt = timing?.endsAt ?? null;
  const isRunning = status === 'verifying' || status === 'running';
  const parts = [
    bold(statusWords(status, stuck)),
    ...(decision === null ? [] : [DECISION_WORDS[decision].toLowerCase()]),
    ...(endsAt === null || !isRunning ? [] : [`last look ${moment(endsAt, '{date_short}')}`]),
  ];
  return `${lineTitle(line)}: ${parts.join(', ')}`;
}

/** Lines of mrkdwn as bullets, in as few sections as hold them whole. */
export function bulletSections(lines: readonly string[]): readonly KnownBlock[] {
  const groups: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const more = bullets([line]).length + 1;
    if (length + more > limits.section.text) {
      groups.push([]);
      length = 0;
    }
    groups.at(-1)?.push(line);
    length += more;
  }
  return groups.map((group) => section(bullets(group)));
}
