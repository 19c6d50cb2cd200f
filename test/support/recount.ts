import type { Commit } from '#domain/commit.ts';
import type { DecisionRecord } from '#domain/decision/state.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Plan } from '#domain/plan.ts';

/** What the events of one journal say, counted without the product's fold. */
export interface Recounted {
  startedAt: number | null;
  plan: Plan | null;
  looks: AnalysisSnapshot[];
  decided: { at: number; record: DecisionRecord } | null;
  harm: { at: number; metric: string } | null;
  takenBack: boolean;
}

/** Counts one journal, given its commits, oldest first. */
export function recounted(commits: readonly Commit[]): Recounted {
  const all: Recounted = {
    startedAt: null,
    plan: null,
    looks: [],
    decided: null,
    harm: null,
    takenBack: false,
  };
  let [isOff, isCanary] = [false, true];
  for (const { at, events } of commits) {
    for (const event of events) {
      switch (event.type) {
        case 'launched':
          all.startedAt = at;
          break;
        case 'heldBack':
          all.startedAt = null;
          break;
        case 'launchChecked':
          isCanary = !event.passed;
          break;
        case 'flagTampered':
          isOff = event.found?.active === false;
          break;
        case 'tamperingSettled':
          // A canary that a person switched off, and that an approver accepted so, is launched anew.
          if (event.how === 'accepted' && isOff && isCanary) all.startedAt = null;
          break;
        case 'designed':
        case 'planAmended':
          all.plan = event.plan;
          break;
        case 'looked':
          all.looks.push(event.snapshot);
          break;
        case 'decided':
          all.decided = { at, record: event.record };
          break;
        case 'decisionUndone':
          all.decided = null;
          break;
        case 'stoppedForHarm':
          all.harm = { at, metric: event.metric };
          break;
        case 'shipmentTakenBack':
          all.takenBack = true;
          all.harm = { at, metric: event.metric };
          break;
        default:
      }
    }
  }
  return all;
}

/** The moment of the outcome: of the decision, also of one that was taken back; else of the newest look at the harm. */
export function endOfRecounted({ decided, harm, looks }: Recounted): number | null {
  return decided?.at ?? (harm === null ? null : (looks.at(-1)?.at ?? harm.at));
}
