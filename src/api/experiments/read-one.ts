import { KeyPath } from '#api/schemas/common-schemas.ts';
import type { Caller } from '#api/server/caller.ts';
import { type ApiResult, type Described, type Operation, operation } from '#api/server/operation.ts';
import type { Problem } from '#api/server/problem.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Result } from '#shared/result.ts';
import { loadSeen } from './load-seen.ts';

interface ReadOne extends Omit<Described, 'scope'> {
  readonly path: `/experiments/{key}${string}`;
  readonly show: (experiment: Experiment, caller: Caller) => Promise<Result<ApiResult, Problem>>;
}

/** Declares an operation that reads one experiment. A key that the token may not see is answered with 404. */
export function readOne({ show, problems = [], ...described }: ReadOne): Operation {
  return operation({
    ...{ ...described, scope: 'read', params: KeyPath, problems: [404, ...problems] },
    run: async ({ caller, path }) => {
      const found = await loadSeen(caller, path.key);
      return found.kind === 'refused' ? found : show(found.value, caller);
    },
  });
}
