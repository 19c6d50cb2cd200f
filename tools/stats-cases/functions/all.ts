import type { CaseFunctions } from '../case-function.ts';
import { cases as bandit } from './bandit.ts';
import { cases as bayes } from './bayes.ts';
import { cases as checks } from './checks.ts';
import { cases as distributions } from './distributions.ts';
import { cases as groupSequential } from './group-sequential.ts';
import { cases as margins } from './margins.ts';
import { cases as means } from './means.ts';
import { cases as pairs } from './pairs.ts';
import { cases as power } from './power.ts';
import { cases as proportions } from './proportions.ts';
import { cases as sequential } from './sequential.ts';
import { cases as values } from './values.ts';

/** Every function that a reference case can name. A new topic is a file beside this one and a line here. */
export const ALL_FUNCTIONS: CaseFunctions = {
  ...bandit,
  ...bayes,
  ...checks,
  ...distributions,
  ...groupSequential,
  ...margins,
  ...means,
  ...pairs,
  ...power,
  ...proportions,
  ...sequential,
  ...values,
};
