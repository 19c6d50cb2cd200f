import type { DialectName, SqlParameter } from '#ports/sql-engine.ts';
import type { InstantForm } from '#ports/warehouse-tables.ts';

/** How variances are computed: by functions that are exact for large values, or of differences from the mean. */
export type SpreadBy =
  | { readonly by: 'functions'; readonly variance: string; readonly covariance: string }
  | { readonly by: 'differences' };

/**
 * How events meet their units. `left`: units, then events. `right`: the other way about, for a database that holds the right side of a
 * join in memory. `sort`: both in one list, in the order of units, for a database that has no join but by an index.
 */
export type JoinBy = 'left' | 'right' | 'sort';

/** What the SQL of one database writes differently. Arguments and results are expressions, unless they are called otherwise. */
export interface SqlDialect {
  readonly name: DialectName;
  /** A checked name, quoted. */
  readonly quoted: (name: string) => string;
  /** The parameter at `index`, from 0 on, with its type. */
  readonly placeholder: (index: number, type: SqlParameter['type']) => string;
  /** Whether a statement may name a parameter several times. If not, each place takes the next one. */
  readonly namesParameters: boolean;
  readonly text: (value: string) => string;
  readonly float: (value: string) => string;
  readonly nullText: string;
  readonly nullFloat: string;
  /** A column as whole microseconds since the Unix epoch, whatever the zone of the session. */
  readonly microseconds: (column: string, form: InstantForm) => string;
  /** A literal instant that a column of this form is compared with; only for bounds with a day to spare if it is no number. */
  readonly bound: (milliseconds: number, form: InstantForm) => string;
  /** Division of whole numbers that are not below 0. */
  readonly wholeDivision: (a: string, b: string) => string;
  /** Property of a JSON column: a string itself, anything else as JSON writes it, NULL if missing or null. `bind` makes a parameter. */
  readonly jsonText: (column: string, property: string, bind: BindText) => string;
  /** Property of a JSON column if it is a string; NULL otherwise. */
  readonly jsonString: (column: string, property: string, bind: BindText) => string;
  /** The finite number that a text is as a whole; NULL of any other text. */
  readonly numberOf: (text: string) => string;
  /** How the texts of JSON show a number or a truth that JavaScript writes as `constant`; any of them may be it. */
  readonly shownAs: (constant: number | boolean) => readonly string[];
  /** Whether the text holds the other. */
  readonly contains: (text: string, part: string) => string;
  readonly startsWith: (text: string, part: string) => string;
  readonly lowerAscii: (text: string) => string;
  readonly matches: (text: string, pattern: string) => string;
  /** A text of 16 or more digits whose order is that of the whole number. */
  readonly digits: (value: string) => string;
  /** Texts one after another. */
  readonly joined: (...texts: readonly string[]) => string;
  /** The least text by code points. */
  readonly leastText: (text: string) => string;
  readonly spread: SpreadBy;
  readonly join: JoinBy;
  /** What stands after the whole statement; empty for nothing. */
  readonly ending: string;
}

/** Makes a parameter of a text. */
export type BindText = (value: string) => string;
