import { z } from 'zod';
import type { AmendedPart } from '#domain/amendments/state.ts';
import { findMetric } from '#domain/metric.ts';
import type { Plan } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { fromPercent } from '#features/from-percent.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { MARGIN, METRIC, OWNER, REASON, WHAT } from './amend-fields.ts';

const Option = z.object({ value: z.string() });
const Field = z.looseObject({
  value: z.string().nullish(),
  selected_option: Option.nullish(),
  selected_user: z.string().nullish(),
});
const Values = z.record(z.string(), z.record(z.string(), Field));

/** Problems by block id. */
type Problems = Readonly<Record<string, string>>;

/** What the form asks for: the change, and why. A problem stands at its field. */
export async function readAmendment(
  { choices, people }: Pick<CoPilot, 'choices' | 'people'>,
  plan: Plan,
  values: unknown,
): Promise<Result<{ readonly change: AmendedPart; readonly reason: string }, Problems>> {
  const parsed = Values.safeParse(values);
  if (!parsed.success)
    return refused({ [REASON]: 'The form could not be read. Close it and open it again.' });
  const field = (id: string) => parsed.data[id]?.[id] ?? {};
  const reason = (field(REASON).value ?? '').trim();
  if (reason.length < 3)
    return refused({ [REASON]: 'Write a few words, so that others understand it later.' });
  const key = field(METRIC).selected_option?.value ?? '';
  const metric = findMetric(choices.catalogue, key);
  const what = field(WHAT).selected_option?.value;
  if (what === 'owner') {
    const user = field(OWNER).selected_user ?? '';
    if (user === '') return refused({ [OWNER]: 'Choose who owns it from now on.' });
    const { person } = await people.actorOf(user);
    return ok({
      change: { kind: 'owner', from: plan.request.owner, to: person },
      reason: await people.pseudonymise(reason),
    });
  }
  if (metric === null) return refused({ [METRIC]: 'Choose the metric that it is about.' });
  const words = await people.pseudonymise(reason);
  if (what === 'add-secondary') return ok({ change: { kind: what, metric }, reason: words });
  if (what === 'remove-secondary') return ok({ change: { kind: what, metric: key }, reason: words });
  const to = fromPercent(field(MARGIN).value);
  if (!(to > 0 && to <= 0.5)) return refused({ [MARGIN]: 'Type a number above 0 and at most 50.' });
  const from = plan.guardrails.find((guardrail) => guardrail.metric.key === key)?.margin ?? 0;
  return ok({ change: { kind: 'margin', metric: key, from, to }, reason: words });
}
