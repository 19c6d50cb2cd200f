import { z } from 'zod';
import type { ActionValue } from '#features/action-value.ts';
import type { RenderContext } from '#features/render-context.ts';

/** Binds a button to the pause that its message tells of: a press after another pause is refused. */
const PauseSchema = z.object({
  experiment: z.string(),
  message: z.string().nullable().default(null),
  pausedAt: z.number().nullable().default(null),
});

export const boundToPause = {
  schema: PauseSchema,
  write: ({ experiment, key }: RenderContext) => ({
    experiment: experiment.key,
    message: key,
    pausedAt: experiment.launch?.pause?.at ?? null,
  }),
} satisfies ActionValue<RenderContext, z.infer<typeof PauseSchema>>;
