/** The UTC date of a moment (milliseconds since the Unix epoch), the same for every reader: `2026-12-07`. */
export function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
