import { z } from 'zod';
import { readVariables } from '#adapters/vendor.ts';
import { CEILINGS } from '#domain/spending/ceilings.ts';

const AMOUNT = { error: 'must be a number above 0' };
const amount = (usual: number) => z.coerce.number(AMOUNT).gt(0, AMOUNT).default(usual);

/** What the agents may use. Refuses with every problem, one line each. */
export const readCeilings = readVariables(
  {
    CEILING_EXPERIMENT_USD: amount(CEILINGS.experiment.usd),
    CEILING_EXPERIMENT_TOKENS: amount(CEILINGS.experiment.tokens),
    CEILING_DAY_USD: amount(CEILINGS.day.usd),
    CEILING_DAY_TOKENS: amount(CEILINGS.day.tokens),
  },
  (set) => ({
    experiment: { usd: set.CEILING_EXPERIMENT_USD, tokens: set.CEILING_EXPERIMENT_TOKENS },
    day: { usd: set.CEILING_DAY_USD, tokens: set.CEILING_DAY_TOKENS },
  }),
);
