import { z } from 'zod';

/** Why a request is not answered as it asks (RFC 9457). */
export const ProblemSchema = z
  .strictObject({
    type: z.string(),
    status: z.int(),
    title: z.string(),
    detail: z.string().meta({ description: 'What happened, and what to do' }),
    code: z
      .string()
      .optional()
      .meta({ description: 'For machines: the code of the refusal or of the fault' }),
    errors: z
      .array(z.strictObject({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'The fields that are wrong, or the lines of a list' }),
  })
  .meta({ id: 'Problem' });
