import { BOT } from '#domain/actor.ts';
import type { ReleaseCondition } from '#domain/launch/release-conditions.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import type { TamperingPersonBody } from '#domain/tampering/commands.ts';
import { EXAMPLES } from './example-experiments.ts';
import { PRIYA } from './example-plans.ts';
import { goOn, type Step, type Story, step } from './example-story.ts';

/** A condition by which staff always see the control. */
export const STAFF_CONDITION: ReleaseCondition = {
  ...{ own: false, restrictedTo: ['email contains "…@acme.com"'], rollout: 1, variant: 'control', mark: 's' },
};
const OWN: ReleaseCondition = { own: true, restrictedTo: [], rollout: 1, variant: null, mark: 'o' };

/** The bot finds the flag changed by hand; null if it is gone. */
export function tampered(
  days: number,
  change: Partial<FlagRecord> | null,
  by: string | null = 'p_ann',
): Step {
  return step(days, BOT, ({ flag }) => ({
    name: 'recordTampering',
    known: flag?.version ?? '',
    found: change === null || flag === null ? null : { ...flag, version: `${flag.version}+`, ...change },
    by,
  }));
}

/** An approver chooses what becomes of it. */
export function settles(days: number, name: TamperingPersonBody['name']): Step {
  return step(days, PRIYA, ({ flag }) => ({ name, flagVersion: flag?.version ?? '', message: null }));
}

const { running, paused, decisionShip, decidedShip, merged, interimReport } = EXAMPLES;
const off = { active: false };
const split = { allocation: { control: 0.4, treatment: 0.6 } };

/** Flags that were changed by hand. */
export const TAMPERED = {
  off: goOn(running, tampered(3, off)),
  on: goOn(paused, tampered(3.2, { active: true }, null)),
  split: goOn(interimReport, tampered(17, { ...split, rollout: 0.5 })),
  condition: goOn(merged, tampered(1.7, { conditions: [STAFF_CONDITION, OWN] })),
  override: goOn(
    decisionShip,
    tampered(8.05, { conditions: [{ ...STAFF_CONDITION, restrictedTo: [] }, OWN] }),
  ),
  untold: goOn(running, tampered(3, {})),
  gone: goOn(running, tampered(3, null)),
  shippedOff: goOn(decidedShip, tampered(8.11, off)),
} as const satisfies Readonly<Record<string, Story>>;

/** What came of them. */
export const SETTLED = {
  paused: goOn(TAMPERED.off, settles(3.1, 'acceptFlag')),
  restored: goOn(TAMPERED.off, settles(3.1, 'restoreFlag')),
  anew: goOn(TAMPERED.split, settles(17.1, 'acceptFlag')),
  restoredAnew: goOn(TAMPERED.split, settles(17.1, 'restoreFlag')),
  ended: goOn(TAMPERED.off, settles(3.1, 'endForFlag')),
  changedBack: goOn(TAMPERED.off, tampered(3.1, { active: true })),
  canaryBack: goOn(EXAMPLES.launched, tampered(0.95, off), settles(0.96, 'acceptFlag')),
  shippedOff: goOn(TAMPERED.shippedOff, settles(8.12, 'acceptFlag')),
} as const satisfies Readonly<Record<string, Story>>;

/** Launched while staff always see the control. */
export const LAUNCHED_BESIDES = goOn(
  TAMPERED.condition,
  settles(1.8, 'acceptFlag'),
  step(1.9, PRIYA, ({ design }) => ({
    name: 'launch',
    planHash: design?.planHash ?? '',
    conflicts: [],
    message: null,
  })),
);
