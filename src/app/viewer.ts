import { z } from 'zod';
import type { Viewer } from '#features/sight.ts';

const Id = z.string().nullish().catch(null);
const Delivered = z.looseObject({
  user_id: Id,
  channel_id: Id,
  user: z.looseObject({ id: Id }).nullish().catch(null),
  channel: z.looseObject({ id: Id }).nullish().catch(null),
  container: z.looseObject({ is_ephemeral: z.boolean().nullish() }).nullish().catch(null),
  actions: z
    .array(z.looseObject({ value: Id }))
    .nullish()
    .catch(null),
});

const Named = z.object({ experiment: z.string() });

/** The person of a delivery and their place, by its body as Slack sent it. */
export function viewerOf(body: object, isExternal: boolean): Viewer {
  const read = Delivered.parse(body);
  const isPosted = read.container?.is_ephemeral === false;
  return {
    user: read.user_id ?? read.user?.id ?? '',
    channel: read.channel_id ?? read.channel?.id ?? null,
    isExternal,
    shown: isPosted ? experimentIn(read.actions?.[0]?.value ?? '') : null,
  };
}

/** The experiment that the value of a button names; null if it names none. */
function experimentIn(value: string): string | null {
  try {
    const read = Named.safeParse(JSON.parse(value));
    return read.success ? read.data.experiment : null;
  } catch {
    return null;
  }
}
