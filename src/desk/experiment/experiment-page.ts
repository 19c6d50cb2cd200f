import type { KnownBlock } from '@slack/types';
import { context, section } from '#block-kit/layout.ts';
import { bold, mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { blocksHtml, buttonsId } from '#desk/block-kit/block-html.ts';
import { BARE_FACE } from '#desk/block-kit/face.ts';
import { type Html, html } from '#desk/html/html.ts';
import type { Page } from '#desk/page.ts';
import { experimentPath } from '#desk/paths.ts';
import { messageId, threadHtml } from '#desk/thread/thread-html.ts';
import { newestWithButtons, threadMessages } from '#desk/thread/thread-messages.ts';
import type { Experiment } from '#domain/experiment.ts';
import { amendmentLines } from '#features/amendment-words.ts';
import { criteriaLines } from '#features/analyse-experiment/criteria-lines.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { planView } from '#features/design-plan/plan-view.ts';
import { outcomeFacts } from '#features/thread/card.ts';
import { nextStep } from '#features/thread/next-step.ts';
import type { Faces } from '#features/thread/perform-messages.ts';
import { titleOf } from '#features/title.ts';
import { bannerHtml } from './banner-section.ts';
import { picturesOf } from './data-files.ts';
import { decisionLog, logBlocks, logHtml } from './decision-log.ts';
import { exposuresHtml } from './exposures-section.ts';
import { healthBlocks, healthHtml } from './health-section.ts';
import { ideaButtons } from './idea-buttons.ts';
import { flagHtml, readLiveFlag } from './live-flag.ts';
import { looksHtml } from './looks-section.ts';
import { COVERED, metricsHtml, showsEffects } from './metrics-section.ts';
import { runsHtml } from './runs-section.ts';
import { segmentBlocks } from './segments-section.ts';
import { type PlannedSubject, plannedOf, type Subject, sayAll } from './subject.ts';
import { trendHtml } from './trend-section.ts';

/** The whole page of one experiment. */
export async function experimentPage(coPilot: CoPilot, faces: Faces, subject: Subject): Promise<Page> {
  const { experiment } = subject;
  const { delivery, flag } = experiment;
  const planned = plannedOf(subject);
  const log = decisionLog(subject);
  const [said, lines, { thread, toButtons }, card, live] = await Promise.all([
    sayAll(coPilot, blocksOf(subject, planned)),
    sayAll(coPilot, Object.fromEntries(logBlocks(log).map((block, index) => [String(index), [block]]))),
    threadOf(coPilot, faces, subject),
    delivery.threadTs === null
      ? null
      : coPilot.chat.linkTo(delivery.channel, delivery.threadTs).catch(() => null),
    flag === null ? null : readLiveFlag(coPilot, flag),
  ]);
  const place = { card, channel: delivery.channel, threadTs: delivery.threadTs };
  const parts: readonly Part[] = [
    ...(planned === null ? [] : plannedParts(planned, said)),
    [
      'decisions',
      'Who decided what',
      logHtml(
        log,
        log.map((_, index) => lines[String(index)] ?? html``),
        place,
      ),
    ],
    ['flag', 'The flag just now', flagHtml(subject, live)],
    ['models', 'What models were asked', runsHtml(subject)],
    ['thread', 'The thread', thread],
  ];
  const body = html`<div class="experiment"><h1 dir="auto">${titleOf(experiment)}</h1>${said.about}${bannerHtml(subject, { ...said, toButtons })}<nav class="contents" aria-label="Parts of this page"><ul>${parts.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>${downloadsHtml(subject, planned)}${parts.map(([id, name, inside]) => html`<section id="${id}" aria-labelledby="${id}-head"><h2 id="${id}-head">${name}</h2>${inside}</section>`)}</div>`;
  return { title: titleOf(experiment), body, place: 'experiments' };
}

/** The id, the headline and the inside of a part of the page. */
type Part = readonly [id: string, name: string, inside: Html];

type SaidGroup = 'about' | 'outcome' | 'why' | 'next' | 'health' | 'segments' | 'plan';

function blocksOf(
  subject: Subject,
  planned: PlannedSubject | null,
): Readonly<Record<SaidGroup, readonly KnownBlock[]>> {
  const { experiment } = subject;
  const { request, proposal, key } = experiment;
  const surface = proposal.leftOpen === true ? 'surface not chosen yet' : escapeMrkdwn(request.surface);
  const outcome = outcomeFacts(experiment).map((fact) => section(fact.replace(/^[^\n]*\n/, '')));
  return {
    about: [context([`\`${key}\` · ${surface} · answered for by ${mention(request.owner)}`])],
    outcome,
    why: whyBlocks(planned),
    next: [section(`${bold('Next')}  ${nextStep(experiment)}`)],
    health: planned === null ? [] : healthBlocks(planned),
    segments: planned === null ? [] : segmentBlocks(planned),
    plan: planned === null ? [] : (planView(experiment).blocks as readonly KnownBlock[]),
  };
}

/** Every criterion of the rules at the newest look, as its details say them. */
function whyBlocks(planned: PlannedSubject | null): readonly KnownBlock[] {
  if (planned === null || planned.snapshot === null) return [];
  const { plan, snapshot } = planned;
  return [section(criteriaLines(plan, snapshot.verdict.criteria))];
}

function plannedParts(planned: PlannedSubject, said: Readonly<Record<SaidGroup, Html>>): readonly Part[] {
  const { experiment, plan, snapshot } = planned;
  if (experiment.launch === null)
    return [
      ['plan', 'The plan', html`<div class="plan">${said.plan}</div>`],
      ['looks', 'Looks', looksHtml(planned)],
    ];
  const segments =
    plan.dimensions === undefined
      ? html`<p>The plan registers no segments.</p>`
      : showsEffects(snapshot)
        ? said.segments
        : html`<p>${COVERED}</p>`;
  return [
    ['health', 'Can the data be trusted?', healthHtml(planned, said.health)],
    ['metrics', 'Metrics', metricsHtml(planned)],
    ['trend', 'The goal over time', trendHtml(planned)],
    ['exposures', 'Units over time', exposuresHtml(planned)],
    ['segments', 'Segments', segments],
    ['looks', 'Looks', looksHtml(planned)],
    ['plan', 'The registered plan', planHtml(planned, said.plan)],
  ];
}

function planHtml({ experiment }: PlannedSubject, said: Html): Html {
  const lines = amendmentLines(experiment);
  const amended =
    lines.length === 0
      ? html`<p>Nothing of it was amended.</p>`
      : html`<p>Amended since it was registered:</p><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
  return html`<div class="plan">${amended}${said}</div>`;
}

/** The thread, and the way to what can be pressed in it now. */
async function threadOf(
  coPilot: CoPilot,
  faces: Faces,
  { experiment, commits }: Subject,
): Promise<{ readonly thread: Html; readonly toButtons: Html | null }> {
  if (experiment.delivery.threadTs === null && Object.keys(experiment.delivery.messages).length === 0)
    return { thread: html`<p>It has no thread yet.</p>`, toButtons: ideaHtml(experiment) };
  const messages = await threadMessages(coPilot, faces, experiment, commits);
  const newest = newestWithButtons(messages);
  return {
    thread: await threadHtml(coPilot, messages),
    toButtons:
      newest === null
        ? null
        : html`<p class="screen-only"><a class="button primary" href="#${buttonsId(messageId(newest))}">Go to the buttons</a></p>`,
  };
}

function ideaHtml(experiment: Experiment): Html | null {
  const shown = ideaButtons(experiment);
  return shown === null ? null : blocksHtml(shown.blocks, { ...BARE_FACE, press: { at: shown.at } });
}

function downloadsHtml({ experiment: { key } }: Subject, planned: PlannedSubject | null): Html {
  const to = (path: string) => experimentPath(key, path);
  const files: readonly (readonly [string, string])[] = [
    ...(planned === null ? [] : ([['record.md', 'Record (Markdown)']] as const)),
    ['data.csv', 'Data (CSV)'],
    ['data.json', 'Data (JSON)'],
    ...(planned === null
      ? []
      : picturesOf(planned).map((name) => [`pictures/${name}`, `Picture: ${name}`] as const)),
  ];
  return html`<details class="downloads"><summary>Downloads and print</summary><ul>${files.map(([path, words]) => html`<li><a href="${to(path)}" download>${words}</a></li>`)}</ul><p>Print this page in the browser to keep it as a PDF: buttons and navigation are left out.</p></details>`;
}
