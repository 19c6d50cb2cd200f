import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { count } from '#domain/figures.ts';
import type { PlatformAction, SeenEvent } from '#ports/event-catalogue.ts';
import { readSettings } from '#settings/file/read-settings.ts';
import { type Clock, DAY } from '#shared/clock.ts';
import { toAppError } from '#shared/errors.ts';
import { say } from '#tools/command-line.ts';
import { metricsText, newFileText, withMetrics } from './edit-file.ts';
import { importDefinition, type Wanted } from './import-definition.ts';
import type { Platform } from './platform.ts';
import { type ProposedMetric, proposeMetrics, type Taken } from './propose-metrics.ts';

const DAYS = 30;
/** Events that are listed on the screen; the file gets those that most units did. */
const LISTED = 50;

/** What `discover` is to do. */
export interface Discovery {
  /** The file to make, or to add metrics to; null prints them. */
  readonly write: string | null;
  /** One definition of the platform instead of the events seen. */
  readonly wanted: Wanted | null;
  readonly approvers: readonly string[];
  readonly admins: readonly string[];
  readonly repositories: readonly string[];
}

/** Lists what the platform saw lately and proposes metrics of it; answers the exit code. Faults are thrown. */
export async function discover(platform: Platform, discovery: Discovery, clock: Clock): Promise<number> {
  const { write, wanted } = discovery;
  const present = write !== null && existsSync(write) ? readFileSync(write, 'utf8') : null;
  const taken = takenIn(present);
  if (wanted !== null) {
    const imported = await importDefinition(platform, wanted, taken);
    if (imported.kind === 'ok') return put([imported.value], discovery, present, []);
    say(imported.problem);
    return 1;
  }
  const until = clock.now();
  const seen = await platform.events.seenEvents({ from: until - DAYS * DAY, until });
  if (seen.length === 0) {
    say(`${platform.metrics.name} saw no event in the last ${DAYS} days. Send events to the project first.`);
    return 1;
  }
  list(seen);
  await listActions(platform, seen);
  const fresh = seen.filter(({ event }) => !taken.events.includes(event));
  return put(proposeMetrics(fresh, taken), discovery, present, seen);
}

function list(seen: readonly SeenEvent[]): void {
  say(`Events of the last ${DAYS} days: ${count(seen.length)}`);
  for (const { event, count: times, units, lastSeenAt } of seen.slice(0, LISTED)) {
    const last = new Date(lastSeenAt).toISOString().slice(0, 10);
    say(`  ${printable(event)}: events ${count(times)}, units ${count(units)}, last on ${last}`);
  }
  if (seen.length > LISTED) say(`  and ${count(seen.length - LISTED)} that came less often`);
}

async function listActions({ events, metrics }: Platform, seen: readonly SeenEvent[]): Promise<void> {
  try {
    const actions = await events.actions();
    if (actions.length === 0) return;
    say(`Actions, each a metric by --action <number>: ${count(actions.length)}`);
    for (const action of actions) say(`  ${action.id} ${printable(action.name)}: ${howOften(action, seen)}`);
  } catch (thrown) {
    const fault = toAppError(thrown);
    if (fault.kind !== 'denied' && fault.kind !== 'refused') throw thrown;
    say(`Actions of ${metrics.name} are left out. ${fault.message}`);
  }
}

/** How often the event of an action came, its filters left aside; or why the action can be no metric. */
function howOften({ measure }: PlatformAction, seen: readonly SeenEvent[]): string {
  if (measure.kind === 'refused') return `cannot be a metric. ${measure.problem}`;
  const { event, where = [] } = measure.value;
  const times = seen.find((one) => one.event === event)?.count ?? 0;
  return `${printable(event)}, events ${count(times)}${where.length === 0 ? '' : ' before its filters'}`;
}

function put(
  metrics: readonly ProposedMetric[],
  discovery: Discovery,
  present: string | null,
  seen: readonly SeenEvent[],
): number {
  const { write } = discovery;
  if (metrics.length === 0) {
    say('There is nothing to add: the file has a metric of every event.');
    return 0;
  }
  if (write === null) {
    say(`\n# For the metrics of the settings file:\n${metricsText(metrics, 2).trimEnd()}`);
    return 0;
  }
  const surfaces = surfacesOf(seen);
  const made =
    present === null ? newFileText({ ...discovery, surfaces, metrics }) : withMetrics(present, metrics);
  if (typeof made !== 'string' && made.kind === 'refused') {
    say(made.problem);
    return 1;
  }
  writeFileSync(write, typeof made === 'string' ? made : made.value);
  say(`${present === null ? 'Made' : 'Added to'} ${write}: ${metrics.map(({ key }) => key).join(', ')}.`);
  say(`Edit it, then run: npm run settings -- check --file ${write}`);
  return 0;
}

/** The places that the platform's own events show; else the event that most units did. */
function surfacesOf(seen: readonly SeenEvent[]): readonly object[] {
  const own = [
    { name: 'website', event: '$pageview' },
    { name: 'app', event: '$screen' },
  ].filter(({ event }) => seen.some((one) => one.event === event));
  const [widest] = seen.toSorted((one, other) => other.units - one.units);
  const found = own.length > 0 || widest === undefined ? own : [{ name: 'product', event: widest.event }];
  return found.map(({ name, event }) => ({ name, rules: [{ match: 'event', event }], crossesLogin: true }));
}

/** What a file that exists holds already; nothing if it cannot be read, because adding to it is refused then. */
function takenIn(text: string | null): Taken & { readonly events: readonly string[] } {
  const read = text === null ? null : readSettings(text);
  const metrics = read?.kind === 'ok' ? read.value.metrics : [];
  return {
    keys: metrics.map(({ key }) => key),
    names: metrics.map(({ name }) => name),
    events: metrics.map(({ event }) => event),
  };
}

/** Names come from outside: control characters would write over the screen. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '�');
}
