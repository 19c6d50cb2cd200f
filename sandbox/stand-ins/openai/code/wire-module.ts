import { posix } from 'node:path';
import type { QuestionFile } from '#sandbox/stand-ins/openai/read-question.ts';
import { overlap } from '#sandbox/stand-ins/openai/words.ts';
import type { Rewritten } from './change-answer.ts';
import { isTestFile } from './seam.ts';

/** A function that people reach, with an event whose properties can say what they got. */
const HOST =
  /^export async function \w+\(\s*(\w+): (?:(?!^\}$)[\s\S])*?\bservices\b(?:(?!^\}$)[\s\S])*?\) ?(?:: [^{}]*)?\{\n/m;
const EVENT = /(services\.events\.track\([^;{}]*\{ )/;

function variableOf(path: string): string {
  const name = posix.basename(path, '.ts').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `${name}Behaviour`;
}

function importLine(from: string, path: string): string {
  const way = posix.relative(posix.dirname(from), path);
  return `import { behaviourFor as ${variableOf(path)}For } from '${way.startsWith('.') ? way : `./${way}`}';\n`;
}

function asked(path: string, unit: string): string {
  return `  const ${variableOf(path)} = await ${variableOf(path)}For(${unit}, services);\n`;
}

/** The file with the new module called in its first function for people; null if it has none. */
function wired({ path: from, content }: QuestionFile, path: string): string | null {
  const head = HOST.exec(content);
  const event = EVENT.exec(content);
  if (head === null || event === null || event.index < head.index) return null;
  const body = head.index + head[0].length;
  const variable = variableOf(path);
  const after = content.slice(body).replace(EVENT, `$1${variable}, `);
  return `${importLine(from, path)}${content.slice(0, body)}${asked(path, head[1] ?? '')}${after}`;
}

/** The file that is most about the text, with the new module connected to it; null if none of them can take it. */
export function wireModule(files: readonly QuestionFile[], path: string, about: string): Rewritten | null {
  const hosts = files
    .filter((file) => !isTestFile(file.path))
    .map((file) => ({ file, score: overlap(about, file.path.replace(/[_/.-]/g, ' ')) }))
    .sort((a, b) => b.score - a.score);
  for (const { file } of hosts) {
    const content = wired(file, path);
    if (content !== null) return { path: file.path, content };
  }
  return null;
}
