import type { Configuration } from '#domain/configurations/configuration.ts';
import {
  configurationsProblem,
  requestedConfigurations,
  requestedProblem,
} from '#domain/configurations/planned-configurations.ts';
import { writtenValue } from '#domain/configurations/written-configuration.ts';
import type { ExperimentRequest } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { noConfigurations } from '#features/launch-experiment/own-flag.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { cutSigns, signsOf } from './shown-signs.ts';

/** Signs of a default that a sentence shows. */
const DEFAULT = 200;

/** What each variant gives, the control included; left out if that is its key. */
export interface ReadConfigurations {
  readonly configurations?: Readonly<Record<string, Configuration>>;
}

/**
 * The configurations of a request with that of the control, which is the default of the surface if it has one; nothing if the request has none. Refuses
 * with a sentence that says what to change.
 */
export async function readConfigurations(
  { flags }: Pick<CoPilot, 'flags'>,
  request: Pick<ExperimentRequest, 'configurations' | 'split' | 'surface' | 'file'>,
): Promise<Result<ReadConfigurations, string>> {
  const { configurations, split, surface } = request;
  if (configurations === undefined) return ok({});
  if (flags.configurations === undefined) return refused(noConfigurations(flags.name));
  const wrong = requestedProblem(request);
  if (wrong !== null) return refused(wrong);
  const present = await flags.configurations.defaultOf(surface);
  const given = configurations['control'] ?? null;
  const control = given ?? present;
  if (control === null)
    return refused(`${surface} has no default configuration yet. Say under "control" what units get today.`);
  if (present !== null && canonicalJson(control) !== canonicalJson(present))
    return refused(
      `The control is not the default configuration of ${surface}, which is \`${cutSigns(signsOf(writtenValue(present)), 0, DEFAULT)}\`. Leave "control" out: the control then is the default.`,
    );
  const all = { ...configurations, control };
  const problem = configurationsProblem(requestedConfigurations({ configurations: all, split }));
  return problem === null ? ok({ configurations: all }) : refused(problem);
}
