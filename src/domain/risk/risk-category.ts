/** What makes an experiment a risk for people. Journals hold these names. */
export type RiskCategory =
  | 'money'
  | 'minors'
  | 'health'
  | 'legal'
  | 'access'
  | 'dark-patterns'
  | 'consent'
  | 'vulnerable-people';

/** Every category, in the order in which people read them. */
export const RISK_CATEGORIES = [
  'money',
  'minors',
  'health',
  'legal',
  'access',
  'dark-patterns',
  'consent',
  'vulnerable-people',
] as const satisfies readonly RiskCategory[];

/** Why a risk is higher than the request asks for. */
export type RiskReason =
  /** Words of the idea or the plan name a category. */
  | { readonly by: 'words'; readonly category: RiskCategory; readonly words: string }
  /** The supervisor judges so; categories are what it names. */
  | { readonly by: 'supervisor'; readonly categories: readonly RiskCategory[] }
  /** A rule of the settings names what the request touches. */
  | { readonly by: 'settings' };
