import { section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bold, code } from '#block-kit/mrkdwn.ts';
import {
  type Configuration,
  type ConfigurationValue,
  isConfigurationObject,
} from '#domain/configurations/configuration.ts';
import {
  type ConfigurationChange,
  configurationChanges,
} from '#domain/configurations/configuration-difference.ts';
import { configurationsOf } from '#domain/configurations/planned-configurations.ts';
import { writtenPlace, writtenValue } from '#domain/configurations/written-configuration.ts';
import type { Plan } from '#domain/plan.ts';
import { cutSigns, signPieces, signsOf } from './shown-signs.ts';

/** Names that the message shows of a treatment, and signs of a name or a value; the details have all. */
const MOST_NAMES = 3;
const SIGNS = 40;
/** Signs of two long values, at most, before the first in which they differ. */
const BEFORE = 12;
/** Signs of a piece of a long value in the details, and characters of a section: a sign is written as up to six. */
const PIECE = 400;
const SECTION = 2_900;

/** What each treatment sets to something else than the control; none if the plan has no configurations. */
export function configurationSections(plan: Plan): ChatMessage['blocks'] {
  const [control, ...treatments] = configurationsOf(plan);
  if (control === undefined) return [];
  return treatments.map(({ key, configuration }) => {
    const changes = configurationChanges(control.configuration, configuration);
    const left = changes.length - MOST_NAMES;
    const more = left > 0 ? [`• ${left} more in the details`] : [];
    return section([headOf(key), ...changes.slice(0, MOST_NAMES).map(changeLine), ...more].join('\n'));
  });
}

/** The configuration of each variant as it is, a name a line, for the details. */
export function wholeConfigurations(plan: Plan): ChatMessage['blocks'] {
  return configurationsOf(plan).flatMap(({ key, configuration }) =>
    inSections([headOf(key), ...settingLines(configuration)]).map((text) => section(text)),
  );
}

function headOf(key: string): string {
  return `${bold('Configuration of')} ${code(key)}`;
}

/** Lines begin with a word and have one between: the order of name and value stays, whichever way they are written. */
function changeLine({ path, before, after }: ConfigurationChange): string {
  const [was, is] = pairOf(before, after);
  return `• sets ${code(cutSigns(signsOf(writtenPlace(path)), 0, SIGNS))} to ${is} in place of ${was}`;
}

/** Two values, of long ones the part in which they begin to differ. */
function pairOf(before: ConfigurationValue | undefined, after: ConfigurationValue | undefined) {
  const [was, is] = [before, after].map((one) => (one === undefined ? [] : signsOf(writtenValue(one)))) as [
    readonly string[],
    readonly string[],
  ];
  const differs = is.findIndex((sign, at) => sign !== was[at]);
  const isShort = Math.max(was.length, is.length) <= SIGNS || differs < SIGNS - BEFORE;
  const from = isShort ? 0 : wordFrom(is, differs - BEFORE, differs);
  return [was, is].map((signs) => (signs.length === 0 ? 'nothing' : code(cutSigns(signs, from, SIGNS))));
}

/** The place at which a word begins between two places; the first of them if none does. */
function wordFrom(signs: readonly string[], from: number, to: number): number {
  const blank = signs.slice(from, to - 1).indexOf(' ');
  return from + blank + 1;
}

function settingLines(configuration: Configuration, above: readonly string[] = []): readonly string[] {
  return Object.entries(configuration).flatMap(([name, value]) => {
    const path = [...above, name];
    return isConfigurationObject(value) && Object.keys(value).length > 0
      ? settingLines(value, path)
      : [`• sets ${wholeCode(writtenPlace(path))} to ${wholeCode(writtenValue(value))}`];
  });
}

function wholeCode(written: string): string {
  return signPieces(signsOf(written), PIECE).map(code).join(' ');
}

/** Lines as texts that sections hold; a line that is longer than one is parted between two pieces of code. */
function inSections(lines: readonly string[]): readonly string[] {
  const texts: string[] = [];
  for (const line of lines)
    for (const [at, part] of line.split(/(?<=` )(?=`)/).entries()) {
      const last = texts.at(-1);
      const between = at === 0 ? '\n' : '';
      if (last === undefined || last.length + part.length > SECTION) texts.push(part);
      else texts.splice(-1, 1, `${last}${between}${part}`);
    }
  return texts;
}
