import { drawIntervals } from '#charts/interval-chart.ts';
import { drawStateBars, type StateBars } from '#charts/state-bars.ts';
import { figureHtml } from '#desk/experiment/figure.ts';
import { dataTable } from '#desk/html/data-table.ts';
import { type Html, html } from '#desk/html/html.ts';
import type { DeskRoute, Page } from '#desk/page.ts';
import { deskPath } from '#desk/paths.ts';
import { PORTFOLIO, portfolioAddress } from '#desk/portfolio/portfolio-view.ts';
import { lineFrom, minuteOf, titleCell } from '#desk/said-here.ts';
import type { GoalImpact, ShippedImpact } from '#domain/digest/impact.ts';
import { figuresOfParts, type MonthlyFigures } from '#domain/digest/monthly-figures.ts';
import { briefInterval, briefPercent } from '#domain/figures.ts';
import { impactChart, impactLines, impactNote } from '#features/digests/impact-words.ts';
import { forecastLines, overrideLines } from '#features/digests/judgement-words.ts';
import { LEFT_OUT } from '#features/home/blocks.ts';
import { seenLines } from '#features/sight.ts';
import type { Targets } from '#settings/digests.ts';
import { countedParts } from './impact-parts.ts';
import { type QuarterFigures, quarterFigures, quartersUntil } from './quarters.ts';
import { daysWords, shareWords, targetTable } from './target-table.ts';

/** Goals and shipped changes that the page shows, and quarters that it looks back. */
const GOALS = 12;
const SHIPPED = 20;
const QUARTERS = 5;

/** The impact: what the shipped changes are worth, and how well and how fast the team decides, by the figures of the digests. */
export const impactRoute: DeskRoute = {
  path: '/impact',
  show: async ({ coPilot }): Promise<Page> => {
    const { store, sight, clock, choices } = coPilot;
    const now = clock.now();
    const page = (body: Html): Page => ({
      ...{ title: 'Impact', place: 'impact' },
      body: html`<h1>Impact</h1>${body}<p class="as-of">As of ${minuteOf(now)}. By the journals of the experiments that you may see; of past quarters, too, as they say now.</p>`,
    });
    const counted = await countedParts(store);
    if (counted.kind === 'counting') return page(countingNote(counted));
    const lines = counted.parts.map((part) => ({ part, channel: part.item.channel }));
    const { seen, isPartial } = await seenLines(sight, lines);
    const parts = seen.map(({ part }) => part);
    const quarters = quartersUntil(now, choices.digests?.timeZone ?? 'UTC', QUARTERS);
    const from = quarters[0]?.from ?? now;
    const figures = figuresOfParts(parts, { from, until: now }, from);
    const history = quarterFigures(parts, quarters);
    return page(html`${isPartial ? html`<p class="banner warn" role="status">${LEFT_OUT}</p>` : null}
<section><h2>Against the targets</h2>${targetTable(figures, choices.targets)}</section>
${worth(figures.impact)}
<section><h2>Quarter by quarter</h2>${quarterPicture(history, choices.targets)}${quarterTable(history)}</section>
${judgement(figures)}
${shippedTable(figures)}`);
  },
};

/** It names a share: a number of all experiments would tell of hidden ones. */
function countingNote({ share }: { readonly share: number }): Html {
  return html`<p class="banner" role="status">The figures are being counted for the first time since the bot started: ${Math.floor(share * 100)} % of the experiments are read. It goes on by itself.</p><p><a class="button" href="${deskPath('/impact')}">Look again</a></p>`;
}

