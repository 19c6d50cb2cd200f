import type { Experiment } from '#domain/experiment.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';

/**
 * Whether the newest scheduled look tells people nothing that the look before it did not: the rules recommend the same, and
 * no comparison, check of the data, harm, alert or treatment in the race has changed. Figures move at every look, and the rule
 * behind a recommendation moves with the day of the week. False for the first look of a run.
 */
export function isQuietLook({ looks }: Pick<Experiment, 'looks'>): boolean {
  const [before, newest] = looks.snapshots.slice(-2);
  if (before === undefined || newest === undefined) return false;
  if ((looks.found?.news ?? []).length > 0) return false;
  return before.from === newest.from && told(before) === told(newest);
}

/**
 * Whether the newest scheduled look is the first of its run and nothing in it is out of the ordinary: the rules recommend to go on, and
 * neither the data nor harm nor an alert needs a reader.
 */
export function isPlainFirstLook({ looks, launch }: Pick<Experiment, 'looks' | 'launch'>): boolean {
  const run = looks.snapshots.filter(({ from }) => from === launch?.at);
  const [first] = run;
  if (first === undefined || run.length > 1 || (looks.found?.news ?? []).length > 0) return false;
  const { analysis, verdict, unusable, withoutVariant } = first;
  const isSound =
    analysis.health.state === 'healthy' && unusable === undefined && withoutVariant === undefined;
  const isHarmless =
    verdict.harm === null &&
    [verdict.harmed, analysis.unprovenHarm, analysis.dropped].every((found) => (found ?? []).length === 0);
  return isSound && isHarmless && verdict.recommendation === 'keep-running';
}

/** All of a look that is news if it changes, as one text. */
function told({ analysis, verdict, unusable = {}, withoutVariant }: AnalysisSnapshot): string {
  const { recommendation, harm, harmed = [] } = verdict;
  const comparisons = analysis.comparisons.map((one) => [
    ...[one.role, one.metric, one.variant],
    one.kind === 'ok' ? one.verdict : one.kind,
  ]);
  return JSON.stringify([
    { recommendation, harm, show: analysis.show, final: analysis.final },
    comparisons,
    harmed.map(({ variant, metric }) => [variant, metric]),
    analysis.health.checks.map(({ key, state }) => [key, state]),
    (analysis.unprovenHarm ?? []).map(({ metric, variant }) => [metric, variant]),
    analysis.dropped ?? [],
    Object.keys(unusable).toSorted(),
    withoutVariant !== undefined,
  ]);
}
