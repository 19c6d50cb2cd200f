import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs, SlashCommand } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { answerCommand, type Respond } from '#features/answer-command.ts';
import { asTyped } from '#features/as-typed.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Subcommand } from '#features/feature.ts';
import { openRequestForm } from '#features/propose-experiment/open-form.ts';
import { reportFault } from '#features/report-fault.ts';
import { nearestWord } from '#shared/nearest.ts';

/** What a person typed after `/experiment`. */
export type Typed =
  | { readonly kind: 'subcommand'; readonly subcommand: Subcommand; readonly rest: string }
  | { readonly kind: 'idea'; readonly idea: string }
  | { readonly kind: 'unknown'; readonly word: string; readonly closest: string | null };

/** Scripts that set no blank between words: one run of them is a sentence. */
const WITHOUT_BLANKS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether there is an experiment with this key. */
type Exists = (key: string) => Promise<boolean>;

/** Reads the text after the command. One word that is no subcommand is not an idea: a hint helps more than a form. */
export async function readCommand(
  text: string,
  subcommands: readonly Subcommand[],
  exists: Exists,
): Promise<Typed> {
  const trimmed = text.trim();
  const [word = '', ...others] = trimmed.split(/\s+/);
  const wanted = trimmed === '' ? 'help' : word.toLowerCase();
  const subcommand = subcommands.find((known) => known.word === wanted);
  if (subcommand !== undefined && (await isCall(subcommand, others, exists))) {
    // If no free text follows, words behind the key are mere politeness.
    const asked = others.slice(0, Math.max(1, neededOf(subcommand).length)).join(' ');
    const rest = takesText(subcommand) ? trimmed.slice(word.length).trim() : asked;
    return { kind: 'subcommand', subcommand, rest };
  }
  if (others.length > 0 || WITHOUT_BLANKS.test(word)) return { kind: 'idea', idea: trimmed };
  return {
    kind: 'unknown',
    word,
    closest: nearestWord(
      word.toLowerCase(),
      subcommands.map((known) => known.word),
    ),
  };
}

/**
 * "list all the gifts on one page" and "Cancel button should be green" are ideas, "list" and "cancel first-gate" are calls:
 * more words than the usage shows make a call only behind the key of an experiment, and a word that has to be one of a few
 * ("on|off") makes none if it is another. Too few are a call too: it then says what is missing.
 */
async function isCall(subcommand: Subcommand, others: readonly string[], exists: Exists): Promise<boolean> {
  if (subcommand.takesSentence === true) return true;
  const needed = neededOf(subcommand);
  const isOther = needed.some((part, at) => isOutside(part, others[at]));
  if (others.length > 1 && isOther) return false;
  if (others.length <= needed.length) return true;
  const key = others[needed.indexOf('<key>')];
  return key !== undefined && (await exists(key));
}

/** What must follow the word, part by part. */
function neededOf({ usage }: Subcommand): readonly string[] {
  return usage.split(' ').filter((part) => part !== '' && !part.startsWith('['));
}

function isOutside(part: string, typed: string | undefined): boolean {
  return part.includes('|') && typed !== undefined && !part.split('|').includes(typed.toLowerCase());
}

function takesText({ usage, takesSentence }: Subcommand): boolean {
  return takesSentence === true || usage.includes('[');
}

/** A command as Bolt hands it over. */
export type ReceivedCommand = Pick<
  SlackCommandMiddlewareArgs & AllMiddlewareArgs,
  'ack' | 'client' | 'command' | 'respond'
>;

/**
 * Answers `/experiment`. An idea opens the form at once, because the trigger lives for three seconds. The command is
 * acknowledged after that, so that a form which does not open is told in the acknowledgement.
 */
export async function receiveCommand(
  coPilot: CoPilot,
  subcommands: readonly Subcommand[],
  { command: sent, client, ...ways }: ReceivedCommand,
): Promise<void> {
  const { respond, acknowledge } = answerCommand(ways);
  const command = { ...sent, text: asTyped(sent.text) };
  const tell = async (text: string) => {
    await respond({ text, response_type: 'ephemeral' });
  };
  const exists: Exists = async (key) => (await coPilot.load(key)) !== null;
  await reportFault(coPilot.log, 'command', tell, async () => {
    const typed = await readCommand(command.text, subcommands, exists);
    await answer(coPilot, typed, { command, respond, client, tell });
  });
  await acknowledge();
}

interface Call {
  readonly command: SlashCommand;
  readonly respond: Respond;
  readonly client: WebClient;
  readonly tell: (text: string) => Promise<void>;
}

async function answer(coPilot: CoPilot, typed: Typed, call: Call): Promise<void> {
  const { command, respond, client, tell } = call;
  switch (typed.kind) {
    case 'subcommand':
      return typed.subcommand.run({ coPilot, command, rest: typed.rest, respond, client });
    case 'unknown': {
      const hint = typed.closest === null ? '' : ` Did you mean \`/experiment ${typed.closest}\`?`;
      return tell(
        `I do not know "${escapeMrkdwn(oneLine(typed.word, 40))}".${hint} \`/experiment help\` lists what I know; to propose an experiment, describe the change in a sentence.`,
      );
    }
    case 'idea':
      await openRequestForm({ client, command }, typed.idea);
  }
}
