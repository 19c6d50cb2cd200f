import type { ExperimentSummary } from '#domain/summary.ts';
import { faultOf } from '#features/walk-unfinished.ts';
import type { LookFigures } from '#ports/look-figures.ts';
import type { LookRequest } from '#ports/look-request.ts';
import type { MetricsSource } from '#ports/metrics-source.ts';
import { AppError, toAppError } from '#shared/errors.ts';

/** What is read of one experiment, and what is done with it. */
export interface Reading {
  readonly requests: readonly LookRequest[];
  /** What is asked instead if the source refuses `requests` for what they ask; as many of them. */
  readonly simpler?: readonly LookRequest[];
  /** Gets one answer for each request, in their order. */
  readonly take: (figures: readonly LookFigures[]) => Promise<void>;
}

/** What came of a reading; `nothing` if there was nothing to read. */
export type ReadingOutcome = AppError | 'read' | 'nothing';

/**
 * Reads several experiments in one question. If the source refuses the question for what it asks, each is asked for by
 * itself, once, so that one bad request spoils no other.
 */
export async function readTogether(
  metrics: MetricsSource,
  lines: readonly ExperimentSummary[],
  readingOf: (line: ExperimentSummary) => Promise<Reading | null>,
): Promise<readonly ReadingOutcome[]> {
  const limit = await faultOf(async () => metrics.checkLimit());
  // Before anything is prepared, because that may ask the same vendor for a flag.
  if (limit !== null) return lines.map(() => limit);
  const readings: (Reading | AppError | null)[] = [];
  for (const line of lines) readings.push(await readingOf(line).catch(toAppError));
  const asked = readings.filter((reading): reading is Reading => isReading(reading));
  const answers = await answersTo(metrics, asked);
  const outcomes: ReadingOutcome[] = [];
  for (const reading of readings) {
    if (!isReading(reading)) outcomes.push(reading ?? 'nothing');
    else outcomes.push(await taken(reading, answers[asked.indexOf(reading)] ?? []));
  }
  return outcomes;
}

function isReading(reading: Reading | AppError | null): reading is Reading {
  return reading !== null && !(reading instanceof AppError);
}

async function taken(reading: Reading, answer: readonly LookFigures[] | AppError): Promise<ReadingOutcome> {
  if (answer instanceof AppError) return answer;
  return (await faultOf(() => reading.take(answer))) ?? 'read';
}

/** For each reading its answers, or why there are none. */
async function answersTo(
  metrics: MetricsSource,
  readings: readonly Reading[],
): Promise<readonly (readonly LookFigures[] | AppError)[]> {
  const all = await looksOrFault(
    metrics,
    readings.flatMap(({ requests }) => requests),
  );
  if (!(all instanceof AppError)) return divided(readings, all);
  if (!isOfTheQuestion(all)) return readings.map(() => all);
  const answers: (readonly LookFigures[] | AppError)[] = [];
  for (const reading of readings) {
    const last = answers.at(-1);
    // What is wrong now is wrong for all.
    const isOver = last instanceof AppError && !isOfTheQuestion(last);
    const asked = readings.length === 1 ? all : null;
    answers.push(isOver ? last : await answerAlone(metrics, reading, asked));
  }
  return answers;
}

/** The answer to one reading by itself, to its simpler form if it is refused for what it asks. `refused`: it was already. */
async function answerAlone(
  metrics: MetricsSource,
  { requests, simpler }: Reading,
  refused: AppError | null,
): Promise<readonly LookFigures[] | AppError> {
  const answer = refused ?? (await looksOrFault(metrics, requests));
  if (!(answer instanceof AppError) || !isOfTheQuestion(answer) || simpler === undefined) return answer;
  return looksOrFault(metrics, simpler);
}

function divided(
  readings: readonly Reading[],
  figures: readonly LookFigures[],
): readonly (readonly LookFigures[])[] {
  let start = 0;
  return readings.map(({ requests }) => {
    start += requests.length;
    return figures.slice(start - requests.length, start);
  });
}

/** Whether another question may fare better at the same moment. */
function isOfTheQuestion({ kind }: AppError): boolean {
  return ['refused', 'excessive', 'invalid-answer', 'bug'].includes(kind);
}

async function looksOrFault(
  metrics: MetricsSource,
  requests: readonly LookRequest[],
): Promise<readonly LookFigures[] | AppError> {
  if (requests.length === 0) return [];
  try {
    return await metrics.looks(requests);
  } catch (thrown) {
    return toAppError(thrown);
  }
}
