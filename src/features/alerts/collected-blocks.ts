import { context, section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bullets, code, link, mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import type { WhyHeld } from '#domain/alerts/state.ts';
import type { BulletinKind } from '#features/bulletin.ts';
import { snoozeAlertButton } from './actions.ts';
import { snoozable } from './route-alert.ts';

/** An alert as the collecting message tells it. */
export interface CollectedAlert {
  /** Idempotency key of the effect that would have posted it. */
  readonly effect: string;
  /** Key of the experiment. */
  readonly experiment: string;
  readonly title: string;
  /** Address of the thread; null if it is not known. */
  readonly url: string | null;
  readonly keys: readonly string[];
  /** Mrkdwn without mentions. */
  readonly text: string;
  readonly why: WhyHeld;
  /** When it began to wait, milliseconds since the Unix epoch. */
  readonly at: number;
  /** What it told of is over. */
  readonly isOver: boolean;
}

/** What a collecting message says. */
export interface CollectedAlerts {
  /** They waited for the end of quiet hours; else they are beyond those that were posted by themselves. */
  readonly afterQuiet: boolean;
  /** Whom what is open concerns, pseudonyms. */
  readonly people: readonly string[];
  /** In the order in which they came. */
  readonly alerts: readonly CollectedAlert[];
}

/** Sections that a message shows, within the 50 blocks that Slack takes. */
const MOST = 40;
/** Experiments that one section names. */
const MOST_NAMES = 12;
/** Characters of one alert. */
const LONGEST = 400;

/** The message that collects the alerts of a channel and a day. */
export const COLLECTED_ALERTS: BulletinKind<CollectedAlerts> = {
  topic: 'alerts',
  render: (facts) => renderCollected(facts),
  calls: true,
};

function renderCollected({ afterQuiet, people, alerts }: CollectedAlerts): ChatMessage {
  const experiments = new Set(alerts.map(({ experiment }) => experiment)).size;
  const over = alerts.filter(({ isOver }) => isOver).length;
  const head = `${headOf(afterQuiet, alerts.length)} in ${counted(experiments, 'experiment')}${overWords(over, alerts.length)}`;
  const called = people.length === 0 ? '' : `${people.map(mention).join(' ')} Please look at this.`;
  const groups = groupsOf(alerts);
  const rest = groups.length - MOST;
  const titles = [...new Set(alerts.map(({ title }) => escapeMrkdwn(oneLine(title, 60))))];
  return message({
    text: `${head}. ${titles.join(', ')}`,
    blocks: [
      ...(called === '' ? [] : [section(called)]),
      section(`:bell: *${head}*`),
      ...groups.slice(0, MOST).map(groupBlock),
      ...(rest > 0 ? [section(`And ${rest} more. ${code('/experiment list')} shows all experiments.`)] : []),
      context([
        afterQuiet
          ? 'They waited for the end of the quiet hours. Safety never waits.'
          : 'They are beyond the alerts that this channel gets by themselves in a day, or are like one of them. Safety never waits.',
      ]),
    ],
  });
}

/** What one experiment has to tell stands together; what several tell in the same words, such as a source that is away, stands once. */
function groupsOf(alerts: readonly CollectedAlert[]): readonly (readonly CollectedAlert[])[] {
  const bySaid = Map.groupBy(alerts, saidOf);
  const isShared = (alert: CollectedAlert) =>
    new Set(bySaid.get(saidOf(alert))?.map(({ experiment }) => experiment)).size > 1;
  return [...Map.groupBy(alerts, (one) => (isShared(one) ? `=${saidOf(one)}` : one.experiment)).values()];
}

/** The words of an alert without moments, which differ by minutes. */
function saidOf({ text, isOver }: CollectedAlert): string {
  return `${isOver} ${text.replaceAll(/<!date[^>]*>/g, '')}`;
}

function headOf(afterQuiet: boolean, count: number): string {
  return afterQuiet
    ? `${counted(count, 'alert')} from the quiet hours`
    : `${counted(count, 'more alert')} today`;
}

function overWords(over: number, all: number): string {
  if (over === 0) return '';
  if (over === all) return all === 1 ? ', over by now' : ', all over by now';
  return over === 1 ? ', 1 of them over by now' : `, ${over} of them over by now`;
}

function groupBlock(alerts: readonly CollectedAlert[]) {
  const names = [...new Map(alerts.map((alert) => [alert.experiment, nameOf(alert)])).values()];
  const more = names.length - MOST_NAMES;
  const named = `${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${counted(more, 'more experiment')}` : ''}`;
  if (names.length > 1) return section(`${named}\n${bullets(alerts.slice(0, 1).map(lineOf))}`);
  const open = snoozable(alerts.filter(({ isOver }) => !isOver).flatMap(({ keys }) => keys));
  const source = { experiment: alerts[0]?.experiment ?? '', message: null, alerts: open };
  const snooze = { accessory: snoozeAlertButton.button(source, { label: 'Snooze…' }) };
  return section(`${names.join('')}\n${bullets(alerts.map(lineOf))}`, open.length === 0 ? {} : snooze);
}

function nameOf({ title, url }: CollectedAlert): string {
  const short = oneLine(title, 80);
  return url === null ? `*${escapeMrkdwn(short)}*` : `*${link(url, short)}*`;
}

function lineOf({ text, isOver }: CollectedAlert): string {
  const said = cut(text.replaceAll(/\s+/g, ' '));
  return isOver ? `:white_check_mark: Over by now: ${said}` : said;
}

/** Cut between two words, so that no mark is cut in the middle. */
function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, text.lastIndexOf(' ', LONGEST))} …`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
