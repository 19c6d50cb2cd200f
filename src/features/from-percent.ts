/** A typed percentage as a fraction, with a point or a comma, with or without its sign: "2,5 %" is 0.025. NaN if it is none. */
export function fromPercent(text: string | null | undefined): number {
  if (text == null || text.trim() === '') return Number.NaN;
  return Number((Number(text.trim().replace('%', '').replace(',', '.')) / 100).toFixed(6));
}
