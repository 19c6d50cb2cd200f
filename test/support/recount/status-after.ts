import type { ExperimentEvent } from '#domain/event.ts';
import type { Status } from '#domain/status.ts';
import type { Tale } from './tale.ts';

/** When an event was written. */
export interface Written {
  readonly at: number;
  readonly version: number;
}

/** The status after an event. Notes what later changes of the status rest on: pauses, the launch, and the status of a decision. */
export function statusAfter(tale: Tale, event: ExperimentEvent, { at }: Written): Status {
  const { status } = tale;
  switch (event.type) {
    case 'proposed':
      return event.later === true ? 'backlog' : 'draft';
    case 'ideaPlanned':
    case 'requestEdited':
    case 'changesRequested':
      return 'draft';
    case 'designed':
      return 'in-review';
    case 'approved':
      return event.complete ? 'approved' : status;
    case 'rejected':
    case 'cancelled':
    case 'withdrawn':
      tale.cancelledAt = at;
      return 'cancelled';
    case 'implementationStarted':
      return 'implementing';
    case 'pullRequestOpened':
      return 'implemented';
    case 'implementationFailed':
      return 'approved';
    case 'launched':
      Object.assign(tale, { isOut: true, runningSince: null, pause: null, pauses: [] });
      return 'verifying';
    case 'heldBack':
      tale.isOut = false;
      return 'implemented';
    case 'launchChecked':
      if (event.passed) tale.runningSince = at;
      return event.passed ? 'running' : status;
    case 'paused':
      tale.pause = { at, from: status };
      return isShipment(tale) ? status : 'paused';
    case 'resumed':
      return resumed(tale, at);
    case 'looked':
      return event.asksForDecision ? 'deciding' : status;
    case 'variantsDropped':
      return event.person === null ? status : 'running';
    case 'keptRunning':
      return 'running';
    case 'planAmended':
      return event.extension !== undefined && status === 'deciding' ? 'running' : status;
    case 'shipmentTakenBack':
      tale.lastDecision = null;
      return 'killed';
    case 'stoppedForHarm':
      return 'killed';
    case 'decided':
      tale.decidedFrom = status;
      tale.shipment =
        event.record.shipment === undefined
          ? tale.shipment
          : { steps: event.record.shipment.steps.length, step: 0, since: at };
      tale.lastDecision = event.record.decision;
      tale.lastDecisionAt = event.record.at;
      return 'decided';
    case 'decisionUndone':
      return undone(tale, at);
    case 'tamperingSettled':
      return settled(tale, event, at);
    case 'cleanUpStarted':
      return 'cleaning-up';
    case 'completed':
      return 'completed';
    default:
      return status;
  }
}

/** A shipped change stays shipped while it is switched off. */
export function isShipment({ status, lastDecision }: Tale): boolean {
  return (status === 'decided' || status === 'cleaning-up') && lastDecision === 'ship';
}

function endPause(tale: Tale, at: number): Status {
  const { pause, status } = tale;
  if (pause === null) return status;
  tale.pauses.push({ from: pause.at, until: at });
  tale.pause = null;
  return status === 'paused' ? pause.from : status;
}

function resumed(tale: Tale, at: number): Status {
  return tale.pause === null ? 'running' : endPause(tale, at);
}

function undone(tale: Tale, at: number): Status {
  const { decidedFrom, lastDecisionAt } = tale;
  if (decidedFrom === 'running') tale.pauses.push({ from: lastDecisionAt, until: at });
  else if (decidedFrom !== 'paused') endPause(tale, at);
  Object.assign(tale, { shipment: null, lastDecision: null });
  return decidedFrom;
}

function settled(
  tale: Tale,
  { how, restarts }: Extract<ExperimentEvent, { type: 'tamperingSettled' }>,
  at: number,
): Status {
  const { status, tamperedSince, flag, flagBefore } = tale;
  if (tamperedSince === null) return status;
  if (how === 'ended') return 'killed';
  const isOut = tale.isOut;
  if (restarts && tale.runningSince !== null) tale.runningSince = at;
  if (how !== 'accepted') {
    const wasOff = flagBefore?.isActive === true && flag?.isActive !== true;
    if (isOut && wasOff && tale.pause === null) tale.pauses.push({ from: tamperedSince, until: at });
    return status;
  }
  if (!isOut || flag === null) return status;
  if (flag.isActive) return tale.pause === null ? status : endPause(tale, at);
  if (status === 'verifying') {
    tale.isOut = false;
    return 'implemented';
  }
  if (status !== 'running' && status !== 'deciding') return status;
  tale.pause = { at: tamperedSince, from: status };
  return 'paused';
}
