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
import { commandIn, notPlainEnglish } from '#agents/plain-english.ts';
import {
  ACT_PHRASES,
  AGREEMENT_PHRASES,
  AMOUNT_PHRASES,
  BLAME,
  CERTAINTY_PHRASES,
  FLAT_PHRASES,
  HIGHER_PHRASES,
  LOWER_PHRASES,
  MEASURED,
  PRAISE,
  QUOTED_PERSON,
  ROMAN,
  TROUBLE_PHRASES,
} from '#agents/spoken-claims.ts';
import { pastIn, subjectIn } from '#agents/supposition.ts';

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

/** The words of one kind of claim, with one sentence for all of them. */
function kind(problem: string, isAllowed: Claim['isAllowed'], ...lists: readonly RegExp[]): readonly Claim[] {
  return lists.map((words) => ({ words, isAllowed, problem }));
}

const CLAIMS: readonly Claim[] = [
  ...kind('holds a figure; the statements hold them', never, /\p{N}/u, ROMAN),
  ...kind('holds a number in words; the statements hold them', never, NUMBER_WORDS, AMOUNT_PHRASES),
  ...kind(
    'says what to do or what was decided; the rules and people do',
    never,
    ...[DECIDING_WORDS, ACT_PHRASES, AGREEMENT_PHRASES, QUOTED_PERSON],
  ),
  ...kind(
    'says how sure something is; the statements do',
    never,
    ...[PROOF_WORDS, CERTAINTY_PHRASES, FLAT_PHRASES],
  ),
  ...kind(
    'tells of trouble that its statements do not tell of',
    (tied) => tied.some(({ isAlarm }) => isAlarm),
    ...[ALARM_WORDS, TROUBLE_PHRASES],
  ),
  ...kind(
    'says that something goes up, which its statements do not',
    points('up'),
    ...[UP_WORDS, HIGHER_PHRASES],
  ),
  ...kind(
    'says that something goes down, which its statements do not',
    points('down'),
    ...[DOWN_WORDS, LOWER_PHRASES],
  ),
  ...kind(
    'says that something is good, which its statements do not',
    isGood(true),
    ...[BETTER_WORDS, PRAISE],
  ),
  ...kind('says that something is bad, which its statements do not', isGood(false), WORSE_WORDS, BLAME),
  ...kind('holds markup, a mention, an address or a line break', never, MARKUP),
  ...kind('is not in English', never, FOREIGN_WORDS),
];

/** Words after which a direction means its contrary, or none; code cannot tell which. */
const NEGATION =
  /(?<![\p{L}])(?:not|no|never|none|nothing|neither|nor|hardly|barely|without|cannot|\p{L}+n['’]t|instead of|rather than|failed to|far from|opposite|contrary|unless|despite)(?![\p{L}])/iu;
const DIRECTED = [
  ...[UP_WORDS, DOWN_WORDS, BETTER_WORDS, WORSE_WORDS],
  ...[HIGHER_PHRASES, LOWER_PHRASES, PRAISE, BLAME],
];

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
  const isDirected = DIRECTED.some((words) => words.test(plain));
  const measured = MEASURED.exec(plain)?.[0];
  const command = commandIn(plain);
  const reported = subjectIn(plain) ?? (isDirected ? null : pastIn(plain));
  const notEnglish = notPlainEnglish(plain);
  return [
    ...(tied.length === 0 ? ['is tied to no statement'] : []),
    ...claims,
    ...(NEGATION.test(plain) && isDirected ? ['says a direction and a negation in one sentence'] : []),
    ...(measured === undefined || isDirected
      ? []
      : [`"${measured}": speaks of what is measured; explain what people may do instead`]),
    ...(reported === null
      ? []
      : [`"${reported}": reports what happened; say what people may do, with "may" or "perhaps"`]),
    ...(command === null ? [] : [`"${command}": tells the reader to do something`]),
    ...(notEnglish === null ? [] : [notEnglish]),
  ];
}
