import { BOT } from '#domain/actor.ts';
import { type Commit, fold } from '#domain/commit.ts';
import { isDecoration } from '#domain/delivery/failed-effects.ts';
import type { FailedEffect } from '#domain/delivery/state.ts';
import { type Effect, effectKey } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import { LONGEST_WAIT } from '#ports/clock-skew.ts';
import type { Delivery } from '#ports/delivery-queue.ts';
import type { Store } from '#ports/store.ts';
import { type AppError, detailOf, faultFields, ownFault, toAppError } from '#shared/errors.ts';
import { ownValue } from '#shared/own-value.ts';
import { retryDelay } from './backoff.ts';
import type { Breaker } from './breaker.ts';
import { holdLease, type Lease } from './hold-lease.ts';
import type { Execute, Performance, Performer, Performers, StreamWork } from './perform.ts';
import type { Places } from './places.ts';

export interface DeliverNeeds extends Lease {
  readonly store: Pick<Store, 'commits' | 'advance' | 'renew' | 'postpone' | 'defer' | 'giveUp'>;
  readonly execute: Execute;
  /** The experiment as the journal says now. */
  readonly load: (key: string) => Promise<Experiment | null>;
  readonly performers: Performers;
  /** Who performs what streams ask for that are no experiments; none if left out. */
  readonly streams?: readonly StreamWork[];
  readonly breaker: Breaker;
  readonly places: Places;
  readonly random: () => number;
  /** Attempts at one effect before it is given up, the first included. */
  readonly maxAttempts: number;
  /** Resolves when there is nothing more urgent. */
  readonly quiet: () => Promise<void>;
  /** True once no further effect may be started. */
  readonly stopping: () => boolean;
}

/** Milliseconds after which an effect that got no slot asks again. */
const ASK_AGAIN = 5_000;

/**
 * Performs the effects of one claimed commit in order and records its progress after each.
 * Returns how many were performed. Throws only if the store does; then the lease runs out and another claim follows.
 */
export async function deliver(needs: DeliverNeeds, delivery: Delivery): Promise<number> {
  const { commit } = delivery;
  let attempts = delivery.attempts;
  let performed = 0;
  for (const [index, effect] of commit.effects.entries()) {
    if (index < delivery.next) continue;
    await needs.quiet();
    if (needs.stopping()) {
      await needs.store.defer(commit.id, needs.worker, needs.clock.now());
      return performed;
    }
    const stream = needs.streams?.find(({ owns }) => owns(commit.experiment));
    const early = (stream?.schedule?.dueAt(commit, attempts) ?? 0) - needs.clock.now();
    const leave = early > 0 ? null : needs.places.take(effect.kind);
    const wait = early > 0 ? early : leave === null ? ASK_AGAIN : needs.breaker.waitFor(effect.kind);
    if (leave === null || wait > 0) {
      leave?.();
      // A vendor may ask for longer than a commit may be put off: then the open circuit is asked again, not the vendor.
      await needs.store.defer(commit.id, needs.worker, needs.clock.now() + Math.min(wait, LONGEST_WAIT));
      return performed;
    }
    const attempted =
      stream === undefined
        ? attempt(needs, commit, index, effect, attempts)
        : attemptOfStream(needs, stream, commit, effect, attempts);
    const isDone = await attempted.finally(leave);
    if (!isDone) return performed;
    performed += 1;
    attempts = 1;
    const { store, worker, clock, leaseMs } = needs;
    if (!(await store.advance(commit.id, worker, index + 1, clock.now() + leaseMs))) {
      // Another worker holds it now and finds the work done here by the idempotency key.
      needs.log.warn('a lease was lost before its effect was written down', { commit: commit.id, worker });
      return performed;
    }
  }
  return performed;
}

/** One attempt at one effect. False: it failed, and the commit was postponed or given up; true: go on with the next. */
async function attempt(
  needs: DeliverNeeds,
  commit: Commit,
  index: number,
  effect: Effect,
  attempts: number,
): Promise<boolean> {
  const key = effectKey(commit.experiment, commit.version, index);
  const experiment = await needs.load(commit.experiment);
  const then = experiment?.version === commit.version ? experiment : await stateAt(needs, commit);
  if (experiment === null || then === null) throw noBeginning(commit);
  if (experiment.delivery.failedEffects.some((dead) => dead.effect === key)) {
    // Its death is in the journal; only a person's retry takes it back.
    if (isDecoration(effect.kind)) return true;
    // The process ended between the record of the failed effect and this step.
    await needs.store.giveUp(commit.id, needs.worker, 'given up after an interruption');
    return false;
  }
  if (attempts > needs.maxAttempts)
    return failed(needs, commit, { key, effect, attempts, fault: interrupted() });
  try {
    const performance = { effect, key, commit, experiment, then, attempts };
    await holdLease(needs, commit.id, (confirm) => perform(needs.performers, { ...performance, confirm }));
    needs.breaker.succeeded(effect.kind);
    return true;
  } catch (thrown) {
    return failed(needs, commit, { key, effect, attempts, fault: toAppError(thrown) });
  }
}

