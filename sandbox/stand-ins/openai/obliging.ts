import { z } from 'zod';
import { jsonOf, type Question } from './read-question.ts';
import { SCRIPTS, type Scripts } from './scripts.ts';
import { RequestShape } from './shapes.ts';

const VERDICTS = z.record(z.string(), z.object({ verdict: z.string(), reason: z.string() }));

/** The scripted answer with some fields in place of its own. */
function answered(question: Question, fields: object): object {
  return { ...SCRIPTS[question.name]?.(question), ...fields };
}

function obligingSupervisor(question: Question): object {
  const { risk, surface } = jsonOf(question, 'request', RequestShape);
  const own: { readonly verdicts?: unknown } = answered(question, {});
  const verdicts = VERDICTS.safeParse(own.verdicts);
  return answered(question, {
    ...{ testable: true, questions: [], risk, reason: `A fine idea for ${surface}.` },
    ...('outcome' in own ? { outcome: 'experiment', ground: null } : {}),
    ...(verdicts.success ? { verdicts: withVerdict(verdicts.data) } : {}),
    ...('categories' in own ? { categories: [] } : {}),
  });
}

/** The same reasons, all of them content. */
function withVerdict(verdicts: z.infer<typeof VERDICTS>): object {
  return Object.fromEntries(
    Object.entries(verdicts).map(([name, { reason }]) => [name, { verdict: 'ok', reason }]),
  );
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
  policy: (question) => {
    const own = answered(question, {});
    // The shape of the day has either findings or a verdict.
    return 'findings' in own
      ? { findings: [] }
      : { ...own, verdict: 'no-objection', objections: [], considerations: [] };
  },
};
