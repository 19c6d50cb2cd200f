import { contentWords, tidy } from '#sandbox/stand-ins/openai/words.ts';
import { slug } from '#shared/ids.ts';

/** One treatment in words. */
interface Described {
  readonly key: string;
  readonly description: string;
}

const MILDER = /milder/i;
const BOLDER = /bolder/i;
const DOWN = /\b(?:earlier|sooner|lower|reduce|less|fewer|shorter|shorten|cut|drop|easier)\b/i;

/** A text as source, in single quotes. */
export function quotedText(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/** The number that a description names beside the control's, shifted for a milder or bolder form; a third away without one. */
function numberFor(control: number, description: string): number {
  const named = (description.match(/(?<![\w.-])\d+(?:\.\d+)?(?![\w%]|\.\d)/g) ?? [])
    .map(Number)
    .filter((number) => number !== control);
  const target = named.at(-1) ?? Math.round(control * (DOWN.test(description) ? 2 / 3 : 4 / 3));
  if (MILDER.test(description)) return Math.round((control + target) / 2);
  return BOLDER.test(description) ? Math.round(target + (target - control) / 2) : target;
}

/** What is left of a description without its leading verb and the place: `Mention free delivery in the subject` → `free delivery`. */
function objectOf(description: string): string {
  const text = tidy(description).replace(/\s*\(after a comment:.*$/, '');
  const object = text
    .replace(/^\S+ (?:the |a |an )?/, '')
    .replace(/ (?:in|on|to|into|of|at|from) (?:the |our |your )?[\w' -]*$/, '');
  return object === '' ? text : object;
}

function textFor(control: string, description: string): string {
  const said = /(?:^|[\s(:])[“"'‘]([^”"\n]{3,}?)[”"'’](?=[\s).,;:]|$)/.exec(description)?.[1];
  return said ?? `${control}: ${objectOf(description)}`;
}

/** If the words move, add or take away an entry: candidates from the most literal reading to the loosest. */
function listsFor(control: readonly string[], description: string): readonly (readonly string[])[] {
  const words = description.toLowerCase();
  const named = control.filter((entry) => words.includes(entry.toLowerCase()));
  const before = /\bbefore (?:the )?([\w-]+)/.exec(words)?.[1] ?? '';
  const anchor = control.includes(before) ? before : (control.at(-1) ?? '');
  const mover = named.find((entry) => entry !== before);
  const put = (list: readonly string[], entry: string): readonly string[] => {
    const index = list.indexOf(anchor);
    return index < 0 ? [...list, entry] : [...list.slice(0, index), entry, ...list.slice(index)];
  };
  const rest = contentWords(objectOf(description)).filter(
    (word) => word !== before && !['step', 'before'].includes(word),
  );
  return [
    ...(/\b(?:remove|skip|drop|without|leave out)\b/.test(words)
      ? [control.filter((entry) => !named.includes(entry))]
      : []),
    ...(mover === undefined || anchor !== before
      ? []
      : [
          put(
            control.filter((entry) => entry !== mover),
            mover,
          ),
        ]),
    put(control, slug(rest.join(' '), 30) || 'notice'),
    put(control, slug(description, 40) || 'another-notice'),
  ];
}

/** The candidates for a treatment's value, as source, best first. */
function candidates(literal: string, description: string): readonly string[] {
  if (literal.startsWith('[')) {
    const control = [...literal.matchAll(/'([^']*)'/g)].map(([, entry]) => entry ?? '');
    return listsFor(control, description).map((list) => `[${list.map(quotedText).join(', ')}]`);
  }
  if (literal.startsWith("'")) {
    const control = literal.slice(1, -1);
    return [textFor(control, description), `${control}: ${tidy(description)}`].map(quotedText);
  }
  const number = numberFor(Number(literal.replaceAll('_', '')), description);
  return [number, number + 1, number + 2, number + 3, number + 4, number + 5].map(String);
}

/**
 * What each treatment puts in the place of the control's value, as source. Made from the description; no two are the same and none
 * is the control's.
 */
export function treatmentValues(
  literal: string,
  treatments: readonly Described[],
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { key, description } of treatments) {
    const taken = new Set([literal, ...values.values()]);
    const value = candidates(literal, description).find((candidate) => !taken.has(candidate));
    values.set(key, value ?? quotedText(`${key}: ${tidy(description)}`));
  }
  return values;
}
