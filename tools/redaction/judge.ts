import type { PrivatePart } from '#shared/private-text/private-part.ts';
import type { PrivateText } from '#shared/private-text/private-text.ts';
import type { RedactionCase } from './read-cases.ts';

/** Figures of one kind of private text, or of one language. */
export interface RedactionFigures {
  readonly group: string;
  readonly texts: number;
  /** Labels, in every place in which their text is read. */
  readonly labelled: number;
  /** Labels of which every character was found. */
  readonly covered: number;
  /** What was found and is private, or is not. */
  readonly right: number;
  readonly wrong: number;
  /** One line for each label that was missed and each finding that is wrong. */
  readonly failures: readonly string[];
}

/** A finding may take this many characters around a label with it, such as a scheme before an address. */
const MOST_AROUND = 16;

function isRight(found: PrivatePart, labels: readonly PrivatePart[]): boolean {
  const own = labels.filter(({ start, end }) => found.start < end && start < found.end);
  const labelled = own.reduce((sum, { start, end }) => sum + end - start, 0);
  return own.length > 0 && found.end - found.start <= labelled + MOST_AROUND;
}

function judgeOne({ text, labels, places }: RedactionCase, engine: PrivateText) {
  return places.map((place) => {
    const found = engine.find(text, place);
    const missed = labels.filter(
      (label) => !found.some(({ start, end }) => start <= label.start && label.end <= end),
    );
    const wrong = found.filter((part) => !isRight(part, labels));
    const shown = (part: PrivatePart) => text.slice(part.start, part.end).slice(0, 60).replaceAll('\n', '↵');
    const line = text.slice(0, 120).replaceAll('\n', '↵');
    return {
      labelled: labels.length,
      covered: labels.length - missed.length,
      right: found.length - wrong.length,
      wrong: wrong.length,
      failures: [
        ...missed.map((part) => `missed in ${place}: ${part.kind} in ${line}`),
        ...wrong.map((part) => `wrong in ${place}: ${part.kind} ${shown(part)} in ${line}`),
      ],
    };
  });
}

/** Runs the engine on every text, and counts by kind or language. */
export function judgeRedaction(
  cases: readonly RedactionCase[],
  engine: PrivateText,
): readonly RedactionFigures[] {
  const groups = Map.groupBy(cases, ({ group }) => group);
  return [...groups].map(([group, texts]) => {
    const judged = texts.flatMap((text) => judgeOne(text, engine));
    const sum = (key: 'labelled' | 'covered' | 'right' | 'wrong') =>
      judged.reduce((total, one) => total + one[key], 0);
    return {
      ...{ group, texts: texts.length, labelled: sum('labelled'), covered: sum('covered') },
      ...{ right: sum('right'), wrong: sum('wrong'), failures: judged.flatMap(({ failures }) => failures) },
    };
  });
}

/** The share of labels that were found whole; 1 if nothing is labelled. */
export function recallOf({ labelled, covered }: Pick<RedactionFigures, 'labelled' | 'covered'>): number {
  return labelled === 0 ? 1 : covered / labelled;
}

/** The share of findings that are private; 1 if nothing was found. */
export function precisionOf({ right, wrong }: Pick<RedactionFigures, 'right' | 'wrong'>): number {
  return right + wrong === 0 ? 1 : right / (right + wrong);
}
