import type { LineNotation } from '#features/edit-settings/fields/lines-field.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { isNext, lineWords, quotedWord, wordFor, wordsText } from './words.ts';

/** Names, one a line. */
export const nameNotation: LineNotation = {
  write: (entry) => {
    const name = String(entry);
    const isPlain = name === name.trim() && !name.startsWith('"') && !/[\p{Cc}\u2028\u2029]/u.test(name);
    return isPlain ? name : quotedWord(name);
  },
  parse: (line) => {
    const text = line.trim();
    if (!text.startsWith('"')) return ok(text);
    const words = lineWords(text);
    if (words.kind === 'refused') return words;
    return words.value.length === 1 ? ok(wordsText(words.value)) : refused('Write one name a line.');
  },
};

const NUMBER = String.raw`(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)`;
const STEP = new RegExp(`^${NUMBER}(?:\\s+for\\s+${NUMBER}\\s+days?)?$`, 'i');
const HOLDBACK = new RegExp(`^${NUMBER}\\s+for\\s+${NUMBER}\\s+weeks?$`, 'i');

/** A share of all units, and the least days that it lasts, a line each: `0.05 for 2 days`. */
export const stepNotation: LineNotation = {
  write: (entry) => {
    const { share, days } = entry as { readonly share: number; readonly days?: number };
    return days === undefined ? String(share) : `${share} for ${days} days`;
  },
  parse: (line) => {
    const [, share, days] = STEP.exec(line.trim()) ?? [];
    if (share === undefined)
      return refused('Write a share of all units and how long it lasts: `0.05 for 2 days`.');
    return ok({ share: Number(share), ...(days === undefined ? {} : { days: Number(days) }) });
  },
};

/** A share that keeps the control: `0.05 for 4 weeks`. */
export const holdbackWritten = {
  write: (value: unknown): string => {
    const { share, weeks } = value as { readonly share: number; readonly weeks: number };
    return `${share} for ${weeks} weeks`;
  },
  parse: (text: string): Result<unknown, string> => {
    const [, share, weeks] = HOLDBACK.exec(text) ?? [];
    return share === undefined
      ? refused('Write a share of all units and how long it lasts: `0.05 for 4 weeks`.')
      : ok({ share: Number(share), weeks: Number(weeks) });
  },
};

/** The value above which single units are cut: `500`, or `quantile 0.99`. */
export const capWritten = {
  write: (value: unknown): string => {
    const cap = value as { readonly value?: number; readonly quantile?: number };
    return cap.quantile === undefined ? String(cap.value) : `quantile ${cap.quantile}`;
  },
  parse: (text: string): Result<unknown, string> => {
    const [, isQuantile, number] = new RegExp(`^(quantile\\s+)?${NUMBER}$`, 'i').exec(text) ?? [];
    if (number === undefined) return refused('Write a value, such as 500, or `quantile 0.99`.');
    return ok(isQuantile === undefined ? { value: Number(number) } : { quantile: Number(number) });
  },
};

const RISK_FORM =
  'Write `surface checkout at least high`, `repository owner/name at least medium` or `goal orders at least high`.';
const RISK_KINDS = { surface: 'surface', repository: 'repository', goal: 'goalMetric' } as const;

/** A rule that gives experiments a least risk, a line each. */
export const riskNotation: LineNotation = {
  write: (entry) => {
    const rule = entry as Readonly<Record<string, string>>;
    const [kind, key] = Object.entries(RISK_KINDS).find(([, name]) => rule[name] !== undefined) ?? [
      'surface',
      'surface',
    ];
    return `${kind} ${wordFor(rule[key] ?? '', ['at'])} at least ${rule['atLeast']}`;
  },
  parse: (line) => {
    const words = lineWords(line);
    if (words.kind === 'refused') return words;
    const end = words.value.length - 3;
    const key = Object.entries(RISK_KINDS).find(([kind]) => isNext(words.value, 0, [kind]))?.[1];
    if (key === undefined || end < 2 || !isNext(words.value, end, ['at', 'least'])) return refused(RISK_FORM);
    return ok({ [key]: wordsText(words.value.slice(1, end)), atLeast: words.value.at(-1)?.text });
  },
};

const TEMPLATE = /^("(?:[^"\\]|\\.)*"|[^:"][^:]*):\s*(.*)$/u;

/** A kind of experiments, a line each: `onboarding: first sessions, tutorials`. */
export const templateNotation: LineNotation = {
  write: (entry) => {
    const { name, description } = entry as { readonly name: string; readonly description: string };
    const isPlain = /^[^:"\s]([^:]*[^:\s])?$/u.test(name) && !/[\p{Cc}\u2028\u2029]/u.test(name);
    return `${isPlain ? name : quotedWord(name)}: ${nameNotation.write(description)}`;
  },
  parse: (line) => {
    const [, name, rest] = TEMPLATE.exec(line.trim()) ?? [];
    if (name === undefined || rest === undefined)
      return refused('Write a name, a colon and what it is for: `onboarding: first sessions, tutorials`.');
    const [read, description] = [nameNotation.parse(name), nameNotation.parse(rest)];
    if (read.kind === 'refused') return read;
    return description.kind === 'refused'
      ? description
      : ok({ name: read.value, description: description.value });
  },
};
