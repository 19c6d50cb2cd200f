type Fields = Readonly<Record<string, unknown>>;

/** Why Slack's client would not send this text, or null. */
export function textProblem(
  { min_length: least, max_length: most = 3_000 }: Fields,
  text: string,
): string | null {
  if (typeof least === 'number' && text.length < least) return `Write at least ${least} characters.`;
  if (typeof most === 'number' && text.length > most)
    return `Write at most ${most} characters: these are ${text.length}.`;
  return null;
}

/** Why Slack's client would not send this number, or null. */
export function numberProblem(
  { min_value: least, max_value: most, is_decimal_allowed: decimals }: Fields,
  text: string,
): string | null {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return 'Write a number, such as 14 or 2.5.';
  if (decimals !== true && text.includes('.')) return 'Write a whole number.';
  if (least !== undefined && Number(text) < Number(least)) return `Write ${least} or more.`;
  if (most !== undefined && Number(text) > Number(most)) return `Write ${most} or less.`;
  return null;
}
