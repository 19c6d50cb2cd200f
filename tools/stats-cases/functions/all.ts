import type { CaseFunctions } from '../case-function.ts';
import { cases as distributions } from './distributions.ts';
import { cases as means } from './means.ts';
import { cases as pairs } from './pairs.ts';
import { cases as proportions } from './proportions.ts';

/** Every function that a reference case can name. A new topic is a file beside this one and a line here. */
export const ALL_FUNCTIONS: CaseFunctions = {
  ...distributions,
  ...means,
  ...pairs,
  ...proportions,
};
