import type { Button, Overflow } from '@slack/types';
import { context, section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bold, link } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import { expiryOf } from '#domain/unattended/expiry.ts';
import { usersMeetHarm } from '#domain/waits/snooze.ts';
import { pickCommand } from '#features/choose-command/actions.ts';
import { decideKill } from '#features/decide-experiment/actions.ts';
import { contextNow } from '#features/decide-experiment/evidence-now.ts';
import { moment } from '#features/moment.ts';
import { titleOf } from '#features/title.ts';
import { WAIT_WORDS } from './act-words.ts';

/** One thing that waits for a person, and the address of its thread; null if the chat does not tell. */
export interface Reminded {
  readonly experiment: Experiment;
  readonly url: string | null;
}

/** For how many days a person may put a reminder off, in its menu. */
const LATER = [3, 7, 14];
/** How many are listed; the others are counted. */
const LISTED = 15;

/** To one person, at this moment (milliseconds since the Unix epoch): all that waits for them, the longest wait first. At least one. */
export function renderReminder(items: readonly Reminded[], now: number): ChatMessage {
  const head = `Waits for you (${items.length})`;
  const [first] = items;
  const more = items.length > LISTED ? [context([`${items.length - LISTED} more wait for you.`])] : [];
  const example = first === undefined ? '' : exampleOf(first.experiment);
  return message({
    text: `${head}${example}`,
    blocks: [section(bold(head)), ...items.slice(0, LISTED).map((item) => itemSection(item, now)), ...more],
  });
}

/** The first item, for the notification. */
function exampleOf(experiment: Experiment): string {
  return `: ${askedOf(experiment)}: ${escapeMrkdwn(oneLine(titleOf(experiment), 60))}`;
}

function itemSection({ experiment, url }: Reminded, now: number) {
  const since = moment(experiment.waiting?.since ?? 0, '{date_short_pretty}');
  const title = oneLine(titleOf(experiment), 80);
  const where = url === null ? escapeMrkdwn(title) : link(url, title);
  const text = `• ${askedOf(experiment)}: ${where}, since ${since}${stakes(experiment)}`;
  return section(text, {
    accessory: usersMeetHarm(experiment) ? killOf(experiment, now) : laterMenu(experiment),
  });
}

/** What ends the harm at once. The press is held against the evidence, as in the thread. */
function killOf(experiment: Experiment, now: number): Button {
  return decideKill.button(contextNow(experiment, now), { label: 'Kill', style: 'danger' });
}

function laterMenu({ key }: Experiment): Overflow {
  return pickCommand.overflow(
    LATER.map((days) => ({ label: `Remind me in ${days} days`, value: `snooze ${key} ${days}` })),
  );
}

function askedOf({ waiting }: Experiment): string {
  return waiting === undefined ? 'Look at' : WAIT_WORDS[waiting.act].item;
}

/** What the wait costs: who meets the change meanwhile, and when it ends by itself. */
function stakes(experiment: Experiment): string {
  const { status, flag } = experiment;
  const isRunning = status === 'deciding' || status === 'running' || status === 'verifying';
  const meets = isRunning && flag?.active === true ? [`${percent(flag.rollout)} of users are in it`] : [];
  const isWorse = latestSnapshot(experiment)?.verdict.recommendation === 'kill' && status === 'deciding';
  const due = expiryOf(experiment);
  const ends =
    due === null ? [] : [`back to the control on ${moment(due, '{date_short_pretty}')} without a decision`];
  return [...(isWorse ? ['proven worse'] : []), ...meets, ...ends].map((part) => `, ${part}`).join('');
}
