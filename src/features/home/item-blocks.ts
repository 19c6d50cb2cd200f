import type { Button, KnownBlock } from '@slack/types';
import { section } from '#block-kit/layout.ts';
import { bold, inQuotes, mention } from '#block-kit/mrkdwn.ts';
import { oneLine } from '#block-kit/text.ts';
import { flagDebtSince } from '#domain/clean-up/flag-debt.ts';
import { newestPost } from '#domain/delivery/newest-post.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { percent, wholePercent } from '#domain/figures.ts';
import { runProgress } from '#domain/looks/run-progress.ts';
import { nextScheduledAt } from '#domain/looks/schedule.ts';
import { usersMeetHarm } from '#domain/waits/snooze.ts';
import { answerOpenQuestions } from '#features/answer-questions/actions.ts';
import { WAIT_WORDS } from '#features/call-people/act-words.ts';
import { decideKill } from '#features/decide-experiment/actions.ts';
import { contextNow } from '#features/decide-experiment/evidence-now.ts';
import { moment } from '#features/moment.ts';
import { PAST_OUTCOME_WORDS, pastEffectWords } from '#features/show-experiments/found-blocks.ts';
import { statusWords } from '#features/status-words.ts';
import { openLink } from '#features/thread/actions.ts';
import { bar } from '#features/thread/card.ts';
import { DAY } from '#shared/clock.ts';
import type { LoadedLine, OutcomeLine } from './gather-home.ts';
import { lineTitle } from './home-line.ts';

/** Characters of a learning that a line repeats. */
const LEARNING = 140;

/** What waits for the person: the act, the title, what the wait costs, and the button that leads on. */
export function waitingItem(line: LoadedLine, now: number): KnownBlock {
  const { summary, experiment } = line;
  const act = experiment?.waiting?.act ?? summary.waiting?.act;
  const asked = act === undefined ? 'Look at it' : WAIT_WORDS[act].item;
  const since = summary.waiting?.since;
  const parts = [
    ...(since === undefined ? [] : [`since ${moment(since, '{date_short_pretty}')}`]),
    ...(experiment === null ? [] : stakes(experiment)),
  ];
  const text = `${bold(asked)}: ${lineTitle(line)}${parts.map((part) => `, ${part}`).join('')}`;
  const button = buttonOf(line, now);
  return section(text, button === null ? {} : { accessory: button });
}

/** The act itself if it can be done without the thread; else what opens the thread; null if it has none. */
function buttonOf({ experiment, url }: LoadedLine, now: number): Button | null {
  if (experiment !== null && usersMeetHarm(experiment))
    return decideKill.button(contextNow(experiment, now), { label: 'Kill', style: 'danger' });
  if (experiment?.waiting?.act === 'answer-questions')
    return answerOpenQuestions.button(
      { experiment, key: newestPost(experiment.delivery, 'questions-asked') ?? '', at: now },
      { label: 'Answer' },
    );
  return url === null ? null : openLink.button('Open', url);
}

/** What the wait costs meanwhile. */
function stakes(experiment: Experiment): readonly string[] {
  const { status, flag } = experiment;
  const isOn = (status === 'deciding' || status === 'running' || status === 'verifying') && flag?.active;
  return [
    ...(usersMeetHarm(experiment) ? ['proven worse'] : []),
    ...(isOn === true ? [`${percent(flag?.rollout ?? 0)} of users are in it`] : []),
  ];
}

/** A running experiment: its title, and how far it is in a line with a bar. */
export function runningItem(line: LoadedLine, now: number): KnownBlock {
  const { summary, experiment } = line;
  const state = experiment === null ? bold(statusWords(summary.status)) : runningState(experiment, now);
  return section(`${lineTitle(line)}\n${state}`);
}

function runningState(experiment: Experiment, now: number): string {
  const { status, request } = experiment;
  const progress = runProgress(experiment, now);
  const look = nextScheduledAt(experiment);
  const goal = latestSnapshot(experiment)?.verdict.recommendation;
  const parts = [
    ...(progress === null ? [] : [`${bar(progress.share)} ${wholePercent(progress.share)}`]),
    ...(progress === null ? [] : [`day ${progress.day} of ${progress.days}`]),
    ...(status === 'running' ? [] : [bold(statusWords(status))]),
    ...(goal === 'kill' && status !== 'paused' ? ['proven worse'] : []),
    ...(status === 'running' && look !== null ? [`next look ${moment(look, '{date_short}')}`] : []),
    mention(request.owner),
  ];
  return parts.join(' · ');
}

/** What came of an experiment, and what was learnt. Mrkdwn. */
export function outcomeLine(line: OutcomeLine): string {
  const { past, summary } = line;
  if (past === null) return `${lineTitle(line)}: ${bold(statusWords(summary.status))}`;
  const words = [
    bold(PAST_OUTCOME_WORDS[past.outcome]),
    ...pastEffectWords(line.goal, past.effect),
    moment(past.endedAt, '{date_short}'),
  ].join(', ');
  const learning = past.learning === null ? '' : oneLine(past.learning, LEARNING);
  return `${lineTitle(line)}: ${words}${learning === '' ? '' : `\n   ${inQuotes(learning)}`}`;
}

/** A decided experiment whose flag and losing code are still there. Mrkdwn. */
export function debtLine(line: LoadedLine, now: number): string {
  const { experiment, summary } = line;
  const since = experiment === null ? null : flagDebtSince(experiment);
  const days = since === null ? null : Math.floor((now - since) / DAY);
  const age = days === null ? statusWords(summary.status) : days === 1 ? 'for 1 day' : `for ${days} days`;
  const owner = summary.owner ?? summary.requester;
  return `${lineTitle(line)}: ${age}, ${mention(owner)}`;
}
