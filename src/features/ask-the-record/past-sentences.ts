import type { Experiment } from '#domain/experiment.ts';
import { signedPercent } from '#domain/figures.ts';
import type { PastExperiment, PastOutcome } from '#domain/memory/past-experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import { type RecordSentence, sentence } from './sentence.ts';

const MOST = 3;
/** From this likeness on, 0..1, an experiment is worth naming. */
const LIKE_FROM = 0.3;

const OUTCOMES: Readonly<Record<PastOutcome, string>> = {
  shipped: 'was shipped',
  killed: 'was stopped by people',
  inconclusive: 'ended without shipping',
  harmful: 'was stopped for proven harm',
  cancelled: 'was cancelled before it ran to a decision',
};

/**
 * The past experiments that are likest to this one, of those that may be named in the channel of the answer. None if they cannot be looked up:
 * the rest of an answer does not depend on it.
 */
export async function pastSentences(
  { memory, log }: Pick<CoPilot, 'memory' | 'log'>,
  { key, request, design }: Experiment,
  channel: string,
): Promise<readonly RecordSentence[]> {
  const idea = `${design?.plan.title ?? ''} ${request.idea}`.trim();
  try {
    const found = await memory.similar(idea, { channel, limit: MOST + 1 });
    const others = found.filter(({ past, score }) => past.key !== key && score >= LIKE_FROM).slice(0, MOST);
    if (others.length === 0) return [sentence('past', 'No similar past experiment is known here.')];
    return others.map(({ past }, index) => ofPast(past, index));
  } catch (thrown) {
    log.warn('past experiments could not be looked up', faultFields(toAppError(thrown)));
    return [];
  }
}

function ofPast(
  { key, title, outcome, effect, goalMetric, endedAt }: PastExperiment,
  index: number,
): RecordSentence {
  const measured =
    effect === null
      ? ', with no effect measured'
      : `, with ${signedPercent(effect.relative)} (${signedPercent(effect.low)} to ${signedPercent(effect.high)}) on ${goalMetric}`;
  return sentence(
    `past-${index + 1}`,
    'A similar past experiment, ',
    { name: key },
    ' (',
    { quoted: title },
    `), ${OUTCOMES[outcome]} on `,
    { at: endedAt },
    `${measured}.`,
  );
}