/** What the shipped changes are worth, drawn and as a table. */
function worth(impact: ShippedImpact): Html {
  const chart = impactChart(impact, GOALS);
  if (chart === null || impact.kind === 'too-few')
    return html`<section><h2>What the shipped changes are worth</h2><p class="empty">${impactLines(impact).join(' ')}.</p></section>`;
  const table = dataTable<GoalImpact>(
    'Sums of lifts in the wanted direction, of 365 days',
    [
      { name: 'Goal', cell: ({ name }) => lineFrom(name, 60) },
      { name: 'Changes', cell: ({ shipped }) => shipped, isFigure: true },
      { name: 'Worth', cell: ({ estimate }) => briefPercent(estimate), isFigure: true },
      { name: '95 % interval', cell: (goal) => briefInterval(goal), isFigure: true },
      { name: 'As measured, with luck', cell: ({ measured }) => briefPercent(measured), isFigure: true },
    ],
    impact.goals.slice(0, GOALS),
  );
  return html`<section><h2>What the shipped changes are worth</h2>${figureHtml((look) => drawIntervals(chart, look))}${table}<p class="small muted">${impactNote(impact)}</p></section>`;
}

function quarterPicture(history: readonly QuarterFigures[], { experimentsPerQuarter }: Targets): Html {
  const bars = history.toReversed().map(({ name, started }) => ({ name, count: started }));
  const chart: StateBars = {
    ...{ title: 'Experiments started', subtitle: 'In each quarter; the last one is not over', bars },
    target: { count: experimentsPerQuarter, words: `wanted: ${experimentsPerQuarter}` },
    empty: 'No experiment started in these quarters.',
    description: `Experiments started by quarter: ${bars.map(({ name, count }) => `${name} ${count}`).join(', ')}. Wanted: ${experimentsPerQuarter}.`,
  };
  return figureHtml((look) => drawStateBars(chart, look));
}

function quarterTable(history: readonly QuarterFigures[]): Html {
  return dataTable<QuarterFigures>(
    'Shares and medians are of the 90 days before the end of the quarter, or before now',
    [
      { name: 'Quarter', cell: ({ name }) => name },
      { name: 'Started', cell: ({ started }) => started, isFigure: true },
      { name: 'Outcomes', cell: ({ decisions }) => decisions.concluded, isFigure: true },
      {
        name: 'Goal proven better',
        cell: ({ decisions }) => shareWords(decisions.proven, decisions.concluded),
        isFigure: true,
      },
      {
        name: 'Shipped of these',
        cell: ({ decisions }) => shareWords(decisions.provenShipped, decisions.proven),
        isFigure: true,
      },
      {
        name: 'Days to a decision',
        cell: ({ decisions: { daysToDecision } }) =>
          daysToDecision === null ? '–' : daysWords(daysToDecision),
        isFigure: true,
      },
    ],
    history,
  );
}

/** How decisions and forecasts turned out, and what is left behind. */
function judgement({ saves, overrides, forecasts, flagDebt }: MonthlyFigures): Html {
  const { count, oldestDays } = flagDebt;
  const toDebt = portfolioAddress({ ...PORTFOLIO, list: 'decided' });
  const lines = [
    saves === 0
      ? 'Guardrails kept no change from users.'
      : `Guardrails kept ${saves === 1 ? 'one change' : `${saves} changes`} from users.`,
    ...(overrides.count === 0
      ? ['No decision was taken against the rules.']
      : overrideLines(overrides).map((line) => `${line}.`)),
    ...forecastLines(forecasts).map((line) => `${line}.`),
  ];
  const flags =
    count === 0
      ? html`No flag waits for the clean-up.`
      : html`<a href="${toDebt}">${count === 1 ? 'One flag waits' : `${count} flags wait`} for the clean-up</a>, the oldest for ${oldestDays} days.`;
  return html`<section><h2>Judgement, of 90 days</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}<li>${flags}</li></ul></section>`;
}

function shippedTable({ shipped }: MonthlyFigures): Html {
  if (shipped.length === 0)
    return html`<section><h2>Shipped in the quarter</h2><p class="empty">No change was shipped in the quarter.</p></section>`;
  const shown = shipped.toReversed().slice(0, SHIPPED);
  const more = shipped.length - shown.length;
  return html`<section><h2>Shipped in the quarter <span class="count">${shipped.length}</span></h2><ul>${shown.map((item) => html`<li>${titleCell(item)}</li>`)}${more > 0 ? html`<li>and ${more} more</li>` : null}</ul></section>`;
}
