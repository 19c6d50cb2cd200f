import type { FailedEffect } from '#domain/delivery/state.ts';
import { commitOfEffect } from '#domain/effect.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { Written } from './status-after.ts';
import type { Tale } from './tale.ts';

/** Notes what an event says of work that stopped, readings that fail, the flag, lost messages and pull requests. The status is that after the event. */
export function noteTrouble(tale: Tale, event: ExperimentEvent, written: Written): void {
  noteAgents(tale, event);
  noteLaunch(tale, event, written);
  noteFlag(tale, event, written);
  noteDelivery(tale, event, written);
  noteCleanUp(tale, event);
}

function noteAgents(tale: Tale, event: ExperimentEvent): void {
  switch (event.type) {
    case 'designFailed':
    case 'implementationFailed':
    case 'cleanUpFailed':
      tale.failure = event.failure.reason;
      break;
    case 'designed':
    case 'choicesProposed':
    case 'designRetried':
    case 'questionsAnswered':
    case 'adviceOverruled':
    case 'requestEdited':
    case 'changesRequested':
    case 'implementationStarted':
    case 'implementationRetried':
    case 'cleanUpStarted':
    case 'cleanUpOpened':
    case 'cleanUpRetried':
    case 'flagLeft':
    case 'flagGone':
      tale.failure = null;
      break;
    case 'proposed':
      tale.priority = event.priority ?? null;
      break;
    case 'ideaPrioritised':
      tale.priority = event.priority;
      break;
    default:
  }
}

function noteLaunch(tale: Tale, event: ExperimentEvent, { at }: Written): void {
  switch (event.type) {
    case 'startPlanned':
    case 'startMoved':
      tale.isHeldForStart = true;
      break;
    case 'startDropped':
    case 'startCalled':
      tale.isHeldForStart = false;
      break;
    case 'launched':
    case 'rampRaised':
      tale.hasFailedCheck = false;
      break;
    case 'launchChecked':
      if (!event.passed)
        tale.hasFailedCheck = event.checks.some(({ met, unchecked }) => !met && unchecked !== true);
      break;
    case 'overrideProposed':
      tale.isOverrideOpen = true;
      break;
    case 'amendmentProposed':
      tale.isAmendmentOpen = true;
      break;
    case 'amendmentDeclined':
      tale.isAmendmentOpen = false;
      break;
    case 'planAmended':
      tale.isAmendmentOpen = false;
      tale.isOverrideOpen = false;
      break;
    case 'looked':
    case 'variantsDropped':
    case 'decided':
    case 'keptRunning':
      tale.isOverrideOpen = false;
      break;
    case 'found':
      tale.hasIntegrityAlert = event.found.alerts.some(({ level }) => level === 'integrity');
      break;
    case 'readingFailed': {
      const known = tale.faults[event.task];
      const [since, isTold] = [known?.since ?? at, event.told || known?.isTold === true];
      tale.faults[event.task] = { since, isTold, code: event.code };
      break;
    }
    case 'readingRecovered':
      delete tale.faults[event.task];
      break;
    case 'shipmentAdvanced':
      if (tale.shipment !== null) Object.assign(tale.shipment, { step: event.step, since: at });
      break;
    default:
  }
}

function noteFlag(tale: Tale, event: ExperimentEvent, { at, version }: Written): void {
  switch (event.type) {
    case 'flagChanged': {
      const flag = event.flag === null ? null : { isActive: event.flag.active, version: idOf(event.flag) };
      if (flag?.version !== tale.flag?.version) tale.isOverrideOpen = false;
      tale.flag = flag;
      tale.flagMadeIn = commitOfEffect(event.effect).version;
      break;
    }
    case 'flagTampered':
      if (tale.flag === null && tale.tamperedSince === null) break;
      if (tale.tamperedSince === null) tale.flagBefore = tale.flag;
      tale.tamperedSince ??= at;
      tale.flag = event.found === null ? null : { isActive: event.found.active, version: idOf(event.found) };
      tale.isOverrideOpen = false;
      break;
    case 'tamperingSettled':
      tale.tamperedSince = null;
      if (event.how === 'accepted' || event.how === 'ended') tale.flagMadeIn = version;
      if (event.how === 'accepted' && tale.shipment !== null) tale.shipment.step = tale.shipment.steps;
      if (event.how !== 'accepted' && event.how !== 'ended' && event.found != null)
        tale.flag = { isActive: event.found.active, version: idOf(event.found) };
      tale.dead = tale.dead.filter(({ code }) => code !== 'flag.changed');
      break;
    default:
  }
}

