import { BOT } from '#domain/actor.ts';
import { flagReminderOf } from '#domain/clean-up/flag-debt.ts';
import type { BotBody } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { expiryOf, reminderOf } from '#domain/unattended/expiry.ts';
import { addresseesOf } from '#domain/waits/addressees.ts';
import { isRemindedOn, nextCallAt, withdrawnAt } from '#domain/waits/next-call.ts';
import { WAITS } from '#settings/waits.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { goOn, START, type Story, step } from '#test/support/example-story.ts';

/** What became of an experiment that people let wait. Days count from the begin of the wait. */
export interface WaitRow {
  readonly name: string;
  readonly status: string;
  readonly act: string;
  readonly called: readonly string[];
  /** Days on which each addressee was written to directly. */
  readonly reminders: readonly number[];
  /** Days on which the thread called, or had its word on a decision or a flag. */
  readonly calls: readonly number[];
  /** What ended it, and when; null if it waits on. */
  readonly end: { readonly day: number; readonly how: string } | null;
}

/** Lets an experiment wait so many days with no person acting; hour by hour, as the jobs of the bot look at it. */
export function letWait(name: string, story: Story, approvers: readonly string[], days: number): WaitRow {
  const { waiting, status } = story.experiment;
  if (waiting === undefined) throw new Error(`${name} waits for no person`);
  const dayOf = (at: number) => Math.round(((at - waiting.since) / DAY) * 10) / 10;
  const reminders: number[] = [];
  const calls: number[] = [];
  let told = story;
  let end: WaitRow['end'] = null;
  let writtenOn = 0;
  for (let at = waiting.since; at <= waiting.since + days * DAY && end === null; at += HOUR) {
    const due = dueAt(told.experiment, at);
    if (due !== null) {
      told = goOn(told, step((at - START) / DAY, BOT, due));
      if (due.name === 'withdrawPlan' || due.name === 'expireDecision')
        end = { day: dayOf(at), how: due.name };
      else calls.push(dayOf(at));
    }
    const today = Math.floor(at / DAY);
    if (end === null && today !== writtenOn && isAtWork(at) && isRemindedOn(told.experiment, WAITS, at)) {
      writtenOn = today;
      reminders.push(dayOf(at));
    }
  }
  const { people } = addresseesOf(story.experiment, waiting.act, approvers);
  return { name, status, act: waiting.act, called: people, reminders, calls, end };
}

/** A working day from nine to five, in UTC: a person is written to once in it. */
function isAtWork(at: number): boolean {
  const moment = new Date(at);
  const hour = moment.getUTCHours();
  return hour >= 9 && hour < 17 && ![0, 6].includes(moment.getUTCDay());
}

/** What the bot does next by the clock; null if nothing is due. */
function dueAt(experiment: Experiment, at: number): BotBody | null {
  const { waiting } = experiment;
  if (waiting === undefined) return null;
  const isDue = (moment: number | null) => moment !== null && at >= moment;
  if (isDue(withdrawnAt(experiment, WAITS.withdrawAfterDays)))
    return { name: 'withdrawPlan', days: WAITS.withdrawAfterDays };
  if (isDue(expiryOf(experiment))) return { name: 'expireDecision' };
  if (isDue(reminderOf(experiment))) return { name: 'remindOfDecision' };
  if (isDue(flagReminderOf(experiment))) return { name: 'remindOfFlag' };
  const { act, since, called = 0 } = waiting;
  return isDue(nextCallAt(experiment, WAITS)) ? { name: 'callAgain', act, since, time: called + 1 } : null;
}

/** The rows as a table that people read. */
export function printTable(rows: readonly WaitRow[]): string {
  const cells = rows.map(({ name, status, act, called, reminders, calls, end }) => [
    name,
    status,
    act,
    called.join(' '),
    `${reminders.length}, from day ${reminders[0] ?? '–'}`,
    calls.length === 0 ? '–' : calls.join(' '),
    end === null ? 'waits on' : `day ${end.day}: ${end.how}`,
  ]);
  const head = [
    'example',
    'status',
    'waits for',
    'called',
    'direct reminders',
    'thread, days',
    'end in 30 days',
  ];
  const widths = head.map((_none, at) => Math.max(...[head, ...cells].map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join(' | ')
      .trimEnd();
  return `${[head, widths.map((width) => '-'.repeat(width)), ...cells].map(line).join('\n')}\n`;
}
