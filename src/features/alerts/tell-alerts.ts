import { BOT } from '#domain/actor.ts';
import { isOver } from '#domain/alerts/alerts-in.ts';
import { type HeldAlert, NO_ALERTS } from '#domain/alerts/state.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { sayBulletin } from '#features/bulletin.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { threadLink } from '#features/thread/thread-link.ts';
import { titleOf } from '#features/title.ts';
import { unfinishedLines } from '#features/walk-unfinished.ts';
import { loadBulletin } from '#journal/bulletins.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import { alertHours } from './alert-hours.ts';
import { COLLECTED_ALERTS, type CollectedAlert, type CollectedAlerts } from './collected-blocks.ts';
import { concernedBy } from './concerned.ts';
import { sweepAlertClaims } from './route-alert.ts';

type Needs = Pick<CoPilot, 'store' | 'load' | 'execute' | 'chat' | 'choices' | 'people' | 'clock' | 'log'>;

/** Lines that are looked through for finished experiments. */
const LINES = 10_000;
/** For how long a message that tells nothing but what is over is put off, for one that tells more. */
const LONGEST = DAY;

/** An alert whose time to be told has come. */
interface Due {
  readonly experiment: Experiment;
  readonly held: HeldAlert;
}

/** Tells every alert whose wait is over in the message of its channel and day. A fault in one channel holds up no other. */
export async function tellAlerts(needs: Needs, bucketStart: number): Promise<void> {
  await sweepAlertClaims(needs);
  const due = new Map<string, Due[]>();
  for (const { key } of await waitingLines(needs, bucketStart)) {
    const experiment = await needs.load(key);
    if (experiment !== null) await addDue(needs, experiment, due);
  }
  for (const [name, alerts] of due) {
    try {
      await tellInOne(needs, name, alerts);
    } catch (thrown) {
      needs.log.warn('alerts could not be told', { bulletin: name, ...faultFields(toAppError(thrown)) });
    }
  }
}

/** Finished experiments are looked through once an hour. */
async function waitingLines(
  { store }: Pick<Needs, 'store'>,
  bucketStart: number,
): Promise<readonly ExperimentSummary[]> {
  const isHour = bucketStart % HOUR === 0;
  const lines = isHour ? await store.summaries({ limit: LINES }) : await unfinishedLines(store);
  return lines.filter(({ alertsHeld }) => alertsHeld === true);
}

async function addDue(needs: Needs, experiment: Experiment, due: Map<string, Due[]>): Promise<void> {
  const { isQuiet, day } = await alertHours(needs, experiment);
  if (isQuiet) return;
  for (const held of (experiment.alerts ?? NO_ALERTS).held) {
    if (held.until !== null && held.until > needs.clock.now()) continue;
    const name = `alerts/${experiment.delivery.channel}/${day}${held.why === 'quiet' ? '/quiet' : ''}`;
    due.set(name, [...(due.get(name) ?? []), { experiment, held }]);
  }
}

async function tellInOne(needs: Needs, name: string, due: readonly Due[]): Promise<void> {
  const known = await loadBulletin(needs.store, name);
  const before = (known?.said.facts as CollectedAlerts | undefined)?.alerts ?? [];
  const fresh: CollectedAlert[] = [];
  for (const { experiment, held } of due) {
    if (before.some(({ effect }) => effect === held.effect)) continue;
    fresh.push(await collected(needs, experiment, held));
  }
  const now = needs.clock.now();
  const mayWait = fresh.every(({ isOver: over, at }) => over && at > now - LONGEST);
  if (known === null && mayWait) return;
  const alerts = [...(await broughtUpToDate(needs, before)), ...fresh].toSorted(
    (one, other) => one.at - other.at,
  );
  const open = due.filter(({ experiment, held }) => !held.keys.every((key) => isOver(key, experiment)));
  const people = new Set((known?.said.facts as CollectedAlerts | undefined)?.people ?? []);
  for (const { experiment, held } of open)
    for (const person of await concernedBy(needs, experiment, held.keys)) people.add(person);
  const facts: CollectedAlerts = { afterQuiet: name.endsWith('/quiet'), people: [...people], alerts };
  const channel = due[0]?.experiment.delivery.channel ?? '';
  await sayBulletin(needs, COLLECTED_ALERTS, { name, channel, facts });
  await record(needs, name, due, alerts);
}

async function collected(
  needs: Needs,
  experiment: Experiment,
  { effect, keys, text, why, at }: HeldAlert,
): Promise<CollectedAlert> {
  return {
    ...{ effect, keys, text, why, at, experiment: experiment.key, title: titleOf(experiment) },
    url: await threadLink(needs, experiment),
    isOver: keys.every((key) => isOver(key, experiment)),
  };
}

/** What the message tells already, with what is over by now. */
async function broughtUpToDate(
  { load }: Pick<Needs, 'load'>,
  before: readonly CollectedAlert[],
): Promise<readonly CollectedAlert[]> {
  return Promise.all(
    before.map(async (alert) => {
      const experiment = await load(alert.experiment);
      if (alert.isOver || experiment === null) return alert;
      return { ...alert, isOver: alert.keys.every((key) => isOver(key, experiment)) };
    }),
  );
}

/** The journal of each experiment says by which message its alerts were told. */
async function record(
  { execute, clock }: Needs,
  bulletin: string,
  due: readonly Due[],
  told: readonly CollectedAlert[],
): Promise<void> {
  for (const [key, alerts] of Map.groupBy(due, ({ experiment }) => experiment.key)) {
    const effects = alerts.map(({ held }) => held.effect);
    const over = told.filter((one) => one.isOver && effects.includes(one.effect)).map(({ effect }) => effect);
    await execute(key, { name: 'tellAlerts', effects, over, bulletin, actor: BOT, at: clock.now() });
  }
}
