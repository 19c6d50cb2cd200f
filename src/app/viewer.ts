import { z } from 'zod';
import type { Viewer } from '#features/sight.ts';

const Id = z.string().nullish().catch(null);
const Named = z.looseObject({ id: Id }).nullish().catch(null);
const Option = z.looseObject({ value: Id }).nullish().catch(null);
const Pressed = z.looseObject({ value: Id, selected_option: Option });
const Delivered = z.looseObject({
  ...{ user_id: Id, channel_id: Id, user: Named, channel: Named },
  container: z.looseObject({ is_ephemeral: z.boolean().nullish() }).nullish().catch(null),
  actions: z.array(Pressed).nullish().catch(null),
  event: z.looseObject({ type: Id, user: Id, channel: Id, channel_type: Id }).nullish().catch(null),
});

const Evidence = z.object({ experiment: z.string() });

/** The person of a delivery and their place, by its body as Slack sent it. */
export function viewerOf(body: object, isExternal: boolean): Viewer {
  const read = Delivered.parse(body);
  const [pressed] = read.actions ?? [];
  const isPosted = read.container?.is_ephemeral === false;
  // What is said to the bot directly is answered there, and read by that person alone; so is a home.
  const isDirect = read.event?.channel_type === 'im' || read.event?.type === 'app_home_opened';
  return {
    user: read.user_id ?? read.user?.id ?? read.event?.user ?? '',
    channel: read.channel_id ?? read.channel?.id ?? (isDirect ? null : (read.event?.channel ?? null)),
    isExternal,
    shown: isPosted ? namedIn(pressed?.value ?? pressed?.selected_option?.value ?? '') : [],
  };
}

/** The experiment that the value of a button names, or the words of the command that it gives. */
function namedIn(value: string): readonly string[] {
  try {
    const read = Evidence.safeParse(JSON.parse(value));
    return read.success ? [read.data.experiment] : [];
  } catch {
    return value.split(' ');
  }
}