function idOf({ key, version }: { readonly key: string; readonly version: string }): string {
  return `${key} ${version}`;
}

/** The work of agents that is not wanted any more, or was asked for anew. */
const GONE: Readonly<Record<string, readonly string[]>> = {
  ...{ requestEdited: ['design'], changesRequested: ['design'], designRetried: ['design'] },
  ...{ designed: ['design'], implementationRetried: ['implement'], pullRequestOpened: ['implement'] },
  ...{ branchTakenOver: ['revise', 'mark-ready'], codeRevised: ['revise', 'mark-ready'] },
  ...{ revisionFailed: ['revise'], draftReady: ['mark-ready'], merged: ['revise', 'mark-ready'] },
  ...{ cleanUpRetried: ['clean-up'], cleanUpOpened: ['clean-up'] },
};
const ALL_WORK = ['design', 'implement', 'revise', 'mark-ready', 'clean-up'];

function noteDelivery(tale: Tale, event: ExperimentEvent, { version }: Written): void {
  const without = (isGone: (one: FailedEffect) => boolean) => {
    tale.dead = tale.dead.filter((one) => !isGone(one));
  };
  switch (event.type) {
    case 'posted':
      if (event.topic === 'card') tale.hasCard = true;
      break;
    case 'cardLost':
      tale.hasCard = false;
      tale.hadCard = true;
      break;
    case 'effectDied':
      tale.dead = [...tale.dead, event.death];
      break;
    case 'effectRetried':
      without(({ effect }) => effect === event.effect);
      break;
    case 'lostTriedAgain':
    case 'messagesLost':
      without(({ effect }) => event.effects.includes(effect));
      break;
    case 'channelClosed':
      tale.isChannelClosed = true;
      break;
    case 'channelOpened':
      tale.isChannelClosed = false;
      break;
    case 'ideaPlanned':
      tale.plannedIn = version;
      break;
    default:
  }
  const isEnd = event.type === 'rejected' || event.type === 'cancelled' || event.type === 'completed';
  const gone = isEnd ? ALL_WORK : (GONE[event.type] ?? []);
  without(({ kind }) => gone.includes(kind));
}

function noteCleanUp(tale: Tale, event: ExperimentEvent): void {
  const { cleanUp } = tale;
  switch (event.type) {
    case 'pullRequestOpened':
      Object.assign(tale, { pull: 'open', pullNumber: event.pullRequest.number });
      break;
    case 'merged':
      tale.pull = 'merged';
      break;
    case 'pullRequestClosed':
    case 'pullRequestReopened': {
      const state = event.type === 'pullRequestClosed' ? 'closed' : 'open';
      if (cleanUp?.number === event.number) cleanUp.pull = cleanUp.pull === 'merged' ? 'merged' : state;
      else if (tale.pullNumber === event.number && tale.pull !== 'merged') tale.pull = state;
      break;
    }
    case 'cleanUpStarted':
      tale.cleanUp = { pull: null, number: null, isClean: false, isLeft: false };
      break;
    case 'cleanUpOpened':
      if (cleanUp !== null)
        Object.assign(cleanUp, { pull: 'open', number: event.pullRequest.number, isLeft: false });
      break;
    case 'cleanUpRetried':
      if (cleanUp !== null) cleanUp.isLeft = false;
      break;
    case 'cleanUpMerged':
      if (cleanUp !== null) Object.assign(cleanUp, { pull: 'merged', isClean: true, isLeft: false });
      break;
    case 'flagLeft':
      if (cleanUp !== null)
        Object.assign(cleanUp, { pull: null, number: null, isClean: false, isLeft: !event.goesOn });
      break;
    case 'flagGone':
      if (cleanUp !== null) Object.assign(cleanUp, { isClean: true, isLeft: false });
      break;
    default:
  }
}
