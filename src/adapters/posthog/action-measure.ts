import { z } from 'zod';
import type { Measure } from '#domain/metric.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { eventConditions, propertyFilterSchema } from './event-conditions.ts';

const set = z.string().nullish();

export const actionSchema = z.object({
  id: z.number(),
  name: z.string().nullable(),
  deleted: z.boolean().optional(),
  steps: z
    .array(
      z.looseObject({
        event: set,
        url: set,
        url_matching: set,
        selector: set,
        tag_name: set,
        text: set,
        href: set,
        properties: z.array(propertyFilterSchema).nullish(),
      }),
    )
    .nullish(),
});

type Step = NonNullable<z.infer<typeof actionSchema>['steps']>[number];

/** The event and the filters of an action with one step; refused, with a sentence, if a metric cannot count just that. */
export function actionMeasure({ steps }: z.infer<typeof actionSchema>): Result<Measure, string> {
  const [step, ...more] = steps ?? [];
  if (step === undefined) return refused('It has no step.');
  if (more.length > 0)
    return refused(`It has ${more.length + 1} steps, any of which is enough. A metric counts one event.`);
  const parts = (['selector', 'tag_name', 'text', 'href'] as const).filter((part) => isSet(step[part]));
  if (parts.length > 0)
    return refused(`It matches elements of the page (${parts.join(', ')}). A metric filters on properties.`);
  return isSet(step.event) ? measureOfStep(step.event, step) : refused('It names no event.');
}

function measureOfStep(event: string, step: Step): Result<Measure, string> {
  const { url, url_matching: matching, properties } = step;
  const conditions = eventConditions(properties ?? []);
  if (conditions.kind === 'refused') return conditions;
  if (!isSet(url)) return ok(measure(event, conditions.value));
  if (matching !== 'exact')
    return refused('It matches a part or a pattern of the address. A metric compares whole texts here.');
  const address = { property: '$current_url', operator: 'exact', value: url } as const;
  return ok(measure(event, [address, ...conditions.value]));
}

function measure(event: string, where: NonNullable<Measure['where']>): Measure {
  return { event, property: null, ...(where.length === 0 ? {} : { where }) };
}

function isSet(value: string | null | undefined): value is string {
  return value !== undefined && value !== null && value !== '';
}
