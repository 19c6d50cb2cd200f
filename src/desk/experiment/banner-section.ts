import { type Html, html } from '#desk/html/html.ts';
import { latestSnapshot } from '#domain/experiment.ts';
import { isFinished } from '#domain/status.ts';
import { stuckOf } from '#domain/stuck.ts';
import { headlineWords } from '#features/analyse-experiment/facts.ts';
import { lookWords } from '#features/analyse-experiment/look-headline.ts';
import { experimentStatusWords } from '#features/status-words.ts';
import type { Subject } from './subject.ts';

type Mood = 'good' | 'bad' | 'warn' | 'open';

/** What the experiment says now and why, before everything else: the outcome, or what the newest look found, and what comes next. */
export function bannerHtml(
  { experiment }: Subject,
  said: { readonly outcome: Html; readonly why: Html; readonly next: Html; readonly toButtons: Html | null },
): Html {
  const { design, status } = experiment;
  const snapshot = latestSnapshot(experiment);
  const words = experimentStatusWords(experiment);
  const verdict =
    design === null || snapshot === null || isFinished(status) || experiment.decision.record !== null
      ? null
      : html`<p><strong>${lookWords(snapshot.analysis)}:</strong> ${headlineWords(design.plan, snapshot)}</p>`;
  const none =
    snapshot === null && design !== null && !isFinished(status)
      ? html`<p>No registered look was taken yet, so nothing is known of any effect.</p>`
      : null;
  const why =
    snapshot === null
      ? null
      : html`<details class="why"><summary>Why: what the rules check</summary>${said.why}</details>`;
  return html`<section class="banner verdict ${moodOf({ experiment })}" aria-label="Verdict"><p class="verdict-status">${words[0]?.toUpperCase()}${words.slice(1)}</p>${said.outcome}${verdict}${none}${said.next}${said.toButtons}${why}</section>`;
}

function moodOf({ experiment }: Pick<Subject, 'experiment'>): Mood {
  const { looks, decision, status, tampering } = experiment;
  if (looks.harm !== null || decision.record?.decision === 'kill') return 'bad';
  if (decision.record?.decision === 'ship') return 'good';
  const isWaiting = status === 'deciding' || status === 'in-review' || tampering.open !== null;
  return isWaiting || stuckOf(experiment) !== null ? 'warn' : 'open';
}
