/** `a b` of `a%20b`; null for what is no text, as `%FF`. */
export function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
