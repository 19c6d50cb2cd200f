import type { HomeParts } from '#block-kit/view.ts';
import type { Experiment } from '#domain/experiment.ts';
import { pastOf } from '#domain/memory/past-of.ts';
import { type ExperimentSummary, summarize } from '#domain/summary.ts';
import {
  type HomeContext,
  renderBrokenHome,
  renderForeignHome,
  renderHomeList,
  renderOverview,
} from '#features/home/blocks.ts';
import type { HomeOverview } from '#features/home/gather-home.ts';
import type { Linked } from '#features/home/home-links.ts';
import { type HomeState, OVERVIEW } from '#features/home/home-state.ts';
import { DAY } from '#shared/clock.ts';
import { ASSESSED } from '#test/support/example-assessments.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { START } from '#test/support/example-story.ts';

interface HomeCase {
  readonly name: string;
  readonly parts: () => HomeParts;
}

const CONTEXT: HomeContext = { now: START + 20 * DAY, surfaces: ['level gate', 'e-mail', 'checkout'] };
const URL = 'https://acme.slack.com/archives/C0GROWTH/p1767571200000100';
const NONE = { shown: [], count: 0 };
const NOTHING = { channels: [], counts: [], count: 0, isPartial: false };
const EMPTY: HomeOverview = {
  ...{ waiting: NONE, running: NONE, mine: NONE, backlog: NONE, outcomes: NONE, debt: NONE },
  ...{ planned: 0, seen: NOTHING, isPartial: false },
};

function lineOf(experiment: Experiment, more: Partial<ExperimentSummary> = {}): Linked {
  return { summary: { ...summarize(experiment), ...more }, url: URL };
}

const loaded = (experiment: Experiment, more: Partial<ExperimentSummary> = {}) => ({
  ...lineOf(experiment, more),
  experiment,
});
const ended = (experiment: Experiment, more: Partial<ExperimentSummary> = {}) => ({
  ...lineOf(experiment, more),
  past: pastOf(experiment),
  goal: experiment.design?.plan.goal.name ?? '',
});

/** Every part with as many lines as it shows; `title` stands in place of the titles. */
function full(title?: string): HomeOverview {
  const more = title === undefined ? {} : { title };
  const of = (name: keyof typeof EXAMPLES) => EXAMPLES[name].experiment;
  const idea = (index: number): Partial<ExperimentSummary> => ({
    ...{
      status: 'backlog',
      stuck: undefined as never,
      priority: 1_250 / (index * index),
      title: title ?? `Idea ${index} for later`,
    },
  });
  const past = title === undefined ? ended(of('killedAndClean')) : ended(of('killedAndClean'), more);
  return {
    waiting: {
      shown: [
        loaded(of('decisionKill'), more),
        loaded(of('inReview'), more),
        loaded(of('merged'), more),
        loaded(of('paused'), more),
        loaded(of('closedUnmerged'), more),
      ],
      count: 14,
    },
    running: {
      shown: [
        loaded(of('interimReport'), more),
        loaded(of('decisionShip'), more),
        loaded(of('paused'), more),
        loaded(of('launched'), more),
        loaded(of('running'), more),
      ],
      count: 6,
    },
    mine: {
      shown: [of('inReview'), of('interimReport'), of('merged'), of('decisionShip')].map((one) =>
        lineOf(one, more),
      ),
      count: 9,
    },
    backlog: { shown: [1, 2, 40].map((index) => lineOf(of('proposed'), idea(index))), count: 11 },
    outcomes: { shown: [past, ended(of('harmedAndClean'), more), ended(of('decidedShip'), more)], count: 23 },
    debt: { shown: [loaded(of('decidedShip'), more), loaded(of('cleaningUp'), more)], count: 2 },
    planned: 4,
    seen: NOTHING,
    isPartial: false,
  };
}

const LIST: HomeState & { readonly list: 'running' } = { ...OVERVIEW, list: 'running' };
const LONGEST = '&<>*_~`@#'.repeat(40);

function listOf(title: string | undefined, count: number, page = 1): HomeParts {
  const more = title === undefined ? {} : { title };
  const lines = Array.from({ length: Math.min(10, count) }, () =>
    lineOf(EXAMPLES.interimReport.experiment, more),
  );
  const pages = Math.max(1, Math.ceil(count / 10));
  return renderHomeList({ ...LIST, page }, { lines, count, page, pages, isPartial: false }, CONTEXT);
}

/** What homes look like: the overview, lists, and what stands there if there is nothing to show. */
export const HOMES: readonly HomeCase[] = [
  { name: 'home-empty', parts: () => renderOverview(EMPTY, CONTEXT) },
  {
    name: 'home-one',
    parts: () => {
      const { experiment } = EXAMPLES.inReview;
      const waiting = { shown: [loaded(experiment)], count: 1 };
      return renderOverview({ ...EMPTY, waiting, planned: 1 }, CONTEXT);
    },
  },
  {
    name: 'home-question',
    parts: () => {
      const { experiment } = ASSESSED.asked;
      const mine = { shown: [lineOf(experiment)], count: 1 };
      const waiting = { shown: [loaded(experiment)], count: 1 };
      return renderOverview({ ...EMPTY, waiting, mine, planned: 1 }, CONTEXT);
    },
  },
  { name: 'home-many', parts: () => renderOverview(full(), CONTEXT) },
  { name: 'home-partial', parts: () => renderOverview({ ...full(), isPartial: true }, CONTEXT) },
  {
    name: 'home-longest',
    parts: () =>
      renderOverview(full(LONGEST), {
        ...CONTEXT,
        surfaces: Array.from({ length: 100 }, (_, at) => `${at} ${'x'.repeat(70)}`),
      }),
  },
  {
    name: 'home-arabic',
    parts: () => renderOverview(full('نقل البوابة الأولى من المستوى ٣٠ إلى المستوى ٤٠'), CONTEXT),
  },
  {
    name: 'home-chinese',
    parts: () => renderOverview(full('将第一道关卡从第30级移到第40级，会提高七日留存率。'), CONTEXT),
  },
  {
    name: 'home-emoji',
    parts: () => renderOverview(full('Move the 🚪 <raises> & *keeps* players 👩‍👩‍👧‍👦'), CONTEXT),
  },
  { name: 'home-error', parts: () => renderBrokenHome(OVERVIEW, 'k3x9qa') },
  { name: 'home-foreign', parts: renderForeignHome },
  { name: 'home-list', parts: () => listOf(undefined, 23, 2) },
  { name: 'home-list-empty', parts: () => listOf(undefined, 0) },
  { name: 'home-list-longest', parts: () => listOf(LONGEST, 10_000) },
];
