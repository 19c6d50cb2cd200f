import {
  ALARM_WORDS,
  BETTER_WORDS,
  DECIDING_WORDS,
  DOWN_WORDS,
  FOREIGN_WORDS,
  MARKUP,
  NUMBER_WORDS,
  PROOF_WORDS,
  UP_WORDS,
  WORSE_WORDS,
} from '#agents/claim-words.ts';
import type { Statement } from '#agents/narrative-template.ts';

/** A sentence of the model that explains statements of code. */
export interface Explanation {
  /** Ids of the statements that it explains. */
  readonly statements: readonly string[];
  readonly text: string;
}

/** A kind of claim: the words that make it, whether these statements allow it, and what to tell the author. */
interface Claim {
  readonly words: RegExp;
  readonly isAllowed: (tied: readonly Statement[]) => boolean;
  readonly problem: string;
}

const never = () => false;
const points = (direction: Statement['direction']) => (tied: readonly Statement[]) =>
  tied.some((one) => one.direction === direction);
const isGood = (good: boolean) => (tied: readonly Statement[]) => tied.some((one) => one.isBetter === good);

const CLAIMS: readonly Claim[] = [
  { words: /\p{N}/u, isAllowed: never, problem: 'holds a figure; the statements hold them' },
  { words: NUMBER_WORDS, isAllowed: never, problem: 'holds a number in words; the statements hold them' },
  {
    words: DECIDING_WORDS,
    isAllowed: never,
    problem: 'says what to do or what was decided; the rules and people do',
  },
  { words: PROOF_WORDS, isAllowed: never, problem: 'says how sure something is; the statements do' },
  {
    words: ALARM_WORDS,
    isAllowed: (tied) => tied.some(({ isAlarm }) => isAlarm),
    problem: 'tells of trouble that its statements do not tell of',
  },
  {
    words: UP_WORDS,
    isAllowed: points('up'),
    problem: 'says that something goes up, which its statements do not',
  },
  {
    words: DOWN_WORDS,
    isAllowed: points('down'),
    problem: 'says that something goes down, which its statements do not',
  },
  {
    words: BETTER_WORDS,
    isAllowed: isGood(true),
    problem: 'says that something is good, which its statements do not',
  },
  {
    words: WORSE_WORDS,
    isAllowed: isGood(false),
    problem: 'says that something is bad, which its statements do not',
  },
  { words: MARKUP, isAllowed: never, problem: 'holds markup, a mention, an address or a line break' },
  { words: FOREIGN_WORDS, isAllowed: never, problem: 'is not in English' },
];

/** Words after which a direction means its contrary, or none; code cannot tell which. */
const NEGATION =
  /(?<![\p{L}])(?:not|no|never|none|nothing|neither|nor|hardly|barely|without|cannot|\p{L}+n['’]t|instead of|rather than|failed to|far from|opposite|contrary|unless|despite)(?![\p{L}])/iu;
const DIRECTED = [UP_WORDS, DOWN_WORDS, BETTER_WORDS, WORSE_WORDS];

/**
 * What is wrong with an explanation, in words that its author can act on; empty if nothing is. It may say why, and nothing that code says:
 * no number in digits or words, no verdict, no advice, no decision, no alarm that its statements do not hold, and a direction only with the
 * sign of one of them.
 */
export function explanationProblems(
  { text, statements: ids }: Explanation,
  statements: readonly Statement[],
): readonly string[] {
  const tied = statements.filter(({ id }) => ids.includes(id));
  const plain = text.normalize('NFKC');
  const claims = CLAIMS.flatMap(({ words, isAllowed, problem }) => {
    const found = words.exec(plain)?.[0];
    return found === undefined || isAllowed(tied) ? [] : [`"${found.trim()}": ${problem}`];
  });
  const isTurned = NEGATION.test(plain) && DIRECTED.some((words) => words.test(plain));
  const foreignLetters = /[^\p{Script=Latin}\p{P}\p{Zs}\p{S}\p{N}\p{C}]/u.exec(plain)?.[0];
  return [
    ...(tied.length === 0 ? ['is tied to no statement'] : []),
    ...claims,
    ...(isTurned ? ['says a direction and a negation in one sentence'] : []),
    ...(foreignLetters === undefined ? [] : [`"${foreignLetters}": is not in English`]),
  ];
}
