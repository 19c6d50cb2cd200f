import { z } from 'zod';
import { jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { MetricShape } from '#sandbox/stand-ins/openai/shapes.ts';

const Named = MetricShape.pick({ key: true, name: true });

/** Reads "use <metric> as goal", "on <surface>", "70/30" and "<n> % of the traffic"; everything else it leaves. */
export function scriptedChangeReader(question: Question): object {
  const comment = (question.blocks.get('comment') ?? '').toLowerCase();
  const metrics = jsonOf(question, 'metrics', z.array(Named));
  const surfaces = jsonOf(question, 'surfaces', z.array(z.string()));
  const goal = /\bas (?:the )?goal\b|\bgoal\b/.test(comment)
    ? metrics.find(
        ({ key, name }) => comment.includes(name.toLowerCase()) || comment.includes(firstWord(key)),
      )
    : undefined;
  const surface = /\bon the\b|\bsurface\b/.test(comment)
    ? surfaces.find((name) => comment.includes(name.toLowerCase()))
    : undefined;
  const split = /\b(\d{1,2}) ?\/ ?(\d{1,2})\b/.exec(comment)?.slice(1).map(Number);
  const traffic = /(\d{1,3}) ?% of (?:the |all )?traffic/.exec(comment)?.[1];
  return {
    ...{ goalMetric: goal?.key ?? null, guardrailMetrics: null, surface: surface ?? null },
    ...{ repository: null, risk: null, smallestLift: null, expectedLift: null },
    trafficShare: traffic === undefined ? null : Number(traffic),
    split: split ?? null,
  };
}

/** "revenue" of `revenue_per_user`. */
function firstWord(key: string): string {
  return key.split('_')[0] ?? key;
}
