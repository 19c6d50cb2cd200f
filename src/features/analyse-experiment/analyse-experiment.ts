import { describeLook } from '#agents/analyst.ts';
import type { Narrative } from '#domain/agent-output.ts';
import { analysisPlanOf } from '#domain/analysis-plan.ts';
import { judge } from '#domain/decision-rules.ts';
import { type AnalysisSnapshot, BOT, type Experiment } from '#domain/experiment.ts';
import { isLive } from '#domain/lifecycle.ts';
import type { Plan } from '#domain/plan.ts';
import { type DueLook, dueLook } from '#domain/schedule.ts';
import type { Verdict } from '#domain/verdict.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { hashOf } from '#shared/canonical-json.ts';
import { DAY } from '#shared/clock.ts';
import { toAppError } from '#shared/errors.ts';
import type { Analysis, LookData } from '#stats/analysis.ts';
import { analyze } from '#stats/analyze.ts';
import { factsOf, recommendationWords } from './facts.ts';

type Needs = Pick<CoPilot, 'store' | 'load' | 'execute' | 'metrics' | 'agents' | 'clock' | 'log'>;

/**
 * Takes every look that is due over all live experiments; one that fails does not hold up the others. The list says when
 * each is due, so that a tick loads no journal in vain.
 */
export async function takeDueLooks(needs: Needs): Promise<void> {
  const live = await needs.store.summaries({ live: true, limit: 10_000 });
  const now = needs.clock.now();
  for (const { key, status, nextLookAt } of live) {
    // A line written before the list knew of looks has no such moment: the journal then says whether one is due.
    if (!isLive(status) || nextLookAt === null || nextLookAt > now) continue;
    try {
      await takeDueLook(needs, key);
    } catch (thrown) {
      const { code, message } = toAppError(thrown);
      needs.log.warn('a look could not be taken and is tried again at the next tick', {
        experiment: key,
        code,
        error: message,
      });
    }
  }
}

async function takeDueLook(needs: Needs, key: string): Promise<void> {
  const experiment = await needs.load(key);
  if (experiment?.plan == null || experiment.launchedAt === null) return;
  const due = dueLook(experiment, needs.clock.now());
  if (due === null) return;
  const data = await readLook(needs, experiment, experiment.plan, due);
  const computed = snapshotOf(experiment, experiment.plan, due, data, needs.clock.now());
  const narrative = due.scheduled
    ? await narrate(needs, experiment.plan, computed.analysis, computed.verdict)
    : null;
  const snapshot = { ...computed, narrative };
  await needs.execute(key, { name: 'recordLook', snapshot, actor: BOT, at: needs.clock.now() });
}

/** Everything one look needs from the metrics source, cumulative since launch. */
async function readLook(
  { metrics }: Pick<Needs, 'metrics'>,
  experiment: Experiment,
  plan: Plan,
  due: DueLook,
): Promise<LookData> {
  const from = experiment.launchedAt ?? due.until;
  const window = { from, until: due.until };
  const exposures = await metrics.exposures(plan.flagKey, window);
  const all = [plan.goal, ...plan.guardrails.map(({ metric }) => metric), ...plan.secondary];
  const moments: Record<string, LookData['moments'][string]> = {};
  for (const metric of all) moments[metric.key] = await metrics.moments(plan.flagKey, metric, window);
  const total = Object.values(exposures.units).reduce((sum, units) => sum + units, 0);
  return {
    look: Math.max(1, due.look),
    daysRunning: Math.floor((due.until - (experiment.runningSince ?? from)) / DAY),
    final: due.lastDay || (due.scheduled && total >= plan.sizing.plannedUnits),
    units: exposures.units,
    multipleExposure: exposures.multiple,
    moments,
  };
}

/**
 * Computes and judges one look. Pure, so that the same data give the same snapshot, byte for byte; a look between the
 * scheduled ones keeps health and harm only, so that nobody can read effects early.
 */
export function snapshotOf(
  experiment: Experiment,
  plan: Plan,
  due: DueLook,
  data: LookData,
  at: number,
): Omit<AnalysisSnapshot, 'narrative'> {
  const earlier = experiment.snapshots
    .filter(({ analysis }) => analysis.show === 'effects')
    .map(({ analysis }) => ({ look: analysis.look, informationFraction: analysis.informationFraction }));
  const whole = analyze(analysisPlanOf(plan), data, earlier);
  const analysis: Analysis = due.scheduled ? whole : { ...whole, show: 'progress', comparisons: [] };
  return {
    hash: hashOf({ planHash: experiment.planHash, until: due.until, data }),
    at,
    from: experiment.launchedAt ?? due.until,
    until: due.until,
    scheduled: due.scheduled,
    analysis,
    verdict: judge(plan, analysis),
  };
}

/** The analyst's words; a look is never held up by a model, so without an answer the report shows the figures alone. */
async function narrate(
  { agents, log }: Pick<Needs, 'agents' | 'log'>,
  plan: Plan,
  analysis: Analysis,
  verdict: Verdict,
): Promise<Narrative | null> {
  if (analysis.show === 'progress') return null;
  try {
    const described = await describeLook(agents, {
      experiment: plan.title,
      recommendation: recommendationWords(plan, verdict),
      facts: factsOf(plan, analysis),
    });
    return described.kind === 'ok' ? described.value.output : null;
  } catch (thrown) {
    log.warn('the analyst did not answer; the report shows the figures alone', {
      code: toAppError(thrown).code,
    });
    return null;
  }
}
