import type { Experiment } from '#domain/experiment.ts';
import { findMetric, type Metric } from '#domain/metric.ts';
import { DECISION_WORDS } from '#features/act-words.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { mayBeNamedIn, seenLines } from '#features/sight.ts';
import { titleOf } from '#features/title.ts';

/** So many of the newest experiments are looked at: what people want changes over the years. */
const NEWEST = 20;

/**
 * The newest experiments that have a plan, without this one; newest first. The plan shows what a model makes of them, so those of
 * other private channels are left out.
 */
export async function earlierExperiments(
  { store, load, chat }: Pick<CoPilot, 'store' | 'load' | 'chat'>,
  { key, delivery }: Experiment,
): Promise<readonly Experiment[]> {
  const lines = await store.summaries({ limit: NEWEST });
  const sees = (channel: string) => mayBeNamedIn(chat, delivery.channel, channel);
  const { seen } = await seenLines({ sees }, lines);
  const others = seen.filter((line) => line.key !== key);
  const found = await Promise.all(others.map((line) => load(line.key)));
  return found.filter((one): one is Experiment => one !== null && one.design !== null);
}

/** A line for each, for a model: what was changed, on which surface, for which goal, and what came of it. */
export function historyLines(
  earlier: readonly Experiment[],
  catalogue: readonly Metric[],
): readonly string[] {
  return earlier.map((experiment) => {
    const { goalMetric, surface } = experiment.request;
    const decision = experiment.decision.record?.decision;
    const outcome = decision === undefined ? 'not decided' : DECISION_WORDS[decision].toLowerCase();
    const goal = findMetric(catalogue, goalMetric)?.name ?? goalMetric;
    return `${titleOf(experiment)}: goal ${goal}, on ${surface}, ${outcome}`;
  });
}

/** The smallest lifts that people asked for with this goal, newest first; those that the bot chose are none of theirs. */
export function liftsAskedFor(earlier: readonly Experiment[], goal: Metric): readonly number[] {
  return earlier
    .filter(({ request, proposal: { choices = [] } }) => {
      const isOwn = choices.every(({ field }) => field !== 'smallestLift');
      return isOwn && request.goalMetric === goal.key;
    })
    .map(({ request }) => request.smallestLift);
}
