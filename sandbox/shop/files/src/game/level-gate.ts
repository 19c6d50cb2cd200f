import type { Services } from '../services.ts';

/** A player on the way up. */
export interface Player {
  readonly id: string;
  readonly level: number;
}

/** A gate as the player meets it: closed means waiting, or asking a friend for help. */
export interface Gate {
  readonly level: number;
  readonly open: boolean;
}

/** The level at which the first gate stands. */
const FIRST_GATE_LEVEL = 30;

/** Shows the first gate to a player and records that it was met. */
export async function meetFirstGate(player: Player, services: Services): Promise<Gate> {
  const level = FIRST_GATE_LEVEL;
  const open = player.level < level;
  await services.events.track(player.id, 'gate_met', { level, open });
  return { level, open };
}
