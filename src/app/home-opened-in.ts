import { z } from 'zod';
import type { HomeOpened } from '#features/home-opened.ts';

const OpenedEvent = z.object({
  event: z.object({
    type: z.literal('app_home_opened'),
    tab: z.literal('home'),
    user: z.string(),
    view: z
      .looseObject({ hash: z.string(), private_metadata: z.string().default('') })
      .optional()
      .catch(undefined),
  }),
});

/** Who opened their home in an event; null for any other event, and for the tab of messages. */
export function homeOpenedIn(body: object): HomeOpened | null {
  const read = OpenedEvent.safeParse(body);
  if (!read.success) return null;
  const { user, view } = read.data.event;
  return { user, seen: view === undefined ? null : { mark: view.hash, metadata: view.private_metadata } };
}
