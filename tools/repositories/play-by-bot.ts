import { carryThrough } from './carry-through.ts';
import type { MadeUpRepository } from './made-up-repository.ts';
import { livesByEdits, playRepository } from './play-edits.ts';
import type { StageResult } from './run-stage.ts';
import { strangersTouched } from './traces.ts';

/**
 * Lets the bot carry an experiment through the repository, to a shipment and to a kill, then runs what is on the default branch at each
 * point. The author's code must have come there byte for byte.
 */
export async function playByBot(repository: MadeUpRepository): Promise<readonly StageResult[]> {
  const ship = await carried(repository, 'ship');
  const kill = await carried(repository, 'kill');
  if ('fault' in ship || 'fault' in kill) {
    return [ship, kill].flatMap((one) =>
      'fault' in one ? [{ stage: `carried to ${one.decision}`, faults: [one.fault] }] : [],
    );
  }
  const own = withKey(repository, ship.flagKey);
  const lives = {
    before: repository.files,
    flagged: ship.flagged,
    shipped: ship.cleaned,
    killed: kill.cleaned,
  };
  const wanted = livesByEdits(own);
  const differing = [
    ...strangersTouched(wanted.flagged, ship.flagged, []),
    ...strangersTouched(wanted.flagged, kill.flagged, []),
    ...strangersTouched(wanted.shipped, ship.cleaned, []),
    ...strangersTouched(wanted.killed, kill.cleaned, []),
  ].map((fault) => `not as its author wrote it: ${fault}`);
  const faults = [...ship.faults, ...kill.faults, ...differing];
  return [{ stage: 'carried', faults }, ...(await playRepository(own, lives))];
}

async function carried(repository: MadeUpRepository, decision: 'ship' | 'kill') {
  try {
    return await carryThrough(repository, decision);
  } catch (thrown) {
    return { decision, fault: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

/** The repository as if its author had had the experiment's own key. */
function withKey(repository: MadeUpRepository, flagKey: string): MadeUpRepository {
  const own = (edits: MadeUpRepository['ship']): MadeUpRepository['ship'] =>
    JSON.parse(JSON.stringify(edits).replaceAll(repository.flagKey, flagKey));
  const { implement, ship, kill } = repository;
  return { ...repository, flagKey, implement: own(implement), ship: own(ship), kill: own(kill) };
}
