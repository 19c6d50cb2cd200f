import { spawnSync } from 'node:child_process';
import type { Assigned, FlagQuestion } from './questions.ts';

/** By the rule as Python has it, without any package. */
export function askRule(python: string, document: string, questions: readonly FlagQuestion[]): Assigned {
  return linesOf(
    python,
    ['tools/flags/assign.py'],
    [document, ...questions.map((one) => JSON.stringify(one))],
  );
}

/** By OpenFeature's SDK for Python. */
export function askPythonSdk(
  python: string,
  { origin, key }: { readonly origin: string; readonly key: string },
  questions: readonly FlagQuestion[],
): Assigned {
  const lines = questions.map((one) => JSON.stringify(one));
  return linesOf(python, ['tools/flags/ask_by_sdk.py', origin], lines, { FLAGS_KEY: key });
}

function linesOf(
  python: string,
  words: readonly string[],
  input: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Assigned {
  const { status, stdout, stderr } = spawnSync(python, words, {
    ...{ input: `${input.join('\n')}\n`, encoding: 'utf8', maxBuffer: 2 ** 30 },
    env: { ...process.env, PYTHONIOENCODING: 'utf-8', PYTHONDONTWRITEBYTECODE: '1', ...env },
  });
  if (status !== 0) throw new Error(`${words[0]} failed: ${stderr}`);
  return stdout.trimEnd().split('\n');
}
