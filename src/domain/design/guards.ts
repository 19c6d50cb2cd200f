import { isUnderMatrix } from '#domain/actor.ts';
import type { Command } from '#domain/command.ts';
import { changesOfPlan } from '#domain/design/changes-in.ts';
import { planViolations } from '#domain/design/policy.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
import { forbiddenActs } from '#domain/risk/forbidden-acts.ts';
import { canonicalJson } from '#shared/canonical-json.ts';

/** The plan was made for the request as it is now; the assessment alone may have raised the risk. */
export function isForRequest(
  { request, proposal }: Experiment,
  { plan }: Pick<Command<'recordDesign'>, 'plan'>,
): Refusal | null {
  return unless(
    proposal.leftOpen !== true &&
      canonicalJson({ ...plan.request, risk: request.risk }) === canonicalJson(request),
    'stale',
    'The request was edited while this plan was made. A plan for the new request is on its way.',
  );
}

/** An edit changes the request, or completes one that was left open: an unchanged form must not make approvals void. */
export function changesRequest(
  { request, proposal }: Experiment,
  { request: edited, actor }: Pick<Command<'editRequest'>, 'request' | 'actor'>,
): Refusal | null {
  return unless(
    !isUnderMatrix(actor, 3) ||
      proposal.leftOpen === true ||
      canonicalJson(edited) !== canonicalJson(request),
    'already-done',
    'Nothing was changed in the form, so the request and its approvals stay as they are.',
  );
}

/** The request is still the one that the choices are for: open, with this idea and this owner. */
export function isOpenFor(
  { request, proposal }: Experiment,
  { request: chosen }: Pick<Command<'recordChoices'>, 'request'>,
): Refusal | null {
  return unless(
    proposal.leftOpen === true && request.idea === chosen.idea && request.owner === chosen.owner,
    'stale',
    'The request was edited while its open parts were chosen. A plan for the new request is on its way.',
  );
}

/** The hard policy allows the plan. Plans from before the supervisor said what to do with an idea were made without the rules about acts. */
export function obeysPolicy(
  _experiment: Experiment,
  { plan, assessment }: Pick<Command<'recordDesign'>, 'plan' | 'assessment'>,
): Refusal | null {
  const acts = assessment.outcome === undefined ? [] : forbiddenActs(changesOfPlan(plan));
  const [first] = [...acts, ...planViolations(plan)];
  return first === undefined ? null : { code: 'policy', message: `${first.message} (Rule ${first.rule}.)` };
}
