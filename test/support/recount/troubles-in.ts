import { flagSince } from './flag-since.ts';
import type { Tale } from './tale.ts';

const DAY = 86_400_000;

/** What is wrong with unfinished experiments at a moment, of each the worst: `<key> <trouble> <since> <code>`. */
export function troublesIn(tales: readonly Tale[], until: number): readonly string[] {
  return tales.flatMap((tale) => {
    const found = troubleIn(tale, until);
    return found === null ? [] : [[tale.key, ...found].join(' ')];
  });
}

type Trouble = readonly [name: string, since: number | null, code?: string];

function troubleIn(tale: Tale, until: number): Trouble | null {
  const { status, faults, dead, waiting, failure } = tale;
  if (status === 'completed' || status === 'cancelled') return null;
  if (tale.tamperedSince !== null) return ['flag-by-hand', tale.tamperedSince];
  const isOut = ['verifying', 'running', 'paused', 'deciding'].includes(status);
  if (isOut && tale.hasIntegrityAlert) return ['integrity', null];
  const fault = isOut && status !== 'paused' ? Object.values(faults).find(({ isTold }) => isTold) : undefined;
  if (fault !== undefined) return ['reading', fault.since, fault.code];
  const [lost] = dead;
  if (lost !== undefined) return ['delivery', null, lost.code];
  if (tale.isChannelClosed) return ['delivery', null];
  if (isStuck(status, failure)) return ['stuck', waiting?.since ?? null];
  if (waiting !== null && until - waiting.since >= 7 * DAY) return ['waits', waiting.since];
  const flag = flagSince(tale);
  return flag !== null && until - flag >= 30 * DAY ? ['flag-left', flag] : null;
}

/** Reasons for which the requester is asked while there is no plan yet. */
const ASKS = [
  'not-testable',
  'has-questions',
  'no-experiment',
  'forbidden',
  'objected',
  'impossible',
  'asks-edit',
];

/** The agents failed or have used what they may. */
function isStuck(status: Tale['status'], failure: Tale['failure']): boolean {
  if (failure === null) return false;
  const isAsked = ASKS.includes(failure) || failure === 'not-chosen';
  return status !== 'draft' || !isAsked;
}
