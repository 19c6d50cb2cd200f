import { z } from 'zod';
import { topicsOf } from '#sandbox/stand-ins/openai/cues/places.ts';
import { riskIn } from '#sandbox/stand-ins/openai/cues/risks.ts';
import { jsonOf, type Question } from '#sandbox/stand-ins/openai/read-question.ts';
import { MetricShape } from '#sandbox/stand-ins/openai/shapes.ts';
import { cut, overlap, tidy } from '#sandbox/stand-ins/openai/words.ts';

type MetricSeen = z.infer<typeof MetricShape>;

/** The name of the list that shares most words with the texts; null if none shares any. */
function nearest<Item>(items: readonly Item[], wordsOf: (item: Item) => string, about: string): Item | null {
  const [best] = items
    .map((item) => ({ item, score: overlap(wordsOf(item), about) }))
    .sort((a, b) => b.score - a.score);
  return best === undefined || best.score === 0 ? null : best.item;
}

function wordsOfMetric({ name, description }: MetricSeen): string {
  return `${name} ${description}`;
}

/** A metric whose name or key the idea says, beside words of time that stand in many names. */
function namedIn(idea: string, metrics: readonly MetricSeen[]): MetricSeen | null {
  return nearest(metrics, ({ name }) => name.replaceAll(COMMON, ' '), idea);
}

const COMMON = /\b(?:\d+-?|day|days|rate|per|user|users|time|page|support|visit|visits)\b/gi;

/** A metric that may get better: to lower a harm is the goal only if the idea says so. */
function goalOf(idea: string, means: string, metrics: readonly MetricSeen[]): MetricSeen | null {
  const harms = metrics.filter(({ desiredDirection }) => desiredDirection === 'decrease');
  const isToFall = /\b(?:reduce|fewer|less|lower|cut)\b/i.test(idea);
  const falls = isToFall ? namedIn(idea, harms) : null;
  const gains = metrics.filter((metric) => !harms.includes(metric));
  return (
    falls ??
    namedIn(idea, gains) ??
    nearest(gains, wordsOfMetric, means) ??
    nearest(gains, wordsOfMetric, idea)
  );
}

/** Chooses by the words that an idea shares with the lists, and by what the idea is about. */
export function scriptedChooser(question: Question): object {
  const idea = question.blocks.get('idea') ?? '';
  const metrics = jsonOf(question, 'metrics', z.array(MetricShape));
  const names = (block: string) => jsonOf(question, block, z.array(z.string()));
  const [surfaces, repositories] = [names('surfaces'), names('repositories')];
  const topics = topicsOf(idea);
  const means = topics[0]?.means ?? '';
  const named = surfaces.find((name) => idea.toLowerCase().includes(name.toLowerCase()));
  const surface = named ?? nearest(surfaces, (name) => name, means);
  const goal = goalOf(idea, means, metrics);
  const harms = metrics.filter((metric) => metric.desiredDirection === 'decrease' && metric !== goal);
  const guard = nearest(harms, wordsOfMetric, topics.map((topic) => topic.harms).join(' ')) ?? harms[0];
  const repository = nearest(repositories, (name) => name, idea) ?? repositories[0] ?? null;
  const risk = riskIn(idea, surface ?? '');
  const about = cut(tidy(idea), 80);
  return {
    goalMetric: goal?.key ?? null,
    goalReason:
      goal === null ? 'The idea does not say what should get better' : `“${about}” should move it first`,
    guardrails:
      guard === undefined
        ? []
        : [{ metric: guard.key, mustHold: false, reason: 'it would show that the change does harm' }],
    surface,
    surfaceReason:
      surface === null
        ? 'The idea does not say where people meet the change'
        : named === undefined
          ? 'people meet such a change there'
          : 'the idea names it',
    repository,
    repositoryReason:
      repository === null ? 'There is no repository to choose from' : 'it holds the code of this place',
    risk,
    riskReason: risk === 'low' ? 'it is easy to take back' : 'it touches money, messages or trust',
  };
}
