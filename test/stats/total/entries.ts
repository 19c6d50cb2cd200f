import { BLOCKS } from './block-entries.ts';
import { DESIGNS } from './design-entries.ts';
import { DISTRIBUTIONS } from './distribution-entries.ts';
import type { Entry } from './figures.ts';
import { LOOKS } from './look-entries.ts';
import { MODELS } from './model-entries.ts';
import { TESTS } from './test-entries.ts';

/** Every exported function that can be called with figures alone. */
export const ENTRIES: readonly Entry[] = [
  ...BLOCKS,
  ...DISTRIBUTIONS,
  ...TESTS,
  ...MODELS,
  ...DESIGNS,
  ...LOOKS,
];
