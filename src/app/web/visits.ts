import type { WebGround } from '#app/web/web-ground.ts';
import type { Visit } from '#desk/page.ts';
import { isMember } from '#features/is-member.ts';
import { createSights } from '#features/sight.ts';

/**
 * Makes visits of chat users: what they may see and do is asked anew at each. Null for a person who may come no more: they were deactivated,
 * or belong to another workspace. Throws the chat service's fault.
 */
export function createVisits({
  coPilot,
}: Pick<WebGround, 'coPilot'>): (user: string) => Promise<Visit | null> {
  let narrow: ReturnType<typeof createSights> | null = null;
  return async (user) => {
    const whole = coPilot();
    narrow ??= createSights(whole.clock);
    if (!(await isMember(whole, user))) return null;
    const narrowed = narrow(whole, { user, channel: null, isExternal: false, shown: [] });
    const actor = await narrowed.people.actorOf(user);
    const name = actor.person === null ? null : await whole.chat.displayNameOf(actor.person);
    return { coPilot: narrowed, user, actor, name: name ?? user };
  };
}
