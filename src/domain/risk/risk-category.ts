/** What makes an experiment a risk for people, in the order in which people read it. Journals hold these names. */
export const RISK_CATEGORIES = [
  'money',
  'minors',
  'health',
  'legal',
  'access',
  'dark-patterns',
  'consent',
  'vulnerable-people',
] as const;
export type RiskCategory = (typeof RISK_CATEGORIES)[number];

/** Why a risk is higher than the request asks for. */
export type RiskReason =
  /** Words of the idea or the plan name a category. */
  | { readonly by: 'words'; readonly category: RiskCategory; readonly words: string }
  /** The supervisor judges so; categories are what it names. */
  | { readonly by: 'supervisor'; readonly categories: readonly RiskCategory[] }
  /** A rule of the settings names what the request touches. */
  | { readonly by: 'settings' };
