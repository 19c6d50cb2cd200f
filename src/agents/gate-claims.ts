import type { GATE_REASONS } from '#agents/gate-rules.ts';

/** What the gate has checked of a change that it accepted, and how; said in the body of a pull request. */
export interface GateClaim<Kind extends keyof typeof GATE_REASONS> {
  readonly reasons: readonly (typeof GATE_REASONS)[Kind][number][];
  readonly says: string;
  readonly how: string;
}

const COMMON = [
  {
    reasons: ['conflict-marker', 'fence', 'elision', 'control-character'],
    says: 'No leftovers of a merge or of an answer, no comment in place of code, no hidden characters.',
    how: 'comparison of the texts',
  },
  {
    reasons: ['encoding'],
    says: 'Edited files keep their byte order mark, line ends and final line break.',
    how: 'comparison of the bytes',
  },
  {
    reasons: ['symlink', 'forbidden-path', 'generated-file'],
    says: 'No symbolic link, generated file, package manifest, lock file, CI, infrastructure or ownership file is changed.',
    how: 'modes, a list of paths, and what the files say of themselves',
  },
  {
    reasons: ['secret-added'],
    says: 'No secret of a known kind was found in what is added.',
    how: 'patterns of known secrets',
  },
  {
    reasons: ['deleted-file', 'deleted-test', 'unrelated-change'],
    says: 'Nothing is deleted or changed that was found to have no part in the experiment.',
    how: 'comparison of parsed code',
  },
  {
    reasons: ['broken-reference'],
    says: 'Nothing that is removed or changed was found to be still imported, called or named elsewhere.',
    how: 'search through the repository at one commit',
  },
] as const;

export const IMPLEMENT_CLAIMS: readonly GateClaim<'implement'>[] = [
  {
    reasons: ['flag-not-read', 'flag-read-more-than-once'],
    says: 'One place asks for the variant.',
    how: 'parsed code, the key followed through constants, registries and wrappers',
  },
  {
    reasons: ['fallback-not-control'],
    says: 'No path was found on which a missing answer of the flag service leads to a treatment.',
    how: 'parsed code',
  },
  {
    reasons: ['variant-unused', 'variants-swapped-obviously'],
    says: 'No variant was found that changes nothing, or that is swapped with another.',
    how: 'parsed code',
  },
  {
    reasons: ['change-not-reachable'],
    says: 'Code that is no test leads to the change.',
    how: 'imports and names',
  },
  ...COMMON,
];

/** What the tests hold, if the repository has a test runner. */
export const TEST_CLAIM: GateClaim<'implement'> = {
  reasons: ['no-test-for-variant', 'no-failure-test', 'test-empty-or-skipped'],
  says: 'Each variant, and a missing answer of the flag service, has a test that asserts something.',
  how: 'parsed tests, which were not run',
};

/** What was checked of the variants of a file. */
export const FILE_CLAIMS: readonly GateClaim<'file'>[] = [
  {
    reasons: ['file-variants'],
    says: 'Each variant is a new file beside the original, and nothing else is changed.',
    how: 'the paths of the change',
  },
  {
    reasons: ['file-unchanged'],
    says: 'No variant says the same as the original or another variant.',
    how: 'comparison of the texts',
  },
  {
    reasons: ['file-broken', 'file-keys-changed'],
    says: 'A variant of a JSON or YAML file is JSON or YAML, and keeps every key with the type of its value, but for the entries of lists, of which only the types were compared.',
    how: 'parsed data',
  },
  {
    reasons: ['conflict-marker', 'fence', 'elision', 'control-character'],
    says: 'No leftovers of a merge, no fence of an answer and no hidden characters; in JSON and YAML no comment in place of data.',
    how: 'comparison of the texts',
  },
  {
    reasons: ['encoding'],
    says: 'Variants have the byte order mark, line ends and final line break of the original.',
    how: 'comparison of the bytes',
  },
  {
    reasons: ['symlink', 'forbidden-path', 'generated-file'],
    says: 'No symbolic link, generated file, package manifest, lock file, CI, infrastructure or ownership file is written.',
    how: 'modes, a list of paths, and what the files say of themselves',
  },
  {
    reasons: ['secret-added'],
    says: 'No secret of a known kind was found in what is added.',
    how: 'patterns of known secrets',
  },
];

export const CLEAN_UP_CLAIMS: readonly GateClaim<'clean-up'>[] = [
  {
    reasons: ['flag-left'],
    says: 'The flag key was found in no text file any more.',
    how: 'search through the repository at one commit',
  },
  {
    reasons: ['symbol-left', 'losing-variant-left'],
    says: 'No name that only the experiment used, and no code of a removed variant, was found.',
    how: 'parsed code',
  },
  {
    reasons: ['wrong-variant-kept', 'kept-code-changed'],
    says: 'What stays is the code of the variant that is kept, apart from its layout.',
    how: 'comparison of parsed code; templates of pages are not compared',
  },
  ...COMMON,
];
