/**
 * Shapes of secrets that belong to no vendor of the bot. Quantifiers are bounded, so that no text makes a match take
 * quadratic time.
 */
export const COMMON_SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/,
  // Signed tokens (RFC 7519).
  /\beyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{4,1000}/,
  // Credentials in an address, and after a scheme of HTTP authentication.
  /(?<=:\/\/)[^\s:/@]{1,100}:[^\s:/@]{1,200}(?=@)/,
  /(?<=\b(?:bearer|basic)\s)[A-Za-z0-9._~+/=-]{16,2000}/i,
  /(?<=\bbearer\s)(?=[A-Za-z._~+/=-]{0,300}\d)[A-Za-z0-9._~+/=-]{8,2000}/i,
];
