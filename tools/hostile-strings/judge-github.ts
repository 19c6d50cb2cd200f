import type { Construct } from './constructs.ts';

/** A text as GitHub got it. */
export interface GitHubText {
  readonly text: string;
  readonly isMarkdown: boolean;
}

const MARKDOWN_ONLY: readonly Construct['kind'][] = ['html', 'style'];
const JUDGED: readonly Construct['kind'][] = ['reference', 'html', 'autolink', 'line', 'secret', 'style'];

/** What of a hostile string GitHub would act on in titles, bodies, comments and commit messages: a sentence each. */
export function escapedInGitHub(
  texts: readonly GitHubText[],
  constructs: readonly Construct[],
): readonly string[] {
  return constructs
    .filter(({ kind }) => JUDGED.includes(kind))
    .flatMap((one) => {
      const text = texts.find(
        ({ text: sent, isMarkdown }) =>
          (isMarkdown || !MARKDOWN_ONLY.includes(one.kind)) && isActive(sent, one),
      );
      return text === undefined ? [] : [`${one.kind} in GitHub: ${JSON.stringify(one.part)}`];
    });
}

function isActive(text: string, { kind, part }: Construct): boolean {
  if (kind === 'line')
    return text.split('\n').some((line) => line.replace(/^(?:[\s>]|[*-](?= ))+/, '').startsWith(part));
  // A sign before it makes markup inert; inside of inline code nothing is read.
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const isEscaped = text[at - 1] === '\\' || /\\[<>[\]*_`~]/.test(text.slice(at, at + part.length));
    if (!isEscaped && !isInCode(text, at)) return true;
  }
  return false;
}

function isInCode(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return (line.match(/`/g)?.length ?? 0) % 2 === 1;
}
