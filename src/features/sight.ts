import { decide } from '#domain/decide.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { CoPilot, Sight } from '#features/co-pilot.ts';
import { isOpenChannel } from '#features/external-people/open-channels.ts';
import { type Clock, MINUTE } from '#shared/clock.ts';
import { refused } from '#shared/result.ts';

/** The person of a delivery and their place. */
export interface Viewer {
  /** The chat user. */
  readonly user: string;
  /** The channel in which they type or press; null if a form does not say. */
  readonly channel: string | null;
  /** They belong to another company. */
  readonly isExternal: boolean;
  /** What a button or menu of a posted message names, keys among it: all who can press it have been shown that experiment. */
  readonly shown: readonly string[];
}

/** How long a person counts as a reader of the channel in which they last typed or pressed: a form may lie open meanwhile. */
const PRESENT = 10 * MINUTE;
/** Presences that are remembered at a time. */
const MOST = 5_000;

/** For the bot's own work, which is done in the place of each experiment. */
export const SEES_ALL: Sight = { sees: async () => true, refusal: async () => null, isExternal: false };

const READS_ONLY =
  'You belong to another company, so you can read the experiments of this channel and change nothing. A member of this workspace can change that: `/experiment external on`, typed in the channel.';

const LEFT: Refusal = {
  code: 'not-allowed',
  message: 'You are not in that channel any more. Propose it in a channel that you are in.',
};

/**
 * Narrows what a delivery works with to what its person may see. An experiment in a private channel shows there, and to admins
 * everywhere; one in a public channel shows to the whole workspace; to guests, if they are in it; to people of
 * other companies, in its own channel alone. For
 * `load` and `execute` all else is as if it did not exist.
 */
export function createSights(clock: Clock): (coPilot: CoPilot, viewer: Viewer) => CoPilot {
  const seenAt = new Map<string, number>();
  return (coPilot, viewer) => {
    const { channel, user } = viewer;
    if (channel !== null) {
      if (seenAt.size >= MOST) seenAt.clear();
      seenAt.set(`${user}:${channel}`, clock.now());
    }
    const wasIn = (place: string) => clock.now() - (seenAt.get(`${user}:${place}`) ?? -PRESENT) < PRESENT;
    const { isExternal } = viewer;
    return within(coPilot, viewer, {
      sees: (place) => sees(coPilot, viewer, wasIn, place),
      refusal: async (place) =>
        isExternal && !(await isOpenChannel(coPilot, place))
          ? { code: 'not-allowed', message: READS_ONLY }
          : null,
      isExternal,
    });
  };
}

/** Narrows what a program works with that is no person: it sees what stands in public channels, and nothing else. */
export function seenByService(coPilot: CoPilot, viewer: Viewer): CoPilot {
  return within(coPilot, viewer, {
    sees: (place) => coPilot.chat.isPublic(place),
    refusal: async () => null,
    isExternal: false,
  });
}

async function sees(
  { chat, people }: Pick<CoPilot, 'chat' | 'people'>,
  { user, channel, isExternal }: Viewer,
  wasIn: (place: string) => boolean,
  place: string,
): Promise<boolean> {
  if (place === channel) return true;
  if (channel === null && wasIn(place)) return true;
  if (!isExternal) {
    if (await readsAsPublic(chat, place, user)) return true;
    if ((await people.actorOf(user)).roles.includes('admin')) return true;
  }
  return channel === null && chat.hasMember(place, user);
}

/**
 * Whether what stands in the channel `own` may name an experiment of another one: that is public, and no people of another company
 * read here. Throws if the chat service does not tell.
 */
export async function mayBeNamedIn(
  chat: Pick<CoPilot['chat'], 'isPublic' | 'isShared'>,
  own: string,
  other: string,
): Promise<boolean> {
  return other === own || ((await chat.isPublic(other)) && !(await chat.isShared(own)));
}

/** Whether a chat user of the workspace may read a channel because it is public. A guest may read those alone that they are in. */
export async function readsAsPublic(
  chat: Pick<CoPilot['chat'], 'isPublic' | 'isGuest' | 'hasMember'>,
  place: string,
  user: string,
): Promise<boolean> {
  if (!(await chat.isPublic(place))) return false;
  return !(await chat.isGuest(user)) || chat.hasMember(place, user);
}

function within(coPilot: CoPilot, viewer: Viewer, sight: Sight): CoPilot {
  const load: CoPilot['load'] = async (key) => {
    const found = await coPilot.load(key);
    if (found === null || viewer.shown.includes(key)) return found;
    return (await sight.sees(found.delivery.channel)) ? found : null;
  };
  return {
    ...coPilot,
    ...{ sight, load },
    people: viewer.isExternal ? withoutRoles(coPilot.people, viewer.user) : coPilot.people,
    execute: async (key, command) => {
      const found = command.name === 'propose' ? null : await load(key);
      if (command.name !== 'propose' && found === null) {
        const unknown = decide(null, command);
        if (unknown.kind === 'refused') return unknown;
      }
      // A form may have lain open. If the chat service does not tell, it is as when the form was opened.
      if (command.name === 'propose' && !(await sight.sees(command.channel).catch(() => true)))
        return refused(LEFT);
      const channel = command.name === 'propose' ? command.channel : (found?.delivery.channel ?? '');
      // What the bot writes down itself, such as the cost of an answer, is no act of the person.
      const problem = command.actor.person === null ? null : await sight.refusal(channel);
      return problem === null ? coPilot.execute(key, command) : refused(problem);
    },
  };
}

/** Roles are given to members of the workspace, whatever the settings say of an id of another. */
function withoutRoles(people: CoPilot['people'], external: string): CoPilot['people'] {
  return {
    ...people,
    actorOf: async (user) => {
      const actor = await people.actorOf(user);
      return user === external ? { ...actor, roles: [] } : actor;
    },
  };
}

/** Those of these lines whose channel the person may read, in their order; and whether the chat service did not tell of some. */
export async function seenLines<Line extends { readonly channel: string }>(
  { sees }: Pick<Sight, 'sees'>,
  lines: readonly Line[],
): Promise<{ readonly seen: readonly Line[]; readonly isPartial: boolean }> {
  const channels = [...new Set(lines.map(({ channel }) => channel))];
  const answers = await Promise.allSettled(channels.map((channel) => sees(channel)));
  const open = new Set(channels.filter((_, at) => isTrue(answers[at])));
  return {
    seen: lines.filter(({ channel }) => open.has(channel)),
    isPartial: answers.some(({ status }) => status === 'rejected'),
  };
}

function isTrue(answer: PromiseSettledResult<boolean> | undefined): boolean {
  return answer?.status === 'fulfilled' && answer.value;
}
