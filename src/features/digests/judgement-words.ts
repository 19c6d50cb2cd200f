import type { ForecastFigures, OverrideFigures } from '#domain/digest/monthly-figures.ts';
import { briefPercent, rate } from '#domain/figures.ts';

/** How decisions against the rules turned out in 90 days; empty if there were none. */
export function overrideLines({ count, standing, takenBack, ended }: OverrideFigures): readonly string[] {
  if (count === 0) return [];
  const parts = [
    ...(standing > 0 ? [`${standing} shipped and still there`] : []),
    ...(takenBack > 0 ? [`${takenBack} taken back for proven harm`] : []),
    ...(ended > 0 ? [`${ended} ended, with no way to know`] : []),
  ];
  return [`Decisions against the rules: ${count} (${parts.join(', ')})`];
}

/** How forecasts of 90 days did; empty if there were none. */
export function forecastLines(forecasts: ForecastFigures): readonly string[] {
  const { ranges, inside, meanScore, named, reached, expected, measured } = forecasts;
  return [
    ...(meanScore === null
      ? []
      : [
          `Ranges of the designer that held the measured lift: ${inside} of ${ranges} (8 of 10 should); mean interval score ${rate(meanScore)}`,
        ]),
    ...(expected === null || measured === null
      ? []
      : [
          `Lifts that people expected, and reached: ${reached} of ${named} (on average ${briefPercent(expected)} expected, ${briefPercent(measured)} measured)`,
        ]),
  ];
}
