import type { Finding, ProposedImplementation } from '#gate/change.ts';
import type { ChangedRepository } from '#gate/changed-repository.ts';
import { checkArms } from '#gate/implement/check-arms.ts';
import { checkReach } from '#gate/implement/check-reach.ts';
import { checkTests } from '#gate/implement/check-tests.ts';
import { CodeBase } from '#gate/implement/code-base.ts';
import { findReadings } from '#gate/implement/readings.ts';
import { templateReadings } from '#gate/implement/template-forks.ts';
import { placesOf } from '#gate/implement/wrappers.ts';

/** Reasons against a change that puts the planned one behind its flag; empty if there is none. */
export async function checkImplementedChange(
  change: ProposedImplementation,
  texts: ChangedRepository,
): Promise<readonly Finding[]> {
  const base = new CodeBase(change, texts);
  const { readings: inCode } = await findReadings(base);
  const { flagKey } = change.plan;
  const readings = [...inCode, ...base.product.flatMap((file) => templateReadings(flagKey, file))];
  if (readings.length === 0) {
    return [
      {
        code: 'flag-not-read',
        path: null,
        sentence: `Nothing asks for the variant of the flag "${change.plan.flagKey}". Ask for it once, at the place of the change.`,
      },
      ...(await checkReach(base, [])),
      ...(await checkTests(base, [])),
    ];
  }
  const places = await placesOf(base, readings);
  const twice: readonly Finding[] =
    places.length === 1
      ? []
      : [
          {
            code: 'flag-read-more-than-once',
            path: places[1]?.file.path ?? null,
            sentence: `The flag is asked for in ${places.length} places. Ask once and hand the variant on, so that exposure is measured once.`,
          },
        ];
  return [
    ...twice,
    ...checkArms(base, readings, places),
    ...(await checkReach(base, places)),
    ...(await checkTests(base, readings)),
  ];
}
