import type { ChangeFacts } from '#agents/change-facts.ts';
import { CLEAN_UP_CLAIMS, type GateClaim, IMPLEMENT_CLAIMS, TEST_CLAIM } from '#agents/gate-claims.ts';
import { codeMarkdown, listMarkdown, plainMarkdown } from '#agents/markdown.ts';
import type { Language } from '#code/language.ts';
import { count } from '#domain/figures.ts';

const MOST_NAMED = 12;
const LANGUAGES: Readonly<Record<string, string>> = {
  typescript: 'TypeScript',
  tsx: 'TSX',
  javascript: 'JavaScript',
  python: 'Python',
  ruby: 'Ruby',
  go: 'Go',
  java: 'Java',
  kotlin: 'Kotlin',
  swift: 'Swift',
  csharp: 'C#',
  php: 'PHP',
  rust: 'Rust',
  elixir: 'Elixir',
} satisfies Record<Language, string>;

function named(paths: readonly string[]): string {
  const rest = paths.length - MOST_NAMED;
  const list = paths.slice(0, MOST_NAMED).map(codeMarkdown).join(', ');
  return rest > 0 ? `${list} and ${count(rest)} more` : list;
}

/** What was checked, and how, as one line. */
export function claimed({ says, how }: Pick<GateClaim<'implement'>, 'says' | 'how'>): string {
  return `${says} How: ${how}.`;
}

function parsedLines({ parsed }: ChangeFacts): readonly string[] {
  return Object.entries(parsed).map(
    ([language, paths]) =>
      `Parsed with the ${LANGUAGES[language] ?? language} grammar, without an error: ${named(paths)}.`,
  );
}

/** What was checked of an implementation before its pull request was opened, each with how. */
export function implementationChecks(facts: ChangeFacts): string {
  const { keyAt, readAt, hasTestRunner } = facts;
  return listMarkdown([
    ...parsedLines(facts),
    ...(keyAt.length === 0 ? [] : [`The flag key stands outside of tests at ${named(keyAt)}.`]),
    ...(readAt.length === 0 ? [] : [`The variant is asked for at ${named(readAt)}.`]),
    ...IMPLEMENT_CLAIMS.map(claimed),
    ...(hasTestRunner ? [claimed(TEST_CLAIM)] : []),
  ]);
}

/** What was checked of a clean-up before its pull request was opened, each with how. `hasRest`: some files still hold the flag. */
export function cleanUpChecks(facts: ChangeFacts, hasRest: boolean): string {
  const scope = hasRest ? ['What follows leaves out the files named above that still hold the flag.'] : [];
  return listMarkdown([...parsedLines(facts), ...scope, ...CLEAN_UP_CLAIMS.map(claimed)]);
}

function readingLines({ reading }: ChangeFacts): readonly string[] {
  if (reading === null) return [];
  const { files, unread, steps, unanswered, cut } = reading;
  return [
    `The author read ${count(files.length)} files in ${count(steps)} ${steps === 1 ? 'step' : 'steps'}: ${named(files)}. It did not read ${count(unread)} others.`,
    ...(unanswered.length === 0
      ? []
      : [
          `It asked for more than its budget of reading allowed: ${unanswered.slice(0, MOST_NAMED).map(plainMarkdown).join('; ')} was not looked at.`,
        ]),
    ...(cut.length === 0
      ? []
      : [`Some answers were too long to be shown whole: ${cut.slice(0, 5).map(plainMarkdown).join('; ')}.`]),
  ];
}

/** What was not checked, so that a reviewer knows where to look. */
export function notChecked(facts: ChangeFacts): string {
  const { unparsed, hasTestRunner } = facts;
  return listMarkdown([
    hasTestRunner
      ? 'The bot did not run this code or its tests. Only the checks of this repository do that.'
      : 'The bot did not run this code. It found no test runner in this repository, so the change has no tests.',
    ...(unparsed.length === 0
      ? []
      : [`Not parsed, because there is no parser for it or it had errors before: ${named(unparsed)}.`]),
    ...readingLines(facts),
    'Whether the change looks and works as the plan means it: please read it.',
  ]);
}
