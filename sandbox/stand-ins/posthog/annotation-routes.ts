import { z } from 'zod';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { json, parseJson, problem } from './answers.ts';

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
