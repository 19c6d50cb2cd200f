import type { KnownBlock } from '@slack/types';
import { context } from '#block-kit/layout.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { address, type Html, html } from '#desk/html/html.ts';
import { minuteOf } from '#desk/said-here.ts';
import type { PersonCommandName } from '#domain/command.ts';
import type { Commit } from '#domain/commit.ts';
import { effectKey } from '#domain/effect.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import { DECISION_WORDS } from '#features/act-words.ts';
import { said } from '#features/said.ts';
import { shownStamp } from '#features/thread/stamp.ts';
import type { Subject } from './subject.ts';

/** What a person did, as it follows their name. */
const ACTS: Readonly<Record<PersonCommandName, string>> = {
  propose: 'proposed it',
  prioritise: 'set its priority',
  planIdea: 'had it planned',
  editRequest: 'edited the request',
  answerQuestions: 'answered the questions',
  overruleAdvice: 'had it tested against the advice',
  approve: 'approved the plan',
  reject: 'rejected the plan',
  requestChanges: 'asked for changes of the plan',
  markReady: 'marked the pull request ready for review',
  launch: 'launched it',
  planStart: 'planned the start',
  dropStart: 'dropped the planned start',
  decide: 'decided',
  undo: 'undid the decision',
  extend: 'extended it',
  proposeAmendment: 'proposed a change of the plan',
  approveAmendment: 'approved a change of the plan',
  declineAmendment: 'declined a change of the plan',
  pause: 'paused it',
  resume: 'resumed it',
  cancel: 'ended it',
  acceptFlag: 'accepted the flag as it was changed',
  restoreFlag: 'restored the flag',
  endForFlag: 'ended it for the flag',
  setAuto: 'changed auto',
  allowMore: 'allowed the agents more',
  snoozeReminder: 'put a reminder off',
  snoozeAlert: 'snoozed an alert',
  endSnooze: 'ended the snooze of an alert',
  retryEffect: 'had a failed step tried again',
  retryDesign: 'had the plan tried again',
  retryImplementation: 'had the code tried again',
  retryCleanUp: 'had the clean-up tried again',
};

/** One line of the log. */
export interface Logged {
  readonly at: number;
  /** Mrkdwn. */
  readonly words: string;
  /** The id of the message that tells it at the chat service; null if none does. */
  readonly ts: string | null;
}

/** Who decided what and when, oldest first: every act of a person, and what the bot decided on its own authority. */
export function decisionLog({ experiment, commits }: Subject): readonly Logged[] {
  return commits.flatMap((commit) => {
    const words = wordsOf(commit);
    return words === null
      ? []
      : [{ at: commit.at, words, ts: messageOf(commit, experiment.delivery.messages) }];
  });
}

function wordsOf(commit: Commit): string | null {
  const { command, events } = commit;
  const own = events.flatMap(ofBot);
  if (command.actor.person === null) return own.length === 0 ? null : own.join(' ');
  // Stamps hold what was pressed with its reason and in whose name.
  const stamps = commit.effects.flatMap((effect) =>
    effect.kind === 'stamp' ? [said(shownStamp(effect.text))] : [],
  );
  if (stamps.length > 0) return [...new Set(stamps)].join(' · ');
  const act = Object.hasOwn(ACTS, command.name) ? ACTS[command.name as PersonCommandName] : null;
  if (act === null) return null;
  const reason = 'reason' in command && typeof command.reason === 'string' ? command.reason : '';
  return `<@${command.actor.person}> ${act}${reason === '' ? '' : `: “${escapeMrkdwn(said(reason))}”`}`;
}

function ofBot(event: ExperimentEvent): readonly string[] {
  switch (event.type) {
    case 'stoppedForHarm':
      return ['The bot stopped it for proven harm.'];
    case 'variantsDropped':
      return [
        `The bot took out ${escapeMrkdwn(event.variants.map(({ variant }) => variant).join(' and '))}.`,
      ];
    case 'looked':
      return event.asksForDecision ? [`Look ${event.snapshot.analysis.look} asks for a decision.`] : [];
    case 'decided':
      return [`${DECISION_WORDS[event.record.decision]} by the bot, as it was told before.`];
    case 'withdrawn':
      return [`The bot withdrew it: no person answered for ${event.days} days.`];
    default:
      return [];
  }
}

function messageOf(
  { experiment, version, effects }: Commit,
  messages: Subject['experiment']['delivery']['messages'],
): string | null {
  for (const [index, effect] of effects.entries()) {
    const direct = effect.kind === 'post' && (effect.to !== undefined || effect.channel !== undefined);
    const key = effect.kind === 'stamp' ? effect.message : effectKey(experiment, version, index);
    const posted = direct ? undefined : messages[key];
    if (posted !== undefined && (effect.kind === 'post' || effect.kind === 'stamp')) return posted.ts;
  }
  return null;
}

/** The lines as blocks, one each, so that people in them can be named. */
export function logBlocks(log: readonly Logged[]): readonly KnownBlock[] {
  return log.map(({ words }) => context([words]));
}

/** The log as a list; `card` is the address of the card at the chat service, from which those of the replies follow. */
export function logHtml(
  log: readonly Logged[],
  lines: readonly Html[],
  {
    card,
    channel,
    threadTs,
  }: { readonly card: string | null; readonly channel: string; readonly threadTs: string | null },
): Html {
  return html`<ol class="log">${log.map(({ at, ts }, index) => {
    const to = ts === null || card === null ? null : replyLink(card, { ts, channel, threadTs });
    const link =
      to === null ? null : html` <a href="${address(to)}" rel="noreferrer">its message in Slack</a>`;
    return html`<li>${minuteOf(at)}${lines[index]}${link}</li>`;
  })}</ol>`;
}

/** The address of a reply, from that of the first message of its thread; null if that has another form. */
export function replyLink(
  card: string,
  {
    ts,
    channel,
    threadTs,
  }: { readonly ts: string; readonly channel: string; readonly threadTs: string | null },
): string | null {
  const [whole, start] = /^(.*\/archives\/[^/]+\/)p\d+/.exec(card) ?? [];
  if (whole === undefined || start === undefined) return null;
  const place = `${start}p${ts.replace('.', '')}`;
  return threadTs === null || threadTs === ts ? place : `${place}?thread_ts=${threadTs}&cid=${channel}`;
}
