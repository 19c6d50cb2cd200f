import { actions } from '#block-kit/buttons.ts';
import { context, section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bold, bullets, code, link } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import type { Decision } from '#domain/decision/state.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { DECISION_WORDS } from '#features/act-words.ts';
import { runCommand } from '#features/choose-command/actions.ts';
import type { Subcommand } from '#features/feature.ts';
import { moment } from '#features/moment.ts';
import { saidPlainly } from '#features/said.ts';
import { statusWords } from '#features/status-words.ts';

/** What can be typed, one line each. */
export function renderHelp(subcommands: readonly Subcommand[]): ChatMessage {
  const lines = [
    `${code('/experiment <idea>')} propose an experiment: describe the change in a sentence`,
    ...subcommands.map(
      ({ word, usage, help }) => `${code(`/experiment ${word}${usage === '' ? '' : ` ${usage}`}`)} ${help}`,
    ),
  ];
  return message({
    text: 'What /experiment can do',
    blocks: [section(`${bold('What /experiment can do')}\n${bullets(lines)}`)],
  });
}

/** A line of the list, with the address of its thread; null if there is none. */
export interface ListLine {
  readonly summary: ExperimentSummary;
  readonly link: string | null;
}

/** What part of the experiments a list shows. `count` is how many the filter keeps. */
export interface ListPart {
  readonly filter: string;
  readonly page: number;
  readonly pages: number;
  readonly count: number;
  /** Some are left out, because the chat service did not say who may read their channels. */
  readonly isPartial?: boolean;
}

const PARTIAL =
  'Slack does not say now which channels are public, so some experiments of other channels may be missing. Try again in a minute; if it stays, an admin reinstalls the app from manifest.yml.';

/** One line per experiment, newest first, with a button for the next page. */
export function renderList(lines: readonly ListLine[], part: ListPart): ChatMessage {
  if (lines.length === 0) return renderEmpty(part);
  const { filter, page, pages } = part;
  const where = pages === 1 ? '' : `, page ${page} of ${pages}`;
  const text = `${countWords(part)}${where}`;
  const next = runCommand.button(`list ${filter} ${page + 1}`, { label: 'Next page' });
  return message({
    text,
    blocks: [
      section(bold(text)),
      ...chunk(lines.map(lineOf)).map((group) => section(bullets(group))),
      ...(page < pages ? [actions([next])] : []),
      ...(part.isPartial === true ? [context([PARTIAL])] : []),
    ],
  });
}

function renderEmpty({ filter, isPartial }: ListPart): ChatMessage {
  const propose = 'Propose one: `/experiment <what you want to change, and why>`';
  const text =
    filter === 'all'
      ? `There is no experiment yet. ${propose}`
      : `No experiment is in the list "${filter}". \`/experiment list\` shows all. ${propose}`;
  return message({ text, blocks: [section(text), ...(isPartial === true ? [context([PARTIAL])] : [])] });
}

function countWords({ filter, count }: ListPart): string {
  const kind = filter === 'all' ? '' : ` (${filter})`;
  return count === 1 ? `One experiment${kind}` : `${count} experiments${kind}`;
}

function lineOf({ summary, link: address }: ListLine): string {
  const { key, title, status, decision, timing } = summary;
  const words = oneLine(saidPlainly(title), 80) || key;
  const name = address === null ? escapeMrkdwn(words) : link(address, words);
  const isRunning = status === 'verifying' || status === 'running';
  const endsAt = timing?.endsAt ?? null;
  const look = endsAt === null || !isRunning ? '' : `, last look ${moment(endsAt, '{date_short}')}`;
  return `${code(key)} ${name}: ${bold(statusWords(status, summary.stuck))}${outcomeOf(decision)}${look}`;
}

function outcomeOf(decision: Decision | null): string {
  return decision === null ? '' : `, ${DECISION_WORDS[decision].toLowerCase()}`;
}

/** A section holds 3,000 characters: four lines fit at their longest, every character of the title escaped. */
function chunk(lines: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [];
  for (let at = 0; at < lines.length; at += 4) parts.push(lines.slice(at, at + 4));
  return parts;
}
