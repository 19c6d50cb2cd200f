import { changeAnswer } from '#sandbox/stand-ins/openai/code/change-answer.ts';
import { filesOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { cut } from '#sandbox/stand-ins/openai/words.ts';

const REPLACES = /replace `([^`\n]+)` (?:with|by) `([^`\n]*)`/gi;

/** Does what the evidence spells out, "replace `a` with `b`", in every file that it is given, and nothing else. */
export function scriptedRepairer(question: Question): object {
  const files = filesOf(question, 'files');
  const evidence = question.blocks.get('evidence') ?? '';
  const wishes = [...evidence.matchAll(REPLACES)].map(([, from = '', to = '']) => ({ from, to }));
  const rewritten = files.map(({ path, content }) => ({
    path,
    content: wishes.reduce((text, { from, to }) => text.replaceAll(from, () => to), content),
  }));
  const done = wishes.map(({ from, to }) => `${from} is now ${to}`).join('; ');
  const summary = done === '' ? 'The evidence names nothing that can be changed.' : `${cut(done, 600)}.`;
  return changeAnswer(`${summary} Written by the scripted model of the sandbox.`, files, rewritten);
}
