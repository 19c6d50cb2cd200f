import type { PastShown } from '#agents/design-brief.ts';
import { oneLine } from '#block-kit/text.ts';
import type { Experiment } from '#domain/experiment.ts';
import { briefPercent } from '#domain/figures.ts';
import type { PastExperiment, PastOutcome } from '#domain/memory/past-experiment.ts';
import { findMetric, type Metric } from '#domain/metric.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { SimilarExperiment } from '#ports/memory.ts';

/** Past experiments that a designer sees. */
const MOST = 6;
/** From this likeness on, 0..1, a design has to say something about an experiment: of the same surface or goal, and of others. */
const CLOSE_FROM = { placed: 0.3, alone: 0.4 };
/** Characters of what was learnt. */
const LEARNING = 240;

const OUTCOMES: Readonly<Record<PastOutcome, string>> = {
  shipped: 'shipped',
  killed: 'ended by people without shipping',
  inconclusive: 'ended without shipping',
  harmful: 'stopped for harm',
  cancelled: 'cancelled before it measured anything',
};

/** The past experiments that are likest to this one and may be named in its channel, the likest first. */
export async function pastShown(
  { memory, choices }: Pick<CoPilot, 'memory' | 'choices'>,
  { key, request, delivery }: Pick<Experiment, 'key' | 'request' | 'delivery'>,
): Promise<readonly PastShown[]> {
  const { idea, surface, goalMetric } = request;
  const place = { channel: delivery.channel, surface, goalMetric };
  const found = await memory.similar(idea, { ...place, limit: MOST + 1 });
  const others = found.filter(({ past }) => past.key !== key).slice(0, MOST);
  return others.map((similar) => ({
    key: similar.past.key,
    title: oneLine(similar.past.title, 100),
    outcome: outcomeWords(similar, choices.catalogue),
    isClose: isClose(similar, request),
    ...(similar.contradictedBy.length === 0 ? {} : { contradictedBy: similar.contradictedBy }),
  }));
}

function isClose({ past, score, isRepeat }: SimilarExperiment, request: Experiment['request']): boolean {
  if (past.outcome === 'cancelled') return false;
  const isPlaced = past.surface === request.surface || past.goalMetric === request.goalMetric;
  return isRepeat || score >= (isPlaced ? CLOSE_FROM.placed : CLOSE_FROM.alone);
}

function outcomeWords({ past, contradictedBy }: SimilarExperiment, catalogue: readonly Metric[]): string {
  const goal = findMetric(catalogue, past.goalMetric)?.name ?? past.goalMetric;
  const learnt = past.learning === null ? '' : ` ${oneLine(past.learning, LEARNING)}`;
  const against =
    contradictedBy.length === 0 ? '' : ` The opposite was found by ${contradictedBy.join(', ')}.`;
  return `Goal ${goal}, on ${past.surface}: ${OUTCOMES[past.outcome]}${effectWords(past)}.${learnt}${against}`;
}

function effectWords({ effect }: PastExperiment): string {
  if (effect === null) return '';
  const { relative, low, high } = effect;
  return `; the goal changed by ${briefPercent(relative)} (${briefPercent(low)} to ${briefPercent(high)})`;
}
