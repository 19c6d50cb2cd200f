import type { AgentDeps } from '#agents/ask.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { inCanonicalOrder } from '#shared/canonical-json.ts';
import type { Clock } from '#shared/clock.ts';
import { ok } from '#shared/result.ts';
import { keptOf, type Tape } from './tape.ts';
import { tapedCodeHost } from './taped-code-host.ts';
import { tapedCodeReview } from './taped-code-review.ts';
import { tapedPort } from './taped-port.ts';

/**
 * Everything that the agents' work reads, over a tape. Of other experiments their versions stand on it, for the journal has the rest.
 * What the work writes to the chat service goes past it.
 */
export function overTape(coPilot: CoPilot, tape: Tape): CoPilot {
  const { metrics, codeHost, codeReview, memory, store, chat, agents, choices } = coPilot;
  const clock: Clock = {
    now: () => tape.askNow({ name: 'clock.now', args: [], really: () => coPilot.clock.now() }),
  };
  return {
    ...coPilot,
    ...{ clock, choices },
    metrics: {
      ...tapedPort(tape, 'metrics', metrics, ['baseline', 'exposureEvents']),
      name: tape.askNow({ name: 'metrics.name', args: [], really: () => metrics.name }),
    },
    codeHost: tapedCodeHost(codeHost, tape, agents.redaction),
    codeReview: tapedCodeReview(codeReview, tape, agents.redaction),
    memory: tapedPort(tape, 'memory', memory, ['similar', 'effectsOf']),
    store: tapedPort(tape, 'store', store, ['summaries', 'summaryPage']),
    chat: tapedPort(tape, 'chat', chat, ['isPublic', 'isShared', 'linkTo']),
    load: loading(tape, 'load', coPilot.load),
    loadUnseen: loading(tape, 'loadUnseen', coPilot.loadUnseen),
    execute: (key, command) =>
      tape.ask({
        ...{ name: 'execute', args: [key, command.name] },
        really: async () => inOrder(await coPilot.execute(key, command)),
        keep: keptOf,
        revive: (kept) => tape.executed([key, command], kept),
      }),
    agents: agentsOver(agents, tape, clock),
  };
}

/** A state that was just made reads as one from the journal, because prompts show parts of it. */
function inOrder(result: Awaited<ReturnType<CoPilot['execute']>>): typeof result {
  if (result.kind === 'refused') return result;
  return ok({ ...result.value, experiment: inCanonicalOrder(result.value.experiment) });
}

function loading(tape: Tape, name: string, load: CoPilot['load']): CoPilot['load'] {
  return (key) =>
    tape.ask<Experiment | null>({
      ...{ name, args: [key] },
      really: async () => inCanonicalOrder(await load(key)),
      keep: (experiment) => experiment?.version ?? null,
      revive: (version) => tape.experimentAt(key, typeof version === 'number' ? version : null),
    });
}

function agentsOver(agents: AgentDeps, tape: Tape, clock: Clock): AgentDeps {
  const { meter } = agents;
  if (meter === undefined) return agents;
  const stop = () => tape.ask({ name: 'meter.stop', args: [], really: () => meter.stop() });
  return { ...agents, meter: { ...meter, stop, now: () => clock.now() } };
}
