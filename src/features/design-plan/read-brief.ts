import type { WholeBrief } from '#agents/design-brief.ts';
import type { Assessment } from '#domain/agent-output.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { mayBeNamedIn, seenLines } from '#features/sight.ts';
import { unfinishedLines } from '#features/walk-unfinished.ts';
import { defaultsFor } from '#settings/rule-set-for.ts';
import { pastShown } from './past-shown.ts';
import type { PlanFacts } from './read-facts.ts';
import { wishesOf } from './said-of-idea.ts';
import { sizeFacts } from './size-facts.ts';

/** Unfinished experiments on the surface that a designer sees, the newest. */
const MOST_RUNNING = 5;

type Needs = Pick<CoPilot, 'choices' | 'store' | 'chat' | 'memory'>;

/** All that a designer sees beside objections: read once for a design, however often it is redone. */
export type ReadBrief = Omit<WholeBrief, 'objections' | 'computed'>;

/** Reads what there is to know before a design. Past and running experiments are those that the channel may name. Faults of vendors are thrown. */
export async function readBrief(
  needs: Needs,
  experiment: Experiment,
  { goal, readBaselines }: PlanFacts,
  assessment: Assessment,
): Promise<ReadBrief> {
  const { request } = experiment;
  const { catalogue, templates, dimensions, product } = needs.choices;
  const defaults = defaultsFor(needs.choices.defaults, assessment.risk);
  return {
    ...{ request, assessment, catalogue, dimensions, product, comments: wishesOf(experiment) },
    mayObject: mayObject(experiment),
    template: templates.find(({ name }) => name === assessment.template) ?? null,
    facts: await sizeFacts({ goal, readBaselines, request, catalogue, defaults }),
    running: (await runningOn(needs, experiment)).map(
      ({ title, key, status }) => `${key}: ${title} (${status})`,
    ),
    history: await pastShown(needs, experiment),
  };
}

/** A goal that the designer chose itself stands, and so does one that people have kept. */
function mayObject({ request, proposal }: Experiment): boolean {
  const isOwn = (proposal.choices ?? []).some(({ field }) => field === 'goalMetric');
  const isDiscussed = proposal.goalSettled === true || proposal.comments.length > 0;
  return !isOwn && !isDiscussed && request.otherGoals === undefined;
}

/** Other unfinished experiments on the surface, newest first. */
async function runningOn(
  { store, chat }: Needs,
  { key, request, delivery }: Experiment,
): Promise<readonly ExperimentSummary[]> {
  const lines = (await unfinishedLines(store)).filter(
    (line) => line.key !== key && line.surface === request.surface,
  );
  const sees = (channel: string) => mayBeNamedIn(chat, delivery.channel, channel);
  return (await seenLines({ sees }, lines.slice(0, MOST_RUNNING))).seen;
}
