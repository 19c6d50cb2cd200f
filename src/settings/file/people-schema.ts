import { z } from 'zod';

/** The id of one chat user. */
export const userId = z.string().regex(/^[UW][A-Z0-9]+$/, {
  error: 'must be a Slack user id such as U012AB3CD (profile, "Copy member ID")',
});

/** The id of a channel. */
export const channelId = z
  .string()
  .regex(/^[CG][A-Z0-9]+$/, { error: 'must be a Slack channel id such as C012AB3CD' });
