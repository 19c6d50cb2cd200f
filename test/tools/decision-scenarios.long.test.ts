import { expect, test } from 'vitest';
import { readCaseFiles, type ScenarioCase } from '#tools/decision-cases/case-fields.ts';
import { playScenarios } from '#tools/decision-cases/play-scenarios.ts';
import { measuredShares } from '#tools/decision-cases/tally.ts';

test('whole experiments go wrong, and go right, as often as they may', async () => {
  const scenarios = readCaseFiles<ScenarioCase>('test/fixtures/decisions', 'scenarios-');
  const tallies = await playScenarios(scenarios, 2);
  const outside = scenarios.flatMap((one, index) =>
    measuredShares(one, tallies[index] ?? { runs: 0, counts: {} })
      .filter(({ share, low, high }) => !(share >= low && share <= high))
      .map((wrong) => ({ id: one.id, ...wrong })),
  );
  expect(scenarios.length).toBeGreaterThan(5);
  expect(outside).toEqual([]);
}, 900_000);
