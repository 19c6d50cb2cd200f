import type { Metric } from '#domain/metric.ts';
import type { BaselineFigures, LookFigures } from '#ports/look-figures.ts';
import type { BaselineRequest, LookRequest, SurfaceRule } from '#ports/look-request.ts';
import { baselineFigures } from './baseline-figures.ts';
import { type Course, drawCourse } from './draws.ts';
import { lookFigures } from './figures.ts';
import { type ArmName, measureKey, type Scenario } from './scenario.ts';
import { scenarioForKey } from './scenarios/known-truth.ts';
import type { PostHogState } from './state.ts';

/** Answers questions from scenarios and from how the flags stood. */
export interface World {
  look(request: LookRequest, state: PostHogState, now: number): LookFigures;
  baseline(request: BaselineRequest): BaselineFigures;
  scenarioOf(flagKey: string): Scenario;
}

/** `scenarios` are tried in order; a flag that none matches gets its known truth. */
export function createWorld(scenarios: readonly Scenario[]): World {
  const courses = new Map<string, Course>();
  const truths = new Map<string, Scenario>();
  const scenarioOf = (flagKey: string) => {
    const found = scenarios.find((scenario) => scenario.matches.test(flagKey)) ?? truths.get(flagKey);
    if (found !== undefined) return found;
    const truth = scenarioForKey(flagKey);
    truths.set(flagKey, truth);
    return truth;
  };
  const courseOf = (scenario: Scenario, variant: string, arm: ArmName, metric: Metric) => {
    const measure = measureKey(metric);
    const id = `${scenario.name}\n${variant}\n${measure}`;
    const { units, metrics } = scenario.arms[arm];
    const total = scenario.variants?.[variant]?.[measure] ??
      metrics[measure] ?? { kind: 'proportion', successes: 0 };
    const course =
      courses.get(id) ?? drawCourse(units, total, seedOf(scenario.seed, `${variant}\n${measure}`));
    courses.set(id, course);
    return course;
  };
  return {
    scenarioOf,
    look(request, state, now) {
      const flag = state.flags.find((one) => one.key === request.flagKey);
      const isSeen = request.exposure.event === state.exposureEvent;
      const scenario = scenarioOf(request.flagKey);
      const window = { from: request.window.from, until: Math.min(request.window.until, now) };
      const periods = isSeen && flag !== undefined ? flag.periods : [];
      return lookFigures({ ...request, window }, scenario, periods, (variant, arm, metric) =>
        courseOf(scenario, variant, arm, metric),
      );
    },
    baseline(request) {
      const name = request.surface.map(nameOf).join(' ');
      // Before there is a flag, the surface tells which scenario is meant.
      const scenario = scenarios.find((one) => one.surfaces.test(name)) ?? scenarioForKey(name);
      return baselineFigures(request, scenario);
    },
  };
}

function nameOf(rule: SurfaceRule): string {
  return rule.match === 'event' ? rule.event : rule.value;
}

/** A seed of its own for every course (FNV-1a over the text, started at the scenario's seed). */
function seedOf(seed: number, text: string): number {
  let hash = (2_166_136_261 ^ seed) >>> 0;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash;
}
