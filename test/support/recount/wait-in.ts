import { commitOfEffect } from '#domain/effect.ts';
import { isShipment } from './status-after.ts';
import type { Tale } from './tale.ts';

/** What people have to do now; null if nothing waits for them. */
export function waitIn(tale: Tale): string | null {
  const isByHand = tale.tamperedSince !== null;
  const stopped = tale.dead.some((one) => stops(tale, one) && !(isByHand && one.code === FLAG_CHANGED));
  if (stopped) return 'try-again';
  return isByHand ? 'settle-flag' : ofStatus(tale);
}

const FLAG_CHANGED = 'flag.changed';

function ofStatus(tale: Tale): string | null {
  const { status, failure } = tale;
  switch (status) {
    case 'draft':
      return failure === 'has-questions' ? 'answer-questions' : agents(tale, 'mend-request');
    case 'in-review':
      return 'review';
    case 'approved':
      return agents(tale, 'implement-again');
    case 'implemented':
      if (tale.pull === 'merged') return tale.isHeldForStart ? null : 'launch';
      return tale.pull === 'open' ? 'review-code' : 'reopen-code';
    case 'verifying':
      return tale.hasFailedCheck ? 'mend-launch' : unread(tale);
    case 'running':
      return second(tale) ?? unread(tale);
    case 'paused':
      return second(tale) ?? 'resume';
    case 'deciding':
      return tale.isOverrideOpen ? 'confirm' : 'decide';
    case 'decided':
      return isShipment(tale) && tale.pause !== null ? 'resume' : null;
    case 'cleaning-up':
      return isShipment(tale) && tale.pause !== null ? 'resume' : cleaning(tale);
    default:
      return null;
  }
}

function agents({ failure }: Tale, act: string): string | null {
  if (failure === null || failure === 'day-ceiling') return null;
  return failure === 'ceiling' ? 'allow-more' : act;
}

function second({ isOverrideOpen, isAmendmentOpen }: Tale): string | null {
  if (isOverrideOpen) return 'confirm';
  return isAmendmentOpen ? 'approve-amendment' : null;
}

function unread({ faults }: Tale): string | null {
  return Object.values(faults).some(({ isTold }) => isTold) ? 'mend-reading' : null;
}

function cleaning(tale: Tale): string | null {
  const { failure, cleanUp } = tale;
  if (failure !== null) return agents(tale, 'clean-up-again');
  if (cleanUp?.isLeft === true) return 'clean-up-again';
  if (cleanUp == null || cleanUp.pull === null || cleanUp.pull === 'merged' || cleanUp.isClean) return null;
  return cleanUp.pull === 'open' ? 'merge-clean-up' : 'reopen-clean-up';
}

/** Work after which nothing comes. */
const LAST = ['handoff', 'revise', 'answer-remarks', 'mark-ready'];

/** Whether the experiment stands still because of something that failed for good. */
function stops(tale: Tale, { kind, effect, stamp, wentOn }: Tale['dead'][number]): boolean {
  if (wentOn === true || (kind === 'stamp' && stamp !== undefined) || LAST.includes(kind)) return false;
  const { version } = commitOfEffect(effect);
  if (kind === 'flag' && tale.flagMadeIn > version) return false;
  if (tale.status === 'completed' || tale.status === 'cancelled')
    return kind === 'flag' && tale.flag !== null;
  return kind !== 'card' || !tale.hasCard || version === tale.plannedIn;
}
