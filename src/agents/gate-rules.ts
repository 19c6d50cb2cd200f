import {
  CLEAN_UP_REASONS,
  COMMON_REASONS,
  FILE_REASONS,
  IMPLEMENT_REASONS,
  type Reason,
} from '#gate/reasons.ts';

/** What the gate asks for, as authors are told before they write. A reason without a sentence does not compile. */
export const GATE_RULES: Readonly<Record<Reason, string>> = {
  syntax: 'Every edited file parses in its language.',
  'conflict-marker': 'No file holds lines of an unresolved merge.',
  fence: 'No Markdown fence of the answer stands around source code or at an end of it.',
  elision: 'No comment stands for code that was there, such as `// ... existing code ...`.',
  'control-character':
    'No file gets a control character other than tab and line end, or an override of text direction.',
  encoding:
    'A file keeps its byte order mark, its line ends and its final line break. Write line feeds; code puts the rest back.',
  'deleted-file': 'No file is deleted that has nothing to do with the experiment.',
  'deleted-test': 'Existing tests that have nothing to do with the experiment stay.',
  'unrelated-change':
    'Nothing beside the planned change is changed: no reformatting, no renaming, no other improvement.',
  'secret-added': 'No key, token or private key is added.',
  symlink: 'Nothing is written to a symbolic link; edit the file that it leads to.',
  'forbidden-path':
    'No package manifest, lock file, CI, release, infrastructure or ownership file is touched, so there is no new dependency.',
  'generated-file': 'No file is edited that says that it is generated.',
  'broken-reference':
    'Nothing is removed or changed that is still imported, called or named elsewhere; edit every caller of what you change.',
  edits:
    'There is at least one edit, and none without a change. Building in an experiment changes at most 10 files and 400 lines, taking one out at most 30 files and 1,500 lines.',
  'flag-not-read': "Code that runs asks for the variant of the plan's flag key.",
  'flag-read-more-than-once':
    'Exactly one place asks for the variant. It may be used several times after it was read.',
  'fallback-not-control':
    'Without an answer of the flag service (slow, failed, unknown), what is done is what the control does.',
  'variant-unused': 'The variant decides what happens, and every treatment has code of its own.',
  'variants-swapped-obviously':
    'The control does what is done today; each treatment does what the plan says of it.',
  'change-not-reachable': 'The new code is imported, called or loaded by code that runs, not by tests alone.',
  'no-test-for-variant': 'If the repository has a test runner, a test exercises every variant.',
  'no-failure-test':
    'If the repository has a test runner, a test covers what happens without an answer of the flag service.',
  'test-empty-or-skipped': 'The tests of the variants run and assert something.',
  'flag-left':
    'The flag key stands nowhere any more: not in code, configuration, documents, tests or comments.',
  'symbol-left':
    'Constants, entries, hooks, helpers, imports and fakes that only the experiment used are gone. What other code uses stays.',
  'losing-variant-left': 'Code, conditions, files and tests of the other variants are gone.',
  'wrong-variant-kept': 'What stays is what the kept variant did.',
  'kept-code-changed':
    'What the kept variant did, and what colleagues have added since, stays as it is, word for word.',
  'file-variants':
    'Each treatment of the plan has its whole text, of at most 40,000 characters, and nothing else is written.',
  'file-unchanged': 'A variant says something else than the original, and than every other variant.',
  'file-broken': 'A variant of a JSON or YAML file is JSON or YAML.',
  'file-keys-changed': 'In a JSON or YAML file every key stays, and its value keeps its type. Keys may come.',
};

/** The reasons for which each kind of change may be refused. */
export const GATE_REASONS = {
  implement: [...IMPLEMENT_REASONS, ...COMMON_REASONS],
  'clean-up': [...CLEAN_UP_REASONS, ...COMMON_REASONS],
  file: [
    ...FILE_REASONS,
    ...(['conflict-marker', 'fence', 'elision', 'control-character', 'encoding'] as const),
    ...(['secret-added', 'symlink', 'forbidden-path', 'generated-file'] as const),
  ],
} as const;

/** The rules for one kind of change as a list, each with the code of its reason. */
export function gateRules(kind: keyof typeof GATE_REASONS): string {
  return GATE_REASONS[kind].map((code) => `- \`${code}\`: ${GATE_RULES[code]}`).join('\n');
}

const PLACE = /^\{\{gate: (.*)\}\}$/gm;

function isKind(word: string): word is keyof typeof GATE_REASONS {
  return Object.hasOwn(GATE_REASONS, word);
}

/** A prompt's text with the rules at each line `{{gate: implement}}`, or of another kind; null if such a line names no kind. */
export function withGateRules(text: string): string | null {
  const kinds = [...text.matchAll(PLACE)].map(([, kind = '']) => kind);
  if (!kinds.every(isKind)) return null;
  return text.replace(PLACE, (whole, kind: string) => (isKind(kind) ? gateRules(kind) : whole));
}
