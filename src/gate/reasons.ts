/** Why any change may be refused. */
export const COMMON_REASONS = [
  'syntax',
  'conflict-marker',
  'fence',
  'elision',
  'control-character',
  'encoding',
  'deleted-file',
  'deleted-test',
  'unrelated-change',
  'secret-added',
  'symlink',
  'forbidden-path',
  'generated-file',
  'broken-reference',
  /** The edits themselves cannot be taken: none, too many, one path twice, no change, a file that was not read. */
  'edits',
] as const;

/** Why a change that puts the experiment behind its flag may be refused. */
export const IMPLEMENT_REASONS = [
  'flag-not-read',
  'flag-read-more-than-once',
  'fallback-not-control',
  'variant-unused',
  'variants-swapped-obviously',
  'change-not-reachable',
  'no-test-for-variant',
  'no-failure-test',
  'test-empty-or-skipped',
] as const;

/** Why a change that takes the flag out may be refused. */
export const CLEAN_UP_REASONS = [
  'flag-left',
  'symbol-left',
  'losing-variant-left',
  'wrong-variant-kept',
  'kept-code-changed',
] as const;

/** Why variants of a file may be refused, beside what holds for any text. */
export const FILE_REASONS = [
  /** A variant is missing, lies at another path or over a file, or is too long. */
  'file-variants',
  'file-unchanged',
  'file-broken',
  'file-keys-changed',
] as const;

export type Reason =
  | (typeof COMMON_REASONS)[number]
  | (typeof IMPLEMENT_REASONS)[number]
  | (typeof CLEAN_UP_REASONS)[number]
  | (typeof FILE_REASONS)[number];
