import type { PersonActor } from '#domain/actor.ts';
import { type Entry, sealCommit } from '#domain/commit.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { untilFirst } from '#shared/until-first.ts';

/** The stream of the journal that says in which channels people of other companies may act. */
const STREAM = '$external';

/** A member of the workspace opens a channel to people of other companies, or closes it. */
export interface OpenChannel {
  readonly name: 'openChannel';
  readonly channel: string;
  readonly isOpen: boolean;
  readonly actor: PersonActor;
  readonly at: number;
}

interface ChannelOpened {
  readonly type: 'channelOpened';
  readonly channel: string;
  readonly isOpen: boolean;
}

type Needs = Pick<CoPilot, 'store'>;
type Opening = Entry<OpenChannel, ChannelOpened>;

/** Whether people of other companies may act in a channel: no, until a member of the workspace says so. */
export async function isOpenChannel(needs: Needs, channel: string): Promise<boolean> {
  return holds(await openings(needs), channel);
}

/** Opens or closes a channel; false if it was so already. Throws `journal.contended` after too many lost races. */
export async function openChannel(needs: Needs, command: OpenChannel): Promise<boolean> {
  const { channel, isOpen } = command;
  return untilFirst(async () => {
    const before = await openings(needs);
    if (holds(before, channel) === isOpen) return false;
    const outcome = { events: [{ type: 'channelOpened' as const, channel, isOpen }], effects: [] };
    const commit = sealCommit(STREAM, before.at(-1) ?? null, command, outcome);
    return (await needs.store.append(commit)) === 'appended' || 'conflict';
  });
}

function holds(all: readonly Opening[], channel: string): boolean {
  const events = all.flatMap((one) => one.events);
  return events.findLast((event) => event.channel === channel)?.isOpen ?? false;
}

async function openings({ store }: Needs): Promise<readonly Opening[]> {
  // The stream holds nothing but commits of this kind: no other part of the product writes to it.
  return (await store.commits(STREAM)) as unknown as readonly Opening[];
}
