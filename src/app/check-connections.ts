import { setTimeout as sleep } from 'node:timers/promises';
import type { Check } from '#adapters/vendor.ts';
import { type AppError, toAppError } from '#shared/errors.ts';

/** A check that takes longer than this, in milliseconds, counts as not answered. */
const LIMIT = 12_000;

/**
 * How one check came out.
 * - `fine`: it holds.
 * - `wrong`: a person has to change a setting; the bot does not start like this.
 * - `waiting`: the far side does not answer, or cannot now; trying again may help.
 * - `lacking`: the bot works, with less.
 */
export interface ConnectionFinding {
  readonly check: Check;
  readonly outcome: 'fine' | 'wrong' | 'waiting' | 'lacking';
  /** What is wrong and what to do about it, in sentences; null if it is fine. */
  readonly sentence: string | null;
}

/** Runs all checks side by side, twelve seconds at most, and says how each came out, in their order. Never throws. */
export function checkConnections(checks: readonly Check[]): Promise<readonly ConnectionFinding[]> {
  return Promise.all(checks.map(findingOf));
}

async function findingOf(check: Check): Promise<ConnectionFinding> {
  const over = new AbortController();
  const asked = check.ask().then(
    () => null,
    (thrown: unknown) => toAppError(thrown),
  );
  const late = sleep(LIMIT, 'late' as const, over).catch(() => null);
  const found = await Promise.race([asked, late]);
  over.abort();
  if (found === null) return { check, outcome: 'fine', sentence: null };
  if (found === 'late')
    return { check, ...outcomeOf(check, true), sentence: `${check.what}: no answer within 12 seconds.` };
  return { check, ...outcomeOf(check, found.retryable), sentence: sentenceOn(check, found) };
}

/** What no adapter has words for is told with what was asked, for its own words alone say nothing of the connection. */
function sentenceOn({ what }: Check, { code, message }: AppError): string {
  return sentenceOf(code === 'unexpected' ? `${what} could not be checked: ${message}` : message);
}

function outcomeOf({ isNeeded }: Check, mayPass: boolean): Pick<ConnectionFinding, 'outcome'> {
  if (!isNeeded) return { outcome: 'lacking' };
  return { outcome: mayPass ? 'waiting' : 'wrong' };
}

/** The message of a fault as a sentence, with its full stop. */
export function sentenceOf(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

/** The sentences of these findings with this outcome, each once: one wrong token fails many checks. */
export function sentencesOf(
  findings: readonly ConnectionFinding[],
  wanted: Exclude<ConnectionFinding['outcome'], 'fine'>,
): readonly string[] {
  const sentences = findings.flatMap(({ outcome, sentence }) =>
    outcome === wanted && sentence !== null ? [sentence] : [],
  );
  return [...new Set(sentences)];
}
