import type { QuestionFile } from '#sandbox/stand-ins/openai/read-question.ts';
import { overlap } from '#sandbox/stand-ins/openai/words.ts';
import { isPinned, testBlocks } from './test-blocks.ts';

/** A place where a constant decides what people get: the value can be made to depend on a variant there. */
export interface Seam {
  readonly file: QuestionFile;
  /** The unit tests that pin the constant's value. */
  readonly test: QuestionFile;
  readonly constant: string;
  /** Its value as written in the source: a number, a string in single quotes or a list on one line. */
  readonly literal: string;
  /** The one exported function that uses it, and the expression for its unit. */
  readonly functionName: string;
  readonly unit: string;
}

const CONSTANT = /^const ([A-Z][A-Z0-9_]*) = (\d[\d_]*|'[^'\n]*'|\[[^\]\n]*\]);$/gm;
const FUNCTION = /^export async function (\w+)\(\s*(\w+): [\s\S]*?^\}$/gm;

/** Tells whether a path is one of unit tests. */
export function isTestFile(path: string): boolean {
  return /\.test\.[a-z]+$/.test(path);
}

function countOf(name: string, text: string): number {
  return text.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0;
}

/** `e-mail` and `email` are one word; names fall apart into their words. */
function asWords(text: string): string {
  return text.replace(/e-mail/gi, 'email').replace(/[_/.]/g, ' ');
}

function seamsIn(file: QuestionFile, tests: readonly QuestionFile[]): readonly Seam[] {
  const functions = [...file.content.matchAll(FUNCTION)].filter(([text]) => /\bservices\b/.test(text));
  return [...file.content.matchAll(CONSTANT)].flatMap(([, constant = '', literal = '']) => {
    const users = functions.filter(([text]) => countOf(constant, text) > 0);
    const [user] = users;
    // Its declaration and its uses in one function: then nothing else can break.
    if (user === undefined || users.length > 1) return [];
    if (countOf(constant, file.content) !== countOf(constant, user[0]) + 1) return [];
    const [, functionName = '', parameter = ''] = user;
    const test = tests.find(
      ({ content }) =>
        countOf(functionName, content) > 1 && testBlocks(content).some(({ text }) => isPinned(text, literal)),
    );
    return test === undefined
      ? []
      : [{ file, test, constant, literal, functionName, unit: `${parameter}.id` }];
  });
}

/** A number that the idea names counts for more than any word: `from level 30` is the constant that is 30. */
const NUMBER_WEIGHT = 10;

/**
 * The seam that a text is about: by the numbers it names, then by the words it shares with path, constant and comments.
 * Null if no seam has anything to do with the text.
 */
export function findSeam(files: readonly QuestionFile[], text: string): Seam | null {
  const tests = files.filter(({ path }) => isTestFile(path));
  const seams = files.filter(({ path }) => !isTestFile(path)).flatMap((file) => seamsIn(file, tests));
  const numbers = new Set<string>(text.match(/\d+/g));
  const scored = seams.map((seam) => {
    const named = numbers.has(seam.literal.replaceAll('_', '')) ? NUMBER_WEIGHT : 0;
    const above = seam.file.content.split(`const ${seam.constant} =`)[0]?.trimEnd().split('\n').at(-1) ?? '';
    const about = asWords(`${seam.file.path} ${seam.constant} ${above}`);
    return { seam, score: named + overlap(asWords(text), about) };
  });
  const [best] = scored.sort((a, b) => b.score - a.score);
  return best === undefined || best.score === 0 ? null : best.seam;
}
