import type { Experiment } from '#domain/experiment.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { addresseesOf } from '#domain/waits/addressees.ts';
import { isRemindedOn, type WaitClock } from '#domain/waits/next-call.ts';
import { isSnoozed, usersMeetHarm } from '#domain/waits/snooze.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { readsAsPublic, seenLines } from '#features/sight.ts';
import { threadLink } from '#features/thread/thread-link.ts';
import { unfinishedLines } from '#features/walk-unfinished.ts';
import { turnOfTheLoop } from '#journal/turn-of-the-loop.ts';
import { DAY } from '#shared/clock.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import { localTime } from './local-time.ts';
import { type Reminded, renderReminder } from './reminder-blocks.ts';

type Needs = Pick<CoPilot, 'store' | 'load' | 'choices' | 'people' | 'chat' | 'clock' | 'log'>;

/** Claims of reminders: one a person and day, whatever becomes of the process. */
const SCOPE = 'reminder';
/** How long claims are kept, and how many are forgotten at a time: only those of the present day matter. */
const KEPT = 7 * DAY;
const SWEPT = 1_000;
/** The hours of a person's working day in which a reminder may come; the first is the usual one. */
const FROM = 9;
const UNTIL = 17;

/**
 * Writes to every person for whom experiments wait: one message with all of them, on each of the person's working days, from nine
 * o'clock of their time zone on, and not while they are not to be disturbed. A fault with one person is logged and does not hold up the
 * others; that person is reminded on the next day.
 */
export async function remindPeople(needs: Needs): Promise<void> {
  const { choices, clock, log, store } = needs;
  if (choices.waits.remindAfterDays === 0) return;
  const now = clock.now();
  await store.sweepClaims(SCOPE, now - KEPT, SWEPT);
  const lines = (await unfinishedLines(store)).filter(({ waiting }) => waiting !== null);
  if (!lines.some((line) => mayBeDue(line, choices.waits, now))) return;
  for (const [person, all] of await waitingFor(needs, lines)) {
    // An embedded store answers without ever going by the event loop.
    await turnOfTheLoop();
    const isDue = (experiment: Experiment) => isRemindedOn(experiment, choices.waits, now);
    const waiting = all.filter((experiment) => !hasPutOff(experiment, person, now));
    if (!waiting.some(isDue)) continue;
    try {
      const readable = await readableBy(needs, person, waiting);
      if (readable.some(isDue)) await remind(needs, person, readable, now);
    } catch (thrown) {
      log.warn('a person could not be reminded', faultFields(toAppError(thrown)));
    }
  }
}

/** Whether its wait is a reason to write to people today, by the line alone; lines from before waits were kept do not say. */
function mayBeDue({ waiting }: ExperimentSummary, waits: WaitClock, now: number): boolean {
  return waiting === undefined || (waiting !== null && isRemindedOn({ waiting }, waits, now));
}

function hasPutOff(experiment: Experiment, person: string, now: number): boolean {
  const { waiting } = experiment;
  return waiting !== undefined && isSnoozed(waiting, person, now) && !usersMeetHarm(experiment);
}

/** The experiments of these lines that wait for each person, the longest wait first. */
async function waitingFor(
  needs: Needs,
  lines: readonly ExperimentSummary[],
): Promise<ReadonlyMap<string, readonly Experiment[]>> {
  const approvers = await needs.people.approvers();
  const found = new Map<string, Experiment[]>();
  for (const { key } of lines) {
    const experiment = await needs.load(key);
    if (experiment?.waiting === undefined) continue;
    for (const person of addresseesOf(experiment, experiment.waiting.act, approvers).people) {
      found.set(person, [...(found.get(person) ?? []), experiment]);
    }
  }
  for (const [person, waiting] of found) found.set(person, waiting.toSorted(byAge));
  return found;
}

/** Those of these experiments whose channel the person can read; one of which the chat service does not tell waits for its next word. */
async function readableBy(
  { chat, people }: Pick<Needs, 'chat' | 'people'>,
  person: string,
  waiting: readonly Experiment[],
): Promise<readonly Experiment[]> {
  const user = await people.userOf(person);
  if (user === null) return [];
  const sees = async (channel: string) =>
    (await readsAsPublic(chat, channel, user)) || chat.hasMember(channel, user);
  const lines = waiting.map((experiment) => ({ channel: experiment.delivery.channel, experiment }));
  const { seen } = await seenLines({ sees }, lines);
  return seen.map(({ experiment }) => experiment);
}

function byAge(one: Experiment, other: Experiment): number {
  return (one.waiting?.since ?? 0) - (other.waiting?.since ?? 0);
}

async function remind(
  needs: Needs,
  person: string,
  waiting: readonly Experiment[],
  now: number,
): Promise<void> {
  const { chat, store } = needs;
  const hours = await chat.hoursOf(person, now);
  if (hours === null || hours.isQuiet) return;
  const { day, hour, isWeekend } = localTime(now, hours.timeZone);
  if (isWeekend || hour < FROM || hour >= UNTIL) return;
  // Rendered before the claim: what fails here is tried again at the next run.
  const items: readonly Reminded[] = await Promise.all(
    waiting.map(async (experiment) => ({ experiment, url: await threadLink(needs, experiment) })),
  );
  const key = `${person}:${day}`;
  if (!(await store.claim(SCOPE, key, now))) return;
  await chat.tell(person, renderReminder(items, now), {
    key: `${SCOPE}:${key}`,
    mayExist: false,
    since: now,
  });
}
