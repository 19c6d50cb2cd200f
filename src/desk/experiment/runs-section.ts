import { type Html, html } from '#desk/html/html.ts';
import type { AgentRun } from '#domain/agent-output.ts';
import { count } from '#domain/figures.ts';
import { usedBy } from '#domain/spending/ceilings.ts';
import { utcMoment } from '#features/moment.ts';
import { tableHtml } from './figure.ts';
import type { Subject } from './subject.ts';

/** Every call of a model, with what it cost. */
export function runsHtml({ experiment: { runs } }: Subject): Html {
  if (runs.length === 0) return html`<p>No model was asked.</p>`;
  const used = usedBy(runs);
  const unpriced = runs.filter(({ costUsd }) => costUsd === null).length;
  const known = unpriced === runs.length ? '' : `, ${dollars(used.usd)}`;
  const whose = unpriced === runs.length ? 'Their price' : `The price of ${count(unpriced)}`;
  const open = unpriced === 0 ? '' : ` ${whose} is not known.`;
  return html`<p>${count(runs.length)} ${runs.length === 1 ? 'call' : 'calls'}, ${count(used.tokens)} tokens${known}.${open}</p><details><summary>Each call</summary>${tableHtml(
    'Calls of models',
    ['agent', 'when', 'model', 'prompt', 'tokens in', 'tokens out', 'cost', 'seconds'],
    runs.map(cellsOf),
  )}</details>`;
}

function cellsOf(run: AgentRun): readonly string[] {
  return [
    `${run.role}${run.repaired ? ', asked again' : ''}`,
    run.at === undefined ? '–' : utcMoment(run.at),
    ...[run.model, run.prompt, count(run.inputTokens), count(run.outputTokens)],
    run.costUsd === null ? 'not known' : dollars(run.costUsd),
    (run.latencyMs / 1_000).toFixed(1),
  ];
}

function dollars(amount: number): string {
  return `$${amount.toFixed(amount < 0.1 ? 4 : 2)}`;
}
