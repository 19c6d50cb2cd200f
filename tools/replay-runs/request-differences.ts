import type { PromptLibrary } from '#agents/prompt.ts';
import { isPromptName } from '#agents/prompt-inputs.ts';
import type { ModelRequest } from '#ports/language-model.ts';
import { canonicalJson } from '#shared/canonical-json.ts';

const BLOCK = /\[\[begin (\S+) (\S+)\]\]\n([\s\S]*?)\n\[\[end \1 \2\]\]/g;

/** In which parts two questions differ, in words; empty if they are byte for byte the same. `asked` names the prompt then (`designer@3`). */
export function requestDifferences(
  then: ModelRequest,
  now: ModelRequest,
  asked: string | undefined,
  prompts: PromptLibrary,
): readonly string[] {
  const same = (part: keyof ModelRequest) => canonicalJson(then[part]) === canonicalJson(now[part]);
  return [
    ...(same('instructions') ? [] : [promptWords(now.schemaName, asked, prompts)]),
    ...(same('input') ? [] : [inputWords(then.input, now.input)]),
    ...(same('repair') ? [] : ['other problems were sent back']),
    ...(same('schema') && same('schemaName') ? [] : ['another schema of the answer']),
    ...(same('mostOutputTokens') ? [] : ['another cap of the answer']),
    ...(same('role') ? [] : ['another role']),
  ];
}

function promptWords(name: string, asked: string | undefined, prompts: PromptLibrary): string {
  const today = isPromptName(name) ? `${name}@${prompts[name].version}` : name;
  if (asked === undefined || asked === today) return `the text of prompt ${today} is another`;
  return `prompt ${asked} is ${today} now`;
}

function inputWords(then: string, now: string): string {
  const [before, after] = [blocksOf(then), blocksOf(now)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const apart = names.filter((name) => before.get(name) !== after.get(name));
  return apart.length === 0 ? 'the same inputs under other fences' : `other input in ${apart.join(', ')}`;
}

/** The blocks of a question by name, without their fences. */
function blocksOf(input: string): ReadonlyMap<string, string> {
  return new Map(
    [...input.matchAll(BLOCK)].map(([, name = '', fence = '', text = '']) => [
      name,
      text.replaceAll(fence, ''),
    ]),
  );
}
