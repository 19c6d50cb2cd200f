import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bold, bullets, code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import type { Decision } from '#domain/decision/state.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { DECISION_WORDS } from '#features/act-words.ts';
import type { Subcommand } from '#features/feature.ts';
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

/** One line per experiment, newest first. */
export function renderList(summaries: readonly ExperimentSummary[], more: boolean): ChatMessage {
  if (summaries.length === 0) {
    const text = 'There is no experiment yet. Propose one: `/experiment <what you want to change, and why>`';
    return message({ text, blocks: [section(text)] });
  }
  const lines = summaries.map(
    ({ key, title, status, decision }) =>
      `${code(key)} ${escapeMrkdwn(oneLine(saidPlainly(title), 80))}: ${bold(statusWords(status))}${outcomeOf(decision)}`,
  );
  const tail = more ? ['There are more; the newest are shown.'] : [];
  return message({
    text: summaries.length === 1 ? 'One experiment' : `${summaries.length} experiments`,
    blocks: chunk([...lines, ...tail]).map((part) => section(bullets(part))),
  });
}

function outcomeOf(decision: Decision | null): string {
  return decision === null ? '' : `, ${DECISION_WORDS[decision].toLowerCase()}`;
}

/** A section holds 3,000 characters: five lines fit at their longest, every character of the title escaped. */
function chunk(lines: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [];
  for (let at = 0; at < lines.length; at += 5) parts.push(lines.slice(at, at + 5));
  return parts;
}
