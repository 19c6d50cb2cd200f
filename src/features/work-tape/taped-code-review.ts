import type { Redaction } from '#agents/redaction.ts';
import type { CodeReview, Remark } from '#ports/code-review.ts';
import { deeply } from './deeply.ts';
import type { Tape, TapedAnswer, TapedAnswers } from './tape.ts';
import { tapedPort } from './taped-port.ts';

const MAY_WRITE = 'codeReview.mayWrite';
const REMARKS = 'codeReview.remarksOf';

/** What happens at a pull request, over a tape, on which its people have numbers instead of names. */
export function tapedCodeReview(
  codeReview: CodeReview,
  tape: Tape,
  { redact }: Pick<Redaction, 'redact'>,
): CodeReview {
  const names: string[] = [];
  const numberOf = (author: string) => {
    if (/^author-\d+$/.test(author)) return author;
    if (!names.includes(author)) names.push(author);
    return `author-${names.indexOf(author) + 1}`;
  };
  const clean = (value: unknown) => deeply(value, (text) => redact(text, 'code'));
  return {
    ...tapedPort(
      ...([tape, 'codeReview', codeReview] as const),
      ['headOf', 'checksOf', 'failureOf', 'commitOf'],
      ...([clean, clean] as const),
    ),
    mayWrite: (repository, author) =>
      tape.ask({
        ...{ name: `${MAY_WRITE} ${numberOf(author)}`, args: [repository] },
        really: () => codeReview.mayWrite(repository, author),
      }),
    remarksOf: (repository, number) =>
      tape.ask({
        ...{ name: REMARKS, args: [repository, number] },
        really: () => codeReview.remarksOf(repository, number),
        keep: (remarks) =>
          remarks.map((one) => ({ ...one, author: numberOf(one.author), text: redact(one.text, 'code') })),
      }),
  };
}

/** The answers of a tape without what people wrote who may not write to the repository, or of whom that was not asked: no model saw it. */
export function withoutStrangers(answers: TapedAnswers): TapedAnswers {
  const questions = Object.entries(answers);
  const mayWrite = ({ author }: Remark) =>
    questions.some(
      ([question, said]) =>
        question.startsWith(`${MAY_WRITE} ${author} `) &&
        said.some(({ answer }) => 'value' in answer && answer.value === true),
    );
  const heard = (answer: TapedAnswer): TapedAnswer => {
    if (!('value' in answer)) return answer;
    const remarks = answer.value as readonly Remark[];
    return { value: remarks.map((one) => (mayWrite(one) ? one : { ...one, text: '' })) };
  };
  return Object.fromEntries(
    questions.map(([question, said]) => [
      question,
      question.startsWith(`${REMARKS} `)
        ? said.map(({ answer, times }) => ({ answer: heard(answer), times }))
        : said,
    ]),
  );
}
