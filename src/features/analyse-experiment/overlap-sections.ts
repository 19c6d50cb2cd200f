import { section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bullets, code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { percent, pValue, signedPercent } from '#domain/figures.ts';
import type { OverlapDetail } from '#stats/engine/details.ts';

/** Below it two assignments are not independent. */
const CROSSING_ALARM = 0.001;

/** The experiments that ran at the same time, and whether the effect depends on them; nothing if none did. */
export function overlapSections(overlaps: readonly OverlapDetail[]): ChatMessage['blocks'] {
  if (overlaps.length === 0) return [];
  return [section(`*Experiments at the same time* (exploratory)\n${bullets(overlaps.map(lineOf))}`)];
}

function lineOf({ experiment, title, share, crossingPValue, interactions }: OverlapDetail): string {
  const name = `${code(experiment)} (${escapeMrkdwn(oneLine(title, 80))})`;
  if (share === 0) {
    return `${name}: the exposure events do not say which units met it, so no interaction can be tested`;
  }
  const met = `${name}: ${share === 1 ? 'all or nearly all' : `${percent(share)} of the`} units met it too`;
  return [met, ...crossingWords(crossingPValue), ...interactions.map(interactionWords)].join('; ');
}

function crossingWords(p: number | null): readonly string[] {
  if (p === null) return [];
  const shown = `adjusted p ${escapeMrkdwn(pValue(p))}`;
  return p < CROSSING_ALARM
    ? [`:rotating_light: the two are not assigned independently (${shown})`]
    : [`the two are crossed as chance would (${shown})`];
}

function interactionWords(found: OverlapDetail['interactions'][number]): string {
  const { variant, otherVariant, difference, adjustedPValue } = found;
  const size = difference === null ? 'differs' : `is ${signedPercent(difference)} different`;
  return `the lift of ${code(variant)} ${size} under its ${code(otherVariant)} (adjusted p ${escapeMrkdwn(pValue(adjustedPValue))})`;
}
