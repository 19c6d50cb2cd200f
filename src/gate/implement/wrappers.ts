import { callSiteOf } from '#code/calls.ts';
import { isAttributeName } from '#code/definitions.ts';
import { enclosingFunction, isInTests } from '#code/scopes.ts';
import type { CodeBase } from '#gate/implement/code-base.ts';
import { Evaluator } from '#gate/implement/evaluate.ts';
import type { FlagReading } from '#gate/implement/readings.ts';
import type { Value } from '#gate/implement/value.ts';
import { variantKeys } from '#gate/implement/variants.ts';

function isVariant(value: Value, keys: readonly string[]): boolean {
  return (
    value !== null &&
    'plain' in value &&
    (typeof value.plain === 'boolean' || keys.includes(value.plain ?? ''))
  );
}

/** A reading, or the calls of the product's own function that only hands it on. */
async function callsOfWrapper(
  base: CodeBase,
  reading: FlagReading,
  all: readonly FlagReading[],
): Promise<readonly FlagReading[] | null> {
  const { plan } = base.change;
  const own = enclosingFunction(reading.node);
  if (own === null) return null;
  const run = new Evaluator(base, all);
  const [control, treatment] = [plan.control, plan.treatments[0] ?? ''].map((answer) =>
    run.returned(own, reading.file, answer),
  );
  const keys = variantKeys(plan);
  if (!isVariant(control ?? null, keys) || !isVariant(treatment ?? null, keys)) return null;
  if (JSON.stringify(control) === JSON.stringify(treatment)) return null;
  await base.loadHolding(own.name);
  const calls: FlagReading[] = [];
  for (const file of base.product) {
    if (file.source === null || !file.text.includes(own.name)) continue;
    const before = file.before ?? '';
    for (const node of file.source.root.walk()) {
      const site = callSiteOf(node);
      if (site?.name !== own.name || own.node.covers(node) || isInTests(node) || isAttributeName(node))
        continue;
      const line = file.text.slice(file.text.lastIndexOf('\n', node.start) + 1, node.end);
      const old = before.includes(line) && !(reading.file.before ?? '').includes(own.name);
      if (!old) calls.push({ file, node, name: own.name, through: reading.through });
    }
  }
  return calls.length === 0 ? null : calls;
}

/** The places that ask for the variant: calls of functions of the product that only hand a reading on count for it. */
export async function placesOf(
  base: CodeBase,
  readings: readonly FlagReading[],
): Promise<readonly FlagReading[]> {
  let places = readings;
  for (let round = 0; round < 3; round += 1) {
    const next: FlagReading[] = [];
    for (const reading of places) next.push(...((await callsOfWrapper(base, reading, places)) ?? [reading]));
    if (next.every((one, at) => one === places[at])) break;
    places = next.filter((one, at) => next.findIndex(({ node }) => node === one.node) === at);
  }
  return places;
}
