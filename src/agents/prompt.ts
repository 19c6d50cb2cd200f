import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withGateRules } from '#agents/gate-rules.ts';
import { isPromptName, PROMPT_INPUTS, type PromptName } from '#agents/prompt-inputs.ts';
import type { PromptTrial } from '#domain/agent-output.ts';
import { hashOf } from '#shared/canonical-json.ts';
import { type AppError, ownFault } from '#shared/errors.ts';

/** One prompt file as read. `hash` is the SHA-256 of `text`: a run records which text the model was asked with. */
export interface Prompt {
  readonly name: PromptName;
  readonly version: string;
  readonly inputs: readonly string[];
  readonly text: string;
  readonly hash: string;
  /** The experiment that gave this text to a thread; left out of prompts as they are loaded. */
  readonly trial?: PromptTrial;
}

export type PromptLibrary = Readonly<Record<PromptName, Prompt>>;

function broken(file: string, what: string): AppError {
  return ownFault('prompt-invalid', `prompts/${file}: ${what}`);
}

/** Reads `key: value` lines; a value in square brackets is a list. */
function frontMatter(file: string, head: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of head.split('\n')) {
    const [, key, value] = /^([a-z]+):\s*(.+?)\s*$/.exec(line) ?? [];
    if (key === undefined || value === undefined) throw broken(file, `cannot read the line "${line}"`);
    fields.set(key, value);
  }
  return fields;
}

function listOf(value: string): readonly string[] {
  const inner = /^\[(.*)\]$/.exec(value)?.[1] ?? value;
  return inner
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/**
 * Parses one prompt file, or a variant that lies beside it. Throws `prompt-invalid` if the front matter lacks `name`, `version` or `inputs`, if no code asks
 * with this name, if the declared inputs are not exactly those that code sends, or if there is no text. What the gate asks
 * for stands at lines such as `{{gate: implement}}`.
 */
export function parsePrompt(file: string, source: string): Prompt {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source.replaceAll('\r\n', '\n')) ?? [];
  if (head === undefined || body === undefined)
    throw broken(file, 'no front matter between two lines of ---');
  const fields = frontMatter(file, head);
  const name = fields.get('name') ?? '';
  if (!isPromptName(name)) throw broken(file, `"${name}" is not a prompt that code asks with`);
  if (file !== `${name}.md` && variedPrompt(file) !== name)
    throw broken(file, `the name "${name}" does not match the file`);
  const version = fields.get('version');
  if (version === undefined) throw broken(file, 'no version');
  const inputs = listOf(fields.get('inputs') ?? '');
  const expected = PROMPT_INPUTS[name];
  if ([...inputs].sort().join() !== [...expected].sort().join()) {
    throw broken(file, `declares the inputs [${inputs.join(', ')}], but is sent [${expected.join(', ')}]`);
  }
  const text = withGateRules(body.trim());
  if (text === null) throw broken(file, 'a line {{gate: …}} names no kind of change');
  if (text === '') throw broken(file, 'no text');
  return { name, version, inputs, text, hash: hashOf(text) };
}

/** The prompt of which a file holds a variant (`designer.treatment.md`); null if it is none. */
export function variedPrompt(file: string): PromptName | null {
  const name = /^([a-z-]+)\..+\.md$/.exec(file)?.[1] ?? '';
  return isPromptName(name) ? name : null;
}

/** Files beside the prompts. */
const NO_PROMPTS: readonly string[] = ['README.md', 'CHANGELOG.md'];

/** Reads every prompt from a directory, without variants; throws `prompt-invalid` if one is missing, unknown or malformed. */
export function loadPrompts(directory: string): PromptLibrary {
  const found = new Map<PromptName, Prompt>();
  for (const file of readdirSync(directory).sort()) {
    if (!file.endsWith('.md') || NO_PROMPTS.includes(file) || variedPrompt(file) !== null) continue;
    const prompt = parsePrompt(file, readFileSync(join(directory, file), 'utf8'));
    found.set(prompt.name, prompt);
  }
  const take = (name: PromptName): Prompt => {
    const prompt = found.get(name);
    if (prompt === undefined) throw broken(`${name}.md`, 'the file is missing');
    return prompt;
  };
  return {
    'change-reader': take('change-reader'),
    chooser: take('chooser'),
    supervisor: take('supervisor'),
    designer: take('designer'),
    policy: take('policy'),
    'place-finder': take('place-finder'),
    implementer: take('implementer'),
    cleaner: take('cleaner'),
    'file-writer': take('file-writer'),
    repairer: take('repairer'),
    answerer: take('answerer'),
    analyst: take('analyst'),
  };
}
