import type { ExperimentSummary } from '#domain/summary.ts';

/** A line of table `summaries`. Only this store writes its body, and the whole table can be rebuilt. */
export function parseSummary(body: string): ExperimentSummary {
  return JSON.parse(body);
}
