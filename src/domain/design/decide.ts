import { allow, type Deciders, post, stamp } from '#domain/decider.ts';
import { planViolations } from '#domain/design/policy.ts';
import type { Experiment } from '#domain/experiment.ts';
import { sawPlan } from '#domain/guards.ts';
import { type Plan, planHash } from '#domain/plan.ts';
import { refuse } from '#domain/refusal.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { refused } from '#shared/result.ts';

/** True where the plan was made for the request as it stands: the risk alone may have been raised by the assessment. */
function isPlanOf({ request }: Experiment, plan: Plan): boolean {
  return canonicalJson({ ...plan.request, risk: request.risk }) === canonicalJson(request);
}

type Names = 'recordDesign' | 'recordDesignFailure' | 'retryDesign' | 'editRequest' | 'requestChanges';

/** From the request to a plan in review. */
export const designDeciders: Deciders<Names> = {
  recordDesign: (experiment, command) => {
    if (!isPlanOf(experiment, command.plan)) {
      return refuse('stale', 'The request was edited meanwhile; its own plan is on the way.');
    }
    const violations = planViolations(command.plan);
    const first = violations[0];
    if (first !== undefined) return refuse('policy', first.message);
    const { plan, assessment, opinion, runs } = command;
    return allow(
      [{ type: 'designed', plan, planHash: planHash(plan), assessment, opinion, runs }],
      [post('plan')],
    );
  },

  recordDesignFailure: (_experiment, { failure, assessment, runs }) =>
    allow([{ type: 'designFailed', failure, assessment, runs }], [post('design-failed')]),

  retryDesign: (experiment, command) => {
    if (experiment.failure === null) {
      return refuse('already-done', 'The agents are at work on this already; nothing to retry.');
    }
    return allow(
      [{ type: 'designRetried' }],
      [...stamp(command.message, `Tried again by <@${command.actor.person}>`), { kind: 'design' }],
    );
  },

  editRequest: (experiment, command) => {
    const stale = sawPlan(experiment, command.planHash);
    if (stale !== null) return refused(stale);
    const { person } = command.actor;
    const by = person === null ? {} : { by: person };
    return allow(
      [{ type: 'requestEdited', request: command.request, ...by }],
      [...stamp(command.message, `Edited by <@${person}>`), { kind: 'design' }],
    );
  },

  requestChanges: (experiment, command) => {
    const stale = sawPlan(experiment, command.planHash);
    if (stale !== null) return refused(stale);
    const by = command.actor.person ?? '';
    return allow(
      [{ type: 'changesRequested', comment: command.comment, by }],
      [...stamp(command.message, `Changes asked for by <@${by}>: ${command.comment}`), { kind: 'design' }],
    );
  },
};
