import type { KnownBlock } from '@slack/types';
import { section } from '#block-kit/layout.ts';
import { bullets } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { type Html, html } from '#desk/html/html.ts';
import { minuteOf } from '#desk/said-here.ts';
import { count, level, percent, pValue } from '#domain/figures.ts';
import { newestReading } from '#domain/looks/newest-reading.ts';
import { planAsRun } from '#domain/looks/plan-as-run.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { unitsSection } from '#features/analyse-experiment/details-sections.ts';
import type { HealthCheck } from '#stats/engine/analysis.ts';
import { cardsHtml } from './figure.ts';
import type { PlannedSubject } from './subject.ts';

const CHECKS: Readonly<Record<HealthCheck['key'], string>> = {
  'sample-ratio': 'The split is as planned (sample ratio)',
  'multiple-exposure': 'Units meet one variant each',
  traffic: 'Enough units arrive',
  'data-arriving': 'Every metric has data',
};
const STATES: Readonly<Record<HealthCheck['state'], string>> = {
  met: 'yes',
  'not-met': 'NO',
  unknown: 'cannot be told yet',
};

/** What the newest reading says of units and data, in the words of the details in Slack. */
export function healthBlocks(subject: PlannedSubject): readonly KnownBlock[] {
  const { experiment, plan } = subject;
  const newest = newestReading(subject.experiment);
  const { alerts = [], causes = [] } = experiment.looks.found ?? {};
  const faults = Object.values(experiment.looks.faults ?? {}).map(({ detail }) => detail);
  const told = [
    ...faults.map((detail) => `:warning: The newest reading failed. ${escapeMrkdwn(detail)}`),
    ...alerts.map(({ text }) => `:warning: ${escapeMrkdwn(text)}`),
  ];
  return [
    ...(newest === null ? [] : unitsSection(plan, newest)),
    ...(told.length === 0 ? [] : [section(told.join('\n'))]),
    ...(causes.length === 0 ? [] : [section(bullets(causes.map(escapeMrkdwn)))]),
  ];
}

/** Whether the data can be trusted: each check with its figures, and the split of the units. */
export function healthHtml(subject: PlannedSubject, said: Html): Html {
  const newest = newestReading(subject.experiment);
  if (newest === null)
    return html`${said}<p>No reading of the data was taken yet. The first one follows within an hour of the launch.</p>`;
  const { analysis, readUntil, until } = newest;
  const checks = analysis.health.checks.map(({ key, state, figures }) => [
    CHECKS[key],
    html`<span class="tag ${state === 'not-met' ? 'bad' : state === 'met' ? 'good' : ''}">${STATES[state]}</span>`,
    figureWords(figures),
  ]);
  return html`${said}<p class="muted small">Data until ${minuteOf(readUntil ?? until)}.</p>${cardsHtml('Checks of the data', ['check', 'holds', 'figures'], checks)}${splitHtml(subject, newest)}`;
}

function figureWords(figures: HealthCheck['figures']): string {
  return Object.entries(figures)
    .map(([name, value]) => (name === 'pValue' ? `p ${pValue(value)}` : `${wordsOf(name)} ${level(value)}`))
    .join(', ');
}

/** `unitsPerDay` as words. */
function wordsOf(name: string): string {
  return name.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
}

/** Units of each variant against the planned split. */
function splitHtml({ experiment }: PlannedSubject, { analysis }: AnalysisSnapshot): Html {
  const all = Object.values(analysis.units).reduce((sum, units) => sum + units, 0);
  const rows = planAsRun(experiment).variants.map(({ key, allocation }) => {
    const units = analysis.units[key] ?? 0;
    return [key, count(units), all === 0 ? '–' : percent(units / all), percent(allocation)];
  });
  return cardsHtml('Units by variant', ['variant', 'units', 'share', 'planned share'], rows);
}