/** The same for a stream that is no experiment. */
async function attemptOfStream(
  needs: DeliverNeeds,
  stream: StreamWork,
  commit: Commit,
  effect: Effect,
  attempts: number,
): Promise<boolean> {
  const recordDeath = (fault: AppError) => stream.giveUp(commit, fault);
  const failure = { key: effectKey(commit.experiment, commit.version, 0), effect, attempts, recordDeath };
  const { maxAttempts = needs.maxAttempts } = stream.schedule ?? {};
  if (attempts > maxAttempts) return failed(needs, commit, { ...failure, fault: interrupted() });
  try {
    await holdLease(needs, commit.id, (confirm) => stream.perform({ commit, attempts, confirm }));
    needs.breaker.succeeded(effect.kind);
    return true;
  } catch (thrown) {
    return failed({ ...needs, maxAttempts }, commit, { ...failure, fault: toAppError(thrown) });
  }
}

/** No attempt got an answer: an effect that ends its process must not do so for ever. */
function interrupted(): AppError {
  return ownFault('effect.interrupted', 'It was interrupted too often.');
}

async function stateAt({ store }: DeliverNeeds, { experiment, version }: Commit): Promise<Experiment | null> {
  const commits = await store.commits(experiment);
  return fold(commits.slice(0, version));
}

/** The table maps each kind to the performer of exactly that kind, which TypeScript cannot follow over a union. */
function perform(performers: Performers, performance: Performance): Promise<void> {
  const { kind } = performance.effect;
  const performer = ownValue<Performer>(performers as Readonly<Record<string, Performer>>, kind);
  if (performer !== undefined) return performer(performance);
  const message = `This version of the bot does not know the step "${kind}": start the newest version, then try again`;
  throw ownFault('effect.unknown', message);
}

interface Failure {
  readonly key: string;
  readonly effect: Effect;
  readonly attempts: number;
  readonly fault: AppError;
  /** Records the death elsewhere than in an experiment; left out for one. */
  readonly recordDeath?: (fault: AppError) => Promise<void>;
}

/** Postpones an effect after a failed attempt, or gives it up. True if the commit goes on without it. */
async function failed(needs: DeliverNeeds, commit: Commit, failure: Failure): Promise<boolean> {
  const { store, worker, clock, log, maxAttempts, random, leaseMs } = needs;
  const { key, effect, attempts, fault } = failure;
  const { kind } = effect;
  const ids = { experiment: commit.experiment, commit: commit.id, effect: key };
  const fields = { ...ids, kind, attempts, ...faultFields(fault) };
  if (needs.breaker.failed(kind, fault)) {
    const delayMs = retryDelay(1, fault.retryAfterMs, random);
    log.warn('a vendor asks us to wait', { ...fields, delayMs });
    // The first attempt counts all the same: part of the effect may be done, and the next attempt must look for it.
    if (attempts > 1) await store.defer(commit.id, worker, clock.now() + delayMs);
    else await store.postpone(commit.id, worker, clock.now() + delayMs, fault.code);
    return false;
  }
  if (fault.retryable && attempts < Math.min(maxAttempts, fault.mostAttempts ?? maxAttempts)) {
    const delayMs = retryDelay(attempts, fault.retryAfterMs, random);
    log.warn('an effect failed and will be tried again', { ...fields, delayMs });
    await store.postpone(commit.id, worker, clock.now() + delayMs, fault.code);
    return false;
  }
  // Without the lease another worker has the effect and may have done it meanwhile.
  if (!(await store.renew(commit.id, worker, clock.now() + leaseMs))) return false;
  log.error('an effect failed for good; a person can try it again from Slack', fields);
  if (failure.recordDeath !== undefined) await failure.recordDeath(fault);
  else await needs.execute(commit.experiment, deathCommand(deathOf(failure), clock.now()));
  // A message that cannot be marked as pressed, or a record that cannot be posted, must not stop what was asked for.
  if (isDecoration(kind)) return true;
  await store.giveUp(commit.id, worker, fault.code);
  return false;
}

function deathOf({ key, effect, fault }: Failure): FailedEffect {
  const mayPass = fault.retryable;
  const closed = fault.kind === 'closed' ? ({ closed: true } as const) : {};
  const direct = effect.kind === 'post' && effect.to !== undefined ? ({ direct: true } as const) : {};
  const what = { effect: key, kind: effect.kind, code: fault.code, detail: detailOf(fault) };
  const death = { ...what, mayPass, ...closed, ...direct };
  if (effect.kind === 'record') return { ...death, wentOn: true };
  if (effect.kind !== 'stamp') return death;
  return { ...death, stamp: { message: effect.message, text: effect.text } };
}

/** A second record of the same failure is refused as already done, and the first one stays. */
function deathCommand(death: FailedEffect, at: number) {
  return { name: 'recordEffectDeath', death, actor: BOT, at } as const;
}

function noBeginning(commit: Commit): AppError {
  const message = `The journal before ${commit.id} is not there: run the audit, then restore a backup`;
  return ownFault('journal.empty', message);
}
