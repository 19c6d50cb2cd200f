import { section } from '#block-kit/layout.ts';
import { message } from '#block-kit/message.ts';
import { bold } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import type { Learning, ReviewFigures } from '#domain/digest/review-figures.ts';
import { briefPercent, count } from '#domain/figures.ts';
import type { BulletinKind } from '#features/bulletin.ts';
import { moment } from '#features/moment.ts';
import { DIGEST_OUTCOMES } from './outcome-of-digest.ts';
import { part, rowLines, titleLink } from './row-words.ts';
import type { LinkedRow, ShownRows } from './shown-rows.ts';
import { troubleLine } from './trouble-words.ts';

type Lists = 'decisions' | 'troubles' | 'ideas' | 'learnings';

/** The agenda of a review with the first rows of its lists. */
export type ReviewFacts = Pick<ReviewFigures, 'from' | 'until'> & {
  readonly [List in Lists]: ShownRows<ReviewFigures[List][number]>;
};

/** The review of every second week: an agenda in the order in which a team should talk. */
export const reviewDigest: BulletinKind<ReviewFacts> = {
  topic: 'digest-review',
  render: ({ decisions, troubles, ideas, learnings }) => {
    const all = decisions.count + troubles.count + ideas.count + learnings.count;
    if (all === 0) {
      const nothing = 'Review: nothing to decide, nothing is wrong, and nothing ended in these two weeks.';
      return message({ text: nothing, blocks: [section(nothing)] });
    }
    const text = `Review: ${decisions.count} to decide, ${troubles.count} to look at, ${learnings.count} ended in these two weeks.`;
    const parts = [
      part(
        'Decide',
        rowLines(decisions, (row) => `${titleLink(row)}, due since ${day(row.since)}`),
      ),
      part('Look at', rowLines(troubles, troubleLine)),
      part(
        'Plan next',
        rowLines(ideas, (row) => `${titleLink(row)}, score ${count(row.score)}`),
      ),
      part('Learnt', rowLines(learnings, learningLine)),
    ];
    return message({ text, blocks: [section(bold(text)), ...parts.flat()] });
  },
};

function day(at: number): string {
  return moment(at, '{date_short_pretty}');
}

function learningLine(row: LinkedRow<Learning>): string {
  const { outcome, isProven, goal, lift } = row;
  const name = escapeMrkdwn(oneLine(goal, 50));
  const measured =
    lift === null
      ? 'no lift was measured'
      : `${name} ${isProven ? 'is proven better' : 'is not proven better'}, measured ${briefPercent(lift)} in its wanted direction`;
  return `${titleLink(row)}: ${DIGEST_OUTCOMES[outcome]}; ${measured}`;
}
