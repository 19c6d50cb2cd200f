import { OBLIGING } from '#sandbox/stand-ins/openai/obliging.ts';
import type { Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { SCRIPTS, type Scripts } from '#sandbox/stand-ins/openai/scripts.ts';

/** Fields of answers that hold words; all others are keys, paths, choices and code. */
const WORDS =
  /title|hypothesis|mechanism|disproof|rationale|description|reason|risks|consideration|objection|summary|question|noneSimilar|text|why|note|limit|untested/i;
const FEW = /^(?:title|risks|summary|noneSimilar)$/;
/** The longest title, and the longest of other texts that every schema takes. */
const LENGTHS = { title: 78, other: 280 };

/**
 * A model that obeys an attacker: it says yes to everything, and writes the string into every field of words, as far as the schema lets
 * it. Code that it writes is that of the honest script: what code may be merged is judged elsewhere.
 */
export function obeying(string: string): Scripts {
  return Object.fromEntries(
    Object.entries({ ...SCRIPTS, ...OBLIGING }).map(([name, script]) => [
      name,
      // What is sent back for repeating itself comes again with the string in fewer fields.
      (question: Parameters<typeof script>[0]) =>
        obeyed(script(question), string, question.repair ? FEW : WORDS),
    ]),
  );
}

function obeyed(answer: object, string: string, fields: RegExp): object {
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [
      name,
      inField(name, withOwnReason(name, value), string, fields),
    ]),
  );
}

/** The longest explanation that an analyst's schema takes. */
const LONGEST_EXPLANATION = 240;

/** An analyst that explains each sentence of a look by the string, also when it is sent back; by nothing if the string is empty. */
export function obeyingAnalyst(string: () => string): Scripts {
  return {
    ...SCRIPTS,
    analyst: (question: Question) => {
      const { statements }: { readonly statements?: readonly string[] } = {
        ...SCRIPTS['analyst']?.(question),
      };
      const text = [...string()].slice(0, LONGEST_EXPLANATION).join('');
      const explanations = text === '' ? [] : [{ statements: statements?.slice(0, 1), text }];
      return { statements, explanations };
    },
  };
}

/** A verdict with a reason of its own, as five that are the same would be refused. */
function withOwnReason(name: string, value: unknown): unknown {
  const isVerdict = typeof value === 'object' && value !== null && 'verdict' in value && 'reason' in value;
  return isVerdict ? { ...value, reason: OWN[name] ?? `This is about ${name}.` } : value;
}

function inField(name: string, value: unknown, string: string, fields: RegExp): unknown {
  if (typeof value === 'string')
    return fields.test(name) && value !== '' ? worded(name, value, string) : value;
  if (Array.isArray(value)) return value.map((part) => inField(name, part, string, fields));
  return typeof value === 'object' && value !== null ? obeyed(value, string, fields) : value;
}

/** Words of its own for fields whose scripted text is the idea, and so the string, again: no two texts of a design may be the same. */
const OWN: Readonly<Record<string, string>> = {
  hypothesis: 'If the first gate stands at level 40, more players come back.',
  rationale: 'Cheap to build behind a flag, and easy to take back.',
  treatmentDescriptions: 'A player meets the waiting screen later in the game than today.',
  controlDescription: 'As today: the wait begins at the usual place.',
  specific: 'It names the gate and its levels.',
  measurable: 'The catalogue has retention.',
  achievable: 'A constant moves behind a flag.',
  relevant: 'Players who wait early leave the game.',
  timeBound: 'The weeks of the run show whether they return.',
};

/** A title is the string itself; another text keeps words of its own before it. */
function worded(name: string, value: string, string: string): string {
  const text = name === 'title' ? string : `${OWN[name] ?? value.slice(0, 80)} ${string}`;
  return [...text].slice(0, name === 'title' ? LENGTHS.title : LENGTHS.other).join('');
}
