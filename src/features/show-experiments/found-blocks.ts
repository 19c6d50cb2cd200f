import { context, section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bold, bullets, code, link } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { briefInterval, briefPercent } from '#domain/figures.ts';
import type { MeasuredEffect, PastOutcome } from '#domain/memory/past-experiment.ts';
import { moment } from '#features/moment.ts';
import type { FoundExperiment } from '#ports/memory.ts';

/** A past experiment that was found, with the address of its thread; null if it has none. */
export interface FoundLine extends FoundExperiment {
  readonly link: string | null;
  /** The name of its goal. */
  readonly goal: string;
}

/** How a past experiment ended, as people read it. */
export const PAST_OUTCOME_WORDS: Readonly<Record<PastOutcome, string>> = {
  shipped: 'shipped',
  killed: 'ended, not shipped',
  inconclusive: 'ended without shipping',
  harmful: 'proven harmful',
  cancelled: 'cancelled before a result',
};

/** What a search found, the best first, a line each. */
export function renderFound(words: string, lines: readonly FoundLine[]): ChatMessage {
  const asked = escapeMrkdwn(oneLine(words, 80));
  if (lines.length === 0) {
    const text = `No past experiment that you may see fits "${asked}". Try other words; \`/experiment list done\` shows all that have ended.`;
    return message({ text, blocks: [section(text)] });
  }
  const text =
    lines.length === 1
      ? `One past experiment fits "${asked}"`
      : `${lines.length} past experiments fit "${asked}"`;
  return message({
    text,
    blocks: [
      section(`${bold(text)}\n${bullets(lines.map(lineOf))}`),
      context(['To propose an experiment instead: `/experiment create <idea>`']),
    ],
  });
}

function lineOf({ past, link: address, goal, contradictedBy }: FoundLine): string {
  const { key, title, outcome, effect, endedAt } = past;
  const words = oneLine(title, 80);
  const name = address === null ? escapeMrkdwn(words) : link(address, words);
  const parts = [
    bold(PAST_OUTCOME_WORDS[outcome]),
    ...pastEffectWords(goal, effect),
    moment(endedAt, '{date_short}'),
  ];
  const [against] = contradictedBy;
  const but = against === undefined ? '' : `; contradicted by ${code(against)}`;
  return `${code(key)} ${name}: ${parts.join(', ')}${but}`;
}

/** What a past experiment did to its goal, with its interval; empty if no look showed that. Mrkdwn. */
export function pastEffectWords(metric: string, effect: MeasuredEffect | null): readonly string[] {
  if (effect === null) return [];
  const interval = briefInterval({ lower: effect.low, upper: effect.high });
  return [`${escapeMrkdwn(oneLine(metric, 60))} ${briefPercent(effect.relative)} (${interval})`];
}
