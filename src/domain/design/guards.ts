import { isUnderMatrix } from '#domain/actor.ts';
import type { Command } from '#domain/command.ts';
import { planViolations } from '#domain/design/policy.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
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

/** The hard policy allows the plan. */
export function obeysPolicy(
  _experiment: Experiment,
  { plan }: Pick<Command<'recordDesign'>, 'plan'>,
): Refusal | null {
  const [first] = planViolations(plan);
  return first === undefined ? null : { code: 'policy', message: first.message };
}
