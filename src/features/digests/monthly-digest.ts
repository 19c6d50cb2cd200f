import { context, section, slackImage } from '#block-kit/layout.ts';
import { message } from '#block-kit/message.ts';
import { bold, bullets } from '#block-kit/mrkdwn.ts';
import { isQuietMonth, type MonthlyFigures } from '#domain/digest/monthly-figures.ts';
import { wholePercent } from '#domain/figures.ts';
import type { BulletinKind } from '#features/bulletin.ts';
import type { Targets } from '#settings/digests.ts';
import { impactLines, impactNote, impactPictures } from './impact-words.ts';
import { forecastLines, overrideLines } from './judgement-words.ts';
import { part, rowLines, titleLink } from './row-words.ts';
import type { ShownRows } from './shown-rows.ts';

/** The figures of a month, with the first rows of its list and what they are held against. */
export type MonthlyFacts = Omit<MonthlyFigures, 'shipped'> & {
  readonly shipped: ShownRows;
  /** `2026-11`. */
  readonly month: string;
  readonly targets: Targets;
};

/** The monthly digest for leaders: what the experiments are worth, and how well the team decides. */
export const monthlyDigest: BulletinKind<MonthlyFacts> = {
  topic: 'digest-monthly',
  render: (facts, { pictures }) => {
    const { impact, shipped } = facts;
    const month = monthWords(facts.month);
    if (isQuietMonth({ ...facts, shipped: [] })) {
      const quiet = `${month}: a quiet month. No experiment started or ended, and no flag waits for its clean-up.`;
      return message({ text: quiet, blocks: [section(quiet)] });
    }
    const text = `${month}: ${facts.startedInMonth} started, ${facts.concludedInMonth} ended, ${shipped.count} shipped.`;
    const [picture] = impactPictures(impact);
    const image = pictures['impact'];
    const note = impactNote(impact);
    return message({
      text,
      blocks: [
        section(bold(text)),
        section(bullets(targetLines(facts))),
        ...(picture === undefined || image === undefined
          ? []
          : [slackImage(image, picture.alt, picture.title)]),
        section(bullets(impactLines(impact))),
        ...(note === '' ? [] : [context([note])]),
        ...listed([
          ...savedLines(facts),
          ...overrideLines(facts.overrides),
          ...forecastLines(facts.forecasts),
        ]),
        ...part('Shipped', rowLines(shipped, titleLink)),
      ],
    });
  },
  draw: ({ impact }) => impactPictures(impact),
};

function listed(lines: readonly string[]) {
  return lines.length === 0 ? [] : [section(bullets(lines))];
}

/** How the team does against what it wants to reach, a line each. */
function targetLines(facts: MonthlyFacts): readonly string[] {
  const { targets, startedInQuarter, concluded, proven, provenShipped, daysToDecision } = facts;
  const started = `Started in the quarter: ${bold(String(startedInQuarter))} (target ≥ ${targets.experimentsPerQuarter})`;
  if (concluded === 0) return [started, 'No experiment had an outcome in 90 days'];
  return [
    started,
    ...(daysToDecision === null
      ? []
      : [
          `Days to a decision: ${bold(daysWords(daysToDecision))} (target ≤ ${targets.daysToDecision}), the median of 90 days`,
        ]),
    `Goal proven better: ${bold(`${proven} of ${concluded}`)}, ${wholePercent(proven / concluded)} (target ≥ ${wholePercent(targets.winRate)})`,
    ...(proven === 0
      ? []
      : [
          `Shipped of these: ${bold(`${provenShipped} of ${proven}`)}, ${wholePercent(provenShipped / proven)} (target ≥ ${wholePercent(targets.provenShipped)})`,
        ]),
  ];
}

/** `2026-11` as "November 2026". */
function monthWords(month: string): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  return at.toLocaleString('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

function daysWords(days: number): string {
  return String(Number(days.toFixed(1)));
}

function savedLines({ saves, flagDebt }: MonthlyFacts): readonly string[] {
  const { count, oldestDays } = flagDebt;
  const flags = `${count === 1 ? 'One flag waits' : `${count} flags wait`} for the clean-up, the oldest for ${oldestDays} days`;
  return [
    ...(saves === 0 ? [] : [`Guardrails kept ${saves === 1 ? 'one change' : `${saves} changes`} from users`]),
    ...(count === 0 ? [] : [flags]),
  ];
}
