import { designOf, type Experiment, launchOf } from '#domain/experiment.ts';
import { exposureOf } from '#domain/exposure.ts';
import { newAlerts, type Told, type WatchFound } from '#domain/looks/alerts.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Metric } from '#domain/metric.ts';
import { type Plan, plannedMetrics } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { lookRequest } from '#features/look-questions.ts';
import type { Window } from '#ports/look-request.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import { splitCauses } from './split-causes.ts';
import { type Watched, watchAlerts } from './watch-alerts.ts';

type Needs = Pick<CoPilot, 'metrics' | 'people' | 'choices' | 'log'>;

/** The metrics that a look reads: those of the plan, and what the plan has watched beside them. */
export function watchedMetrics(plan: Plan): readonly Metric[] {
  const planned = plannedMetrics(plan);
  const beside = [plan.watch?.errors, plan.watch?.satisfaction, plan.watch?.privacy].filter(
    (metric) => metric !== undefined,
  );
  return [...planned, ...beside.filter(({ key }) => planned.every((metric) => metric.key !== key))];
}

/** What a look finds beside its analysis: the alerts, the causes of a split that is newly unlike the plan, and who hears of it. */
export async function watchFound(
  needs: Needs,
  experiment: Experiment,
  watched: Watched,
  snapshot: Pick<AnalysisSnapshot, 'verdict' | 'until'>,
): Promise<WatchFound> {
  const { found: before, watch } = experiment.looks;
  const { units } = watched.figures;
  const total = Object.values(units).reduce((sum, value) => sum + value, watched.figures.multiple);
  const same = before?.exposed.units === total ? before.exposed.since : null;
  const since = same ?? (total === 0 ? launchOf(experiment).at : snapshot.until);
  const exposed = { units: total, since: Math.max(since, launchOf(experiment).at) };
  const alerts = watchAlerts(experiment, watched, exposed);
  const isBroken = watched.analysis.health.state === 'unhealthy';
  const hasBroken = isBroken && watch?.analysis.health.state !== 'unhealthy';
  const news = newAlerts(before, { alerts, exposed });
  const isSplit = hasBroken || news.some(({ key }) => key === 'split-warning');
  const told = await toldBy(needs, hasBroken || news.length > 0 || snapshot.verdict.harm !== null);
  const causes = isSplit ? await causesOf(needs, experiment, snapshot.until) : before?.causes;
  return {
    alerts,
    exposed,
    ...(causes === undefined || causes.length === 0 ? {} : { causes }),
    ...(told === null ? {} : { told }),
  };
}

/** One more question, for units by day and by property alone. If it fails, the alarm comes without causes. */
async function causesOf(
  { metrics, log }: Needs,
  experiment: Experiment,
  until: number,
): Promise<readonly string[]> {
  const { plan } = designOf(experiment);
  const launch = launchOf(experiment);
  const window: Window = { from: launch.at, until };
  const request = {
    ...lookRequest(plan, exposureOf(plan, launch), window, []),
    ...{ daily: true, dimensions: plan.dimensions ?? [] },
  };
  try {
    metrics.checkLimit();
    const [figures] = await metrics.looks([request]);
    return splitCauses(experiment, figures);
  } catch (thrown) {
    log.warn('the cause of a broken split could not be looked for', {
      experiment: experiment.key,
      ...faultFields(toAppError(thrown)),
    });
    return [];
  }
}

/** Who hears of it beside the thread, by pseudonym; null if the settings name none. */
async function toldBy({ people, choices }: Needs, isNeeded: boolean): Promise<Told | null> {
  const { productManagers, leadership, leadershipChannel } = choices.escalation;
  const isEmpty = productManagers.length === 0 && leadership.length === 0 && leadershipChannel === undefined;
  if (!isNeeded || isEmpty) return null;
  const pseudonyms = async (users: readonly string[]) => {
    const named: string[] = [];
    for (const user of users) named.push((await people.actorOf(user)).person);
    return named;
  };
  const channel = leadershipChannel === undefined ? {} : { leadershipChannel };
  return {
    productManagers: await pseudonyms(productManagers),
    leadership: await pseudonyms(leadership),
    ...channel,
  };
}
