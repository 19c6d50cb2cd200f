import type { RiskCategory } from '#domain/risk/risk-category.ts';

/** What a risk is about, as people read it inside a sentence. */
export const CATEGORY_WORDS: Readonly<Record<RiskCategory, string>> = {
  money: 'money',
  minors: 'minors',
  health: 'health',
  legal: 'legal standing',
  access: 'access to an account',
  'dark-patterns': 'dark patterns',
  consent: 'consent',
  'vulnerable-people': 'vulnerable people',
};
