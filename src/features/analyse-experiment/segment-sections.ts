import { section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bullets, code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { count, percent, pValue, signedPercent } from '#domain/figures.ts';
import type { Plan } from '#domain/plan.ts';
import type { SegmentDetail } from '#stats/engine/details.ts';

/** Below it a split is not as planned, as for the whole. */
const SPLIT_ALARM = 0.001;

/** Split and goal by each dimension that the plan registers, one section each; null if they were not read. */
export function segmentSections(
  plan: Plan,
  segments: readonly SegmentDetail[] | null,
): ChatMessage['blocks'] {
  if (segments === null) return plan.dimensions === undefined ? [] : [section(NOT_READ)];
  return segments.map((detail) =>
    section(
      `*${escapeMrkdwn(plan.goal.name)} by* ${code(detail.dimension)} (registered; exploratory)\n${bullets(linesOf(detail))}`,
    ),
  );
}

const NOT_READ =
  'The segments were not read: the source refused the question that asks for them, or had no units to give.';

function linesOf(detail: SegmentDetail): readonly string[] {
  const lines = [
    splitLine(detail),
    ...detail.shown.map((one) => segmentLine(detail, one)),
    ...apartLines(detail),
    ...mixLines(detail),
  ];
  const { hidden } = detail;
  if (hidden === 0) return lines;
  const values = hidden === 1 ? '1 more value is' : `${count(hidden)} more values are`;
  return [...lines, `${values} not shown: only the ten largest are, and no group of fewer than 5 units`];
}

function splitLine({ shown }: SegmentDetail): string {
  const judged = shown.filter(({ splitPValue }) => splitPValue !== null);
  const broken = judged.filter(({ splitPValue }) => (splitPValue ?? 1) < SPLIT_ALARM);
  if (judged.length === 0) return 'too few units to judge the split of a segment';
  if (broken.length === 0) return `the split is as planned in each of ${count(judged.length)} segments`;
  const each = broken.map(
    ({ value, splitPValue }) => `${nameOf(value)} (adjusted p ${escapeMrkdwn(pValue(splitPValue ?? 1))})`,
  );
  return `:rotating_light: the split is not as planned in ${each.join(', ')}`;
}

function segmentLine({ effects }: SegmentDetail, { value, units }: SegmentDetail['shown'][number]): string {
  const found = effects.filter((effect) => effect.value === value).map(effectWords);
  const seen = Object.entries(units).map(([variant, each]) => `${variant} ${count(each)}`);
  return [`${nameOf(value)}: ${escapeMrkdwn(seen.join(', '))}`, ...found].join('; ');
}

function effectWords({ variant, lift, adjustedPValue, proven }: SegmentDetail['effects'][number]): string {
  if (adjustedPValue === null) return `${code(variant)} has too few events`;
  const p = `adjusted p ${escapeMrkdwn(pValue(adjustedPValue))}`;
  const size = lift === null ? 'no lift can be stated' : `lift ${signedPercent(lift)}`;
  return `${code(variant)} ${size}, ${p}${proven ? ', a difference' : ''}`;
}

/** Whether the segments differ at all: to be read before any of them. */
function apartLines({ heterogeneity }: SegmentDetail): readonly string[] {
  return Object.entries(heterogeneity).map(
    ([variant, p]) =>
      `${code(variant)}: if its effect is the same in all segments, they differ so much with a chance of ${escapeMrkdwn(pValue(p))}`,
  );
}

/** The effect without the chance that put more units of a segment into one arm. */
function mixLines({ stratified = [] }: SegmentDetail): readonly string[] {
  return stratified.map(({ variant, lift, varianceSaved }) => {
    const share = percent(Math.abs(Number(varianceSaved.toFixed(3))));
    const spread = varianceSaved < 0 ? `adds ${share} to` : `takes out ${share} of`;
    return `${code(variant)} with the same mix of segments in both variants: lift ${signedPercent(lift)}; the mix ${spread} the variance`;
  });
}

function nameOf(value: string | null): string {
  return value === null || value === '' ? 'no value' : code(oneLine(value, 60));
}
