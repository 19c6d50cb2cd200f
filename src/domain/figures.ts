/** Figures as people and prompts read them; the exact ones stand in the journal. */

/** 44700 → "44,700". */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** 0.04 → "4 %", 0.0384 → "3.84 %": at most two decimals, none that are zero. */
export function percent(share: number): string {
  return `${trim((share * 100).toFixed(2))} %`;
}

/** 0.7132 → "71 %", for chances and progress that are no more exact. */
export function wholePercent(share: number): string {
  return percent(Math.round(share * 100) / 100);
}

/** 0.182 → "18.20 %": two decimals always, for figures that are compared. */
export function rate(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

/** 0.073 → "+7.30 %", with its sign; what rounds to nothing has none. */
export function signedPercent(share: number): string {
  const size = rate(Math.abs(share));
  if (size === '0.00 %') return size;
  return `${share < 0 ? '−' : '+'}${size}`;
}

/** The bounds of an interval of a lift: "−6.90 % to −1.65 %". */
export function signedBounds({ lower, upper }: { readonly lower: number; readonly upper: number }): string {
  return `${signedPercent(lower)} to ${signedPercent(upper)}`;
}

/** -0.0431 → "−4.3 %", 0.0004 → "+0.04 %": one decimal for headlines, two below one per cent; what rounds to nothing has no sign. */
export function briefPercent(share: number): string {
  const size = briefSize(Math.abs(share));
  return size === '0' ? '0 %' : `${share < 0 ? '−' : '+'}${size} %`;
}

/** An interval of shares: "−9.8 to +1.5". */
export function briefInterval({ lower, upper }: { readonly lower: number; readonly upper: number }): string {
  const [from, to] = [lower, upper].map((end) => briefPercent(end).replace(' %', ''));
  return `${from} to ${to}`;
}

/** p values: "0.0016", or "< 0.0001". */
export function pValue(value: number): string {
  return value < 0.0001 ? '< 0.0001' : value.toFixed(4);
}

/** Any level of a metric: four significant digits. */
export function level(value: number): string {
  if (value === 0) return '0';
  return Math.abs(value) >= 1000 ? count(value) : String(Number(value.toPrecision(4)));
}

function briefSize(size: number): string {
  const shown = (size * 100).toFixed(size < 0.01 ? 2 : 1);
  return Number(shown) === 0 ? '0' : shown;
}

function trim(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}
