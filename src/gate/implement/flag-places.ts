import type { ProposedImplementation } from '#gate/change.ts';
import { CodeBase } from '#gate/implement/code-base.ts';
import { findReadings } from '#gate/implement/readings.ts';
import { templateReadings } from '#gate/implement/template-forks.ts';
import { placesOf } from '#gate/implement/wrappers.ts';

/** The places at which a change asks for the variant, `path` and line from 1; one if the gate accepts the change. */
export async function flagPlaces(
  change: ProposedImplementation,
): Promise<readonly { readonly path: string; readonly line: number }[]> {
  const base = new CodeBase(change);
  const { readings: inCode } = await findReadings(base);
  const { flagKey } = change.plan;
  const readings = [...inCode, ...base.product.flatMap((file) => templateReadings(flagKey, file))];
  const places = await placesOf(base, readings);
  return places.map(({ file, node }) => ({ path: file.path, line: node.row + 1 }));
}
