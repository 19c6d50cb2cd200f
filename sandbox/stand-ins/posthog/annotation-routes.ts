import { z } from 'zod';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { json, parseJson, problem } from './answers.ts';
import type { StoredFlag } from './state.ts';

const bodySchema = z.strictObject({
  content: z.string().min(1),
  date_marker: z.iso.datetime(),
  scope: z.enum(['dashboard_item', 'project', 'organization']),
});

/** A note on the time line of the charts. */
export type StoredAnnotation = z.infer<typeof bodySchema>;

/** `POST /annotations/`: keeps the note. */
export function keepAnnotation(annotations: StoredAnnotation[], request: WireRequest): WireAnswer {
  if (request.method !== 'POST') return problem(405, 'method_not_allowed', 'Method not allowed.');
  const parsed = bodySchema.safeParse(parseJson(request.body));
  if (!parsed.success) return problem(400, 'invalid_input', z.prettifyError(parsed.error));
  annotations.push(parsed.data);
  return json(201, { id: annotations.length, deleted: false, creation_type: 'USR', ...parsed.data });
}

const experimentSchema = z.strictObject({
  name: z.string().min(1).max(400),
  description: z.string().max(3_000),
  feature_flag_key: z.string(),
});

/** An experiment of PostHog that names a flag, as a draft. */
export type StoredExperiment = z.infer<typeof experimentSchema>;

/** `POST /experiments/`: keeps a draft for a flag that is there and has a variant `control`. */
export function keepExperiment(
  experiments: StoredExperiment[],
  flags: readonly StoredFlag[],
  request: WireRequest,
): WireAnswer {
  if (request.method !== 'POST') return problem(405, 'method_not_allowed', 'Method not allowed.');
  const parsed = experimentSchema.safeParse(parseJson(request.body));
  if (!parsed.success) return problem(400, 'invalid_input', z.prettifyError(parsed.error));
  const flag = flags.find(({ key, deleted }) => key === parsed.data.feature_flag_key && !deleted);
  if (flag === undefined)
    return problem(400, 'invalid_input', 'The sandbox makes no flag for an experiment.');
  const variants = flag.filters.multivariate?.variants ?? [];
  if (variants.length < 2 || !variants.some(({ key }) => key === 'control'))
    return problem(400, 'invalid_input', 'The feature flag needs a variant with the key control.');
  experiments.push(parsed.data);
  return json(201, { id: experiments.length, status: 'draft', start_date: null, ...parsed.data });
}
