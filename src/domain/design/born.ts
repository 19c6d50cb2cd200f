import { isLeftOpen, withNothingChosen } from '#domain/design/open-request.ts';
import type { EventOf } from '#domain/event.ts';
import type { EventContext } from '#domain/evolver.ts';
import type { Experiment } from '#domain/experiment.ts';

/** The state right after the proposal. */
export function born(
  { request, requester, channel, form, parent, source, later, priority, given }: EventOf<'proposed'>,
  { key, version, at }: EventContext,
): Experiment {
  return {
    key,
    version,
    status: later === true ? 'backlog' : 'draft',
    request: isLeftOpen(request) ? withNothingChosen(request) : request,
    failure: null,
    runs: [],
    flag: null,
    proposal: {
      requester,
      authors: [requester],
      at,
      form: form ?? null,
      ...(parent === undefined ? {} : { parent }),
      ...(source === undefined ? {} : { source }),
      ...(priority === undefined ? {} : { priority }),
      ...(given === undefined ? {} : { given }),
      assessment: null,
      comments: [],
      ...(isLeftOpen(request) ? { leftOpen: true } : {}),
    },
    design: null,
    code: null,
    launch: null,
    looks: { snapshots: [], watch: null, harm: null },
    decision: { record: null, pendingOverride: null },
    cleanUp: null,
    tampering: { open: null, settled: null },
    delivery: {
      channel,
      threadTs: null,
      messages: {},
      flagEffect: null,
      failedEffects: [],
      failuresTold: [],
    },
    ended: null,
  };
}
