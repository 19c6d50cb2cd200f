import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bullets, code, mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, escapeSentence } from '#block-kit/text.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import type { Alert } from '#domain/looks/alerts.ts';
import { snoozeAlertButton } from '#features/alerts/actions.ts';
import { snoozable } from '#features/alerts/route-alert.ts';
import { pauseButton } from '#features/launch-experiment/pause-blocks.ts';
import type { RenderContext } from '#features/render-context.ts';
import { titleOf } from '#features/title.ts';
import { worseWords } from './harm-lines.ts';

/** The new alerts of the newest look in one message. The owner is named if one of them is more than a notice. */
export function renderWatchAlerts(context: RenderContext): ChatMessage {
  const { experiment } = context;
  const { found } = experiment.looks;
  const news = (found?.alerts ?? []).filter(({ key }) => found?.news.includes(key) === true);
  const isNotice = news.every(({ level }) => level === 'notice');
  const whom = isNotice ? '' : `${mention(experiment.request.owner)} `;
  const lines = news.map(({ text }) => escapeSentence(text));
  const causes = hasSplit(news) ? causeLines(experiment) : '';
  return message({
    text: `${whom}${lines.join(' ')}`,
    blocks: [
      section(`${isNotice ? ':information_source:' : ':warning:'} ${whom}${lines.join('\n')}${causes}`),
      ...alertButtons(context, news, isNotice),
    ],
  });
}

function alertButtons(context: RenderContext, news: readonly Alert[], isNotice: boolean) {
  const alerts = snoozable(news.map(({ key }) => key));
  const source = { experiment: context.experiment.key, message: context.key, alerts };
  const all = [
    ...(isNotice ? [] : [pauseButton(context)]),
    ...(alerts.length === 0 ? [] : [snoozeAlertButton.button(source, { label: 'Snooze…' })]),
  ];
  return all.length === 0 ? [] : [actions(all)];
}

function hasSplit(news: readonly Alert[]): boolean {
  return news.some(({ key }) => key === 'split-warning');
}

/** What the search for the cause of a broken split found, with a line break before it; empty if it found nothing. Mrkdwn. */
export function causeLines({ looks }: Experiment): string {
  const causes = looks.found?.causes ?? [];
  return causes.length === 0
    ? ''
    : `\nWhat the data say of the cause:\n${bullets(causes.map(escapeSentence))}`;
}

/** The people whom an integrity risk calls, with a blank behind them; the owner if the settings name none. Mrkdwn. */
export function integrityMentions({ looks, request }: Experiment): string {
  const people = looks.found?.told?.productManagers ?? [];
  return looks.found === undefined ? '' : `${mentions(people.length === 0 ? [request.owner] : people)} `;
}

/** The people whom harm calls, with a blank behind them; empty if the settings name none. Mrkdwn. */
export function leadershipMentions({ looks }: Experiment): string {
  const people = looks.found?.told?.leadership ?? [];
  return people.length === 0 ? '' : `${mentions(people)} `;
}

function mentions(people: readonly string[]): string {
  return people.map((person) => mention(person)).join(' ');
}

/** Harm, told in the channel of the leadership, which does not see the thread. */
export function renderHarmEscalated({ experiment }: RenderContext): ChatMessage {
  const { plan } = designOf(experiment);
  const harm = latestSnapshot(experiment)?.verdict.harm ?? null;
  const why = harm === null ? '' : ` ${worseWords(plan, harm.metric, true)}.`;
  const head = `The experiment "${escapeMrkdwn(titleOf(experiment))}" (${code(experiment.key)}) harmed users and was stopped.`;
  const text = `${leadershipMentions(experiment)}${head}${why} The flag is off, and all users get the control. The owner is ${mention(experiment.request.owner)}.`;
  return message({ text, blocks: [section(`:octagonal_sign: ${text}`)] });
}
