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

/** p values: "0.0016", or "< 0.0001". */
export function pValue(value: number): string {
  return value < 0.0001 ? '< 0.0001' : value.toFixed(4);
}

/** Any level of a metric: four significant digits. */
export function level(value: number): string {
  if (value === 0) return '0';
  return Math.abs(value) >= 1000 ? count(value) : String(Number(value.toPrecision(4)));
}

function trim(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}
