/** Something wrong in a settings file, in a sentence that says what to do. */
export interface SettingsProblem {
  /** Line in the file, from 1. */
  readonly line: number;
  /** Place in the file, such as `metrics.visit_rate.windowDays`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** Problems that are told of one text at most: with more of them, it is another kind of file. */
export const MOST_PROBLEMS = 100;

/** Keys and indexes from the top of the file. */
export type Path = readonly (string | number)[];

/** `metrics.visit_rate.where[0].value`. */
export function printPath(path: Path): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
}

/** `co-pilot.yaml:12 metrics.visit_rate.windowDays: must be a whole number.` */
export function printProblem(file: string, { line, path, message }: SettingsProblem): string {
  return `${file}:${line} ${path === '' ? '' : `${path}: `}${message}`;
}
