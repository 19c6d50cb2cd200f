import { z } from 'zod';
import { jsonOf, type Question } from './read-question.ts';
import { SCRIPTS, type Scripts } from './scripts.ts';
import { RequestShape } from './shapes.ts';

const Assessed = z.object({ verdicts: z.record(z.string(), z.object({ reason: z.string() })) });

/** The scripted answer with some fields in place of its own. */
function answered(question: Question, fields: object): object {
  return { ...SCRIPTS[question.name]?.(question), ...fields };
}

/** The reasons of its verdicts are the scripted ones, so that they differ; all of them are content. */
function obligingSupervisor(question: Question): object {
  const { risk, surface } = jsonOf(question, 'request', RequestShape);
  const { verdicts } = Assessed.parse(answered(question, {}));
  return answered(question, {
    ...{ outcome: 'experiment', ground: null, questions: [], risk, categories: [] },
    reason: `A fine idea for ${surface}.`,
    verdicts: Object.fromEntries(
      Object.entries(verdicts).map(([name, { reason }]) => [name, { verdict: 'ok', reason }]),
    ),
  });
}

function obligingChooser(question: Question): object {
  const first = (block: string) => jsonOf(question, block, z.array(z.string()))[0] ?? null;
  const metrics = jsonOf(question, 'metrics', z.array(z.object({ key: z.string() })));
  const own: Readonly<Record<string, unknown>> = { ...answered(question, {}) };
  const given = (name: string, instead: string | null) => own[name] ?? instead;
  return answered(question, {
    goalMetric: given('goalMetric', metrics[0]?.key ?? null),
    surface: given('surface', first('surfaces')),
    repository: given('repository', first('repositories')),
    ...{ goalReason: 'it fits', surfaceReason: 'it fits', repositoryReason: 'it fits' },
    ...{ risk: 'low', riskReason: 'nothing can go wrong' },
  });
}

/**
 * A model that says yes to everything: each idea can be tested at the lowest risk, and no plan meets an objection. What is refused or
 * raised beside it, code refuses and raises.
 */
export const OBLIGING: Scripts = {
  supervisor: obligingSupervisor,
  chooser: obligingChooser,
  policy: () => ({ findings: [] }),
};
