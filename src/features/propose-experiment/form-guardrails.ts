import { findMetric, type Metric } from '#domain/metric.ts';
import type { ExperimentRequest } from '#domain/plan.ts';
import { fromPercent } from '#features/from-percent.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** Margins as they are typed: "Crash rate: 10", a line each; undefined if there are none. */
export function writeMargins(
  margins: ExperimentRequest['margins'],
  catalogue: readonly Metric[],
): string | undefined {
  const lines = Object.entries(margins ?? {}).map(
    ([key, margin]) => `${findMetric(catalogue, key)?.name ?? key}: ${Number((margin * 100).toFixed(4))}`,
  );
  return lines.length === 0 ? undefined : lines.join('\n');
}

/**
 * Reads typed margins as fractions by metric key. Names are those of the catalogue, or keys, in any case. Refuses with one
 * sentence for the first line that cannot be read or names no guardrail of the experiment.
 */
export function readMargins(
  typed: string,
  guardrails: readonly string[],
  catalogue: readonly Metric[],
): Result<Readonly<Record<string, number>>, string> {
  const margins: Record<string, number> = {};
  const lines = typed.split('\n').map((line) => line.trim());
  for (const line of lines.filter((one) => one !== '')) {
    const { name, share } = partsOf(line);
    const metric = catalogue.find((one) => same(one.name, name) || same(one.key, name));
    if (metric === undefined || !guardrails.includes(metric.key)) {
      return refused(
        `"${name}" is none of the guardrails above. Type its name, a colon and a number, such as Crash rate: 10.`,
      );
    }
    if (!(share > 0 && share <= 0.5)) {
      return refused(`The margin of "${metric.name}" must be a number above 0 and at most 50.`);
    }
    margins[metric.key] = share;
  }
  return ok(margins);
}

function partsOf(line: string): { readonly name: string; readonly share: number } {
  const at = line.lastIndexOf(':');
  if (at < 0) return { name: line.trim(), share: Number.NaN };
  return { name: line.slice(0, at).trim(), share: fromPercent(line.slice(at + 1)) };
}

function same(first: string, second: string): boolean {
  return first.toLowerCase() === second.toLowerCase();
}
