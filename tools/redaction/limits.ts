/** What `npm run test:redaction` demands of every kind of private text, and of every language. */
export const REDACTION_LIMITS = { recall: 0.98, precision: 0.97 } as const;
