/** emulate refuses the 5,000th request that comes with one token within a real hour. */
const REQUESTS = 4_000;
/** 400,000 requests take longer than the hour after which the first token counts anew. */
const TOKENS = 100;

/** The tokens of a person, all for emulate to know from the start. */
export function tokensOf(login: string): readonly string[] {
  return Array.from({ length: TOKENS }, (_, index) => `ghp_sandbox_${login}_${index}`);
}

/**
 * Gives the token for a person's next request. emulate counts its rate limit in real hours, in which the sandbox lives
 * through years: with one token, a long run would be refused.
 */
export function createTokenWheel(login: string): () => string {
  const tokens = tokensOf(login);
  let sent = 0;
  return () => {
    const token = tokens[Math.floor(sent / REQUESTS) % TOKENS] ?? '';
    sent += 1;
    return token;
  };
}
