import { filesOf, jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { PlanShape } from '#sandbox/stand-ins/openai/shapes.ts';
import { cut, tidy } from '#sandbox/stand-ins/openai/words.ts';

const SHORTER = /\b(?:short|shorter|shorten|brief|briefer|fewer|less)\b/i;
const REPLACES = /replace `([^`\n]+)` (?:with|by) `([^`\n]*)`/gi;

/** Every second line of the words goes; headings, placeholders and what is no sentence stay. */
function shortened(text: string): string {
  let sentences = 0;
  const stays = (line: string) => {
    if (!/[.!?]$/.test(line.trim()) || line.includes('{')) return true;
    sentences += 1;
    return sentences % 2 === 1;
  };
  return text.split('\n').filter(stays).join('\n');
}

/** The first number is the description's last one; a third more if it names none. */
function otherNumber(text: string, description: string): string {
  const named = (description.match(/(?<![\w.-])\d+(?:\.\d+)?(?![\w%])/g) ?? []).at(-1);
  return text.replace(/(?<=:\s*)\d+(?:\.\d+)?/, (number) =>
    named === undefined || named === number ? String(Math.round((Number(number) * 4) / 3) + 1) : named,
  );
}

function varied(path: string, text: string, description: string): string {
  if (/\.(?:json|ya?ml)$/i.test(path)) return otherNumber(text, description);
  if (SHORTER.test(description)) return shortened(text);
  return `${text.trimEnd()}\n${cut(tidy(description), 200)}.\n`;
}

/** Varies a file as the plan's words say: shorter, another number, or one more line; what the evidence spells out is done. */
export function scriptedFileWriter(question: Question): object {
  const plan = jsonOf(question, 'plan', PlanShape);
  const [file] = filesOf(question, 'original');
  if (file === undefined) throw new Error('the question holds no file');
  const written = filesOf(question, 'written');
  const evidence = question.blocks.get('evidence') ?? '';
  const wishes = [...evidence.matchAll(REPLACES)].map(([, from = '', to = '']) => ({ from, to }));
  const treatments = plan.variants.filter(({ role }) => role === 'treatment');
  const variants = treatments.map(({ key, description }) => {
    const before = written.find(({ path }) => path.includes(`.${key}.`))?.content;
    const text = before ?? varied(file.path, file.content, description);
    return {
      variant: key,
      content: wishes.reduce((words, { from, to }) => words.replaceAll(from, () => to), text),
    };
  });
  const done = wishes.map(({ from, to }) => `${from} is now ${to}`).join('; ');
  const what =
    written.length === 0 ? treatments.map(({ description }) => cut(tidy(description), 120)).join('; ') : done;
  const summary = what === '' ? 'The evidence names nothing that can be changed' : what;
  return { summary: `${cut(summary, 1_200)}. Written by the scripted model of the sandbox.`, variants };
}
