import { section, slackImage } from '#block-kit/layout.ts';
import { message } from '#block-kit/message.ts';
import { bold } from '#block-kit/mrkdwn.ts';
import { drawStateBars, type StateBars } from '#charts/state-bars.ts';
import { BARS, type WeeklyFigures } from '#domain/digest/weekly-figures.ts';
import type { BulletinKind } from '#features/bulletin.ts';
import { moment } from '#features/moment.ts';
import type { Picture } from '#features/render-context.ts';
import { DIGEST_OUTCOMES } from './outcome-of-digest.ts';
import { howMany, part, rowLines, titleLink } from './row-words.ts';
import type { ShownRows } from './shown-rows.ts';

type Lists = 'started' | 'concluded' | 'looks';

/** The figures of a week with the first rows of its lists. */
export type WeeklyFacts = Omit<WeeklyFigures, Lists> & {
  readonly [List in Lists]: ShownRows<WeeklyFigures[List][number]>;
} & { readonly isQuiet: boolean };

/** The weekly digest: how far all experiments are, what began and ended, what comes. */
export const weeklyDigest: BulletinKind<WeeklyFacts> = {
  topic: 'digest-weekly',
  render: (facts, { pictures }) => {
    if (facts.isQuiet) return quietMessage(facts);
    const { started, concluded, looks, cancelled, waiting } = facts;
    const text = `This week: ${started.count} started, ${concluded.count} ended, ${waiting} waiting for people.`;
    const [picture] = weeklyPictures(facts);
    const image = pictures['states'];
    return message({
      text,
      blocks: [
        section(bold(text)),
        ...(picture === undefined || image === undefined
          ? []
          : [slackImage(image, picture.alt, picture.title)]),
        ...(image === undefined ? [section(statesLine(facts))] : []),
        ...part('Started', rowLines(started, titleLink)),
        ...part('Ended', [
          ...rowLines(concluded, (row) => `${titleLink(row)}: ${DIGEST_OUTCOMES[row.outcome]}`),
          ...(cancelled > 0 ? [`${cancelled} cancelled`] : []),
        ]),
        ...part(
          'Next looks',
          rowLines(looks, (row) => `${titleLink(row)}, ${moment(row.at, '{date_short_pretty}')}`),
        ),
      ],
    });
  },
  draw: (facts) => (facts.isQuiet ? [] : weeklyPictures(facts)),
};

function quietMessage({ states }: WeeklyFacts) {
  const running = howMany(states.running, 'experiment runs', 'experiments run');
  const text = `A quiet week: nothing started, ended or waits for people, and ${running}.`;
  return message({ text, blocks: [section(text)] });
}

function statesLine({ states, ideas }: Pick<WeeklyFacts, 'states' | 'ideas'>): string {
  const words = BARS.filter((word) => states[word] > 0).map((word) => `${states[word]} ${word}`);
  const backlog = ideas > 0 ? [`${howMany(ideas, 'idea', 'ideas')} in the backlog`] : [];
  const all = [...words, ...backlog];
  return all.length === 0 ? 'No experiment is under way.' : all.join(', ');
}

function weeklyPictures({ states, ideas }: WeeklyFacts): readonly Picture[] {
  const words = statesLine({ states, ideas });
  const chart: StateBars = {
    title: 'How far the experiments are',
    subtitle:
      ideas > 0
        ? `${howMany(ideas, 'idea', 'ideas')} in the backlog`
        : 'Completed and cancelled ones are left out',
    bars: BARS.map((name) => ({ name, count: states[name] })),
    empty: 'No experiment is under way.',
    description: `Experiments by state: ${words}.`,
  };
  const look = { layout: 'wide', theme: 'light' } as const;
  return [
    { name: 'states', title: chart.title, alt: chart.description, svg: () => drawStateBars(chart, look) },
  ];
}
