import type { ModalView } from '@slack/types';
import { truncate } from '#block-kit/text.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { foundWords } from '#features/analyse-experiment/facts.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { IDEA_LENGTH } from './idea-length.ts';
import { requestModal } from './modal.ts';
import { requestForForm } from './propose-experiment.ts';

/** The form for a follow-up: the same request, with what was learnt behind the idea. */
export async function followUpView(
  coPilot: Pick<CoPilot, 'people' | 'choices'>,
  experiment: Experiment,
): Promise<ModalView> {
  const values = await requestForForm(coPilot, experiment);
  const learnt = `\n\n${learningWords(experiment)}`;
  const idea = `${truncate(experiment.request.idea, IDEA_LENGTH - learnt.length)}${learnt}`;
  const { channel } = experiment.delivery;
  const purpose = { mode: 'propose', channel, parent: experiment.key } as const;
  return requestModal({ purpose, choices: coPilot.choices, values: { ...values, idea } });
}

/** What the experiment before showed and what was decided. Plain text; figures come from its newest look. */
function learningWords(experiment: Experiment): string {
  const snapshot = latestSnapshot(experiment);
  const { record } = experiment.decision;
  const shown = snapshot === null ? 'It ended before its first look.' : shownBy(experiment, snapshot);
  const why = record?.reason == null ? '' : ` It was ended because: ${truncate(record.reason, 500)}`;
  return `Follows ${experiment.key}. ${shown}${why}`;
}

/** What its newest look found: harm and a goal that is proven worse before all else. */
function shownBy(experiment: Experiment, { analysis, verdict }: AnalysisSnapshot): string {
  const { plan } = designOf(experiment);
  if (experiment.looks.harm !== null) return 'It was stopped for harm.';
  if (verdict.recommendation === 'kill') return `${plan.goal.name} was proven worse.`;
  const found = foundWords(plan, analysis, verdict).trim();
  return found === '' ? `No effect on ${plan.goal.name} was proven.` : found;
}
