import { BOT } from '#domain/actor.ts';
import type { Experiment } from '#domain/experiment.ts';
import { UNSEEN_NAME } from '#domain/launch/unseen-name.ts';
import { occupiesSurface } from '#domain/status.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { mayBeNamedIn } from '#features/sight.ts';
import { unfinishedLines } from '#features/walk-unfinished.ts';
import { ownFault } from '#shared/errors.ts';

type Needs = Pick<CoPilot, 'store' | 'load' | 'loadUnseen' | 'execute' | 'clock' | 'chat'>;

/** Looks before giving up: each of them ends with one experiment fewer on the surface. */
const LOOKS = 10;

/**
 * The other unfinished experiments on the same surface of the same repository. The list says which may be, the journal which
 * are: the list may be a moment behind, and then it would miss one, or hold up a launch for one that has ended.
 */
async function othersOnSurface(
  { store, loadUnseen }: Pick<Needs, 'store' | 'loadUnseen'>,
  { key, request }: Experiment,
): Promise<readonly Experiment[]> {
  const lines = (await unfinishedLines(store)).filter(
    (line) => line.key !== key && line.surface === request.surface && line.repository === request.repository,
  );
  const others = await Promise.all(lines.map((line) => loadUnseen(line.key)));
  return others.filter((other) => other !== null).filter(({ status }) => occupiesSurface(status));
}

/**
 * Whether a launch that is in the journal may switch its flag on. Two that were pressed at the same moment saw nothing of
 * each other then. By now each is in the journal before it looks, so at least one sees the other, and it takes back the
 * launch that has to wait. Another look gives the same answer, whichever process was cut off in between.
 */
export async function mayGoOut(needs: Needs, key: string): Promise<boolean> {
  for (let look = 0; look < LOOKS; look += 1) {
    const own = await needs.load(key);
    if (own?.status !== 'verifying') return own !== null && own.status !== 'implemented';
    const others = await othersOnSurface(needs, own);
    if (others.length === 0) return true;
    const [first = own, ...later] = [own, ...others].toSorted(byTurn);
    const waiting = first === own ? later : [own];
    for (const held of waiting) {
      // Refused if the other process was quicker; the next look shows the result.
      const command = {
        name: 'holdBack',
        conflicts: [await nameFor(needs, first, held)],
        actor: BOT,
        at: needs.clock.now(),
      } as const;
      await needs.execute(held.key, command);
    }
  }
  const message = 'Too many launches on one surface at once; they are looked at again.';
  throw ownFault('launch.unsettled', message);
}

/** What the thread of an experiment may say of the others on its surface. */
export async function namesOfOthers(
  needs: Pick<Needs, 'store' | 'loadUnseen' | 'chat'>,
  experiment: Experiment,
): Promise<readonly string[]> {
  const others = await othersOnSurface(needs, experiment);
  return Promise.all(others.map((other) => nameFor(needs, other, experiment)));
}

/** How the thread of one experiment names another: by its key if its readers may know of that. */
export async function nameFor(
  { chat }: Pick<Needs, 'chat'>,
  other: Pick<Experiment, 'key' | 'delivery'>,
  { delivery }: Experiment,
): Promise<string> {
  const { channel } = other.delivery;
  const isOpen = await mayBeNamedIn(chat, delivery.channel, channel).catch(() => false);
  return isOpen ? other.key : UNSEEN_NAME;
}

/** An experiment past its canary stays; of canaries the one that was launched first stays, and by key if that is equal. */
function byTurn(left: Experiment, right: Experiment): number {
  const past = Number(right.status !== 'verifying') - Number(left.status !== 'verifying');
  const launched = (left.launch?.at ?? 0) - (right.launch?.at ?? 0);
  return past || launched || (left.key < right.key ? -1 : 1);
}
