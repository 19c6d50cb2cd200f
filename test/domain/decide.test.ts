import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import type { Command } from '#domain/command.ts';
import { hasConfigurations } from '#domain/configurations/planned-configurations.ts';
import { decide } from '#domain/decide.ts';
import type { Experiment } from '#domain/experiment.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { editedHistory, history, type Step } from '#test/support/arbitraries.ts';
import { COMMAND_NAMES, commandOf, isCommandName, PEOPLE } from '#test/support/arbitraries-commands.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) freeze(item);
    Object.freeze(value);
  }
  return value;
}

function eachStep(check: (step: Step, experiment: Experiment) => void): void {
  fc.assert(
    fc.property(history, (steps) => {
      for (const step of steps) if (step.before !== null) check(step, step.before);
    }),
  );
}

/** Commands of every kind by every actor on one state. */
function everyCommand(state: Experiment | null): readonly Command[] {
  return COMMAND_NAMES.filter(isCommandName).flatMap((name) =>
    PEOPLE.flatMap((actor, index) =>
      [true, false].map((fits) => commandOf(name, { state, fits, draw: index + 3, step: 70 }, actor, 2e12)),
    ),
  );
}

/** What the card does not show. */
const UNSHOWN: readonly string[] = [
  'recordPost',
  'recordUpload',
  'recordFlag',
  'recordCalls',
  'postAnew',
  'recordChannelClosed',
  'tellLost',
  'snoozeReminder',
  'holdAlert',
  'tellAlerts',
  'snoozeAlert',
  'endSnooze',
];

describe('decide', () => {
  it('answers every command on every state, writes on neither, and answers the same again', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const state = freeze(steps.at(-1)?.after ?? null);
        for (const command of everyCommand(state).map(freeze)) {
          const first = decide(state, command);
          expect(canonicalJson(decide(state, command))).toBe(canonicalJson(first));
          if (first.kind === 'refused') expect(first.problem.message).toMatch(/[.)]$/);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('knows nothing before a proposal but the proposal', () => {
    for (const command of everyCommand(null)) {
      expect(decide(null, command).kind === 'ok').toBe(command.name === 'propose');
    }
  });

  it('refuses a stored command that a later version may know', () => {
    const { experiment } = EXAMPLES.running;
    const command: Command = JSON.parse(JSON.stringify({ name: 'fromALaterVersion', actor: BOT, at: 1 }));
    expect(decide(experiment, command)).toMatchObject({ kind: 'refused', problem: { code: 'not-now' } });
  });

  it('brings the card up to date after everything that it shows, and last', () => {
    fc.assert(
      fc.property(history, (steps) => {
        for (const { before, commit, command } of steps) {
          if (commit === null || command.name === 'propose') continue;
          const cards = commit.effects.filter(({ kind }) => kind === 'card');
          if (before?.status === 'backlog') {
            // An idea that is kept for later has no card; its first one comes before the agents.
            expect(cards).toHaveLength(command.name === 'planIdea' ? 1 : 0);
            continue;
          }
          const cardDied = command.name === 'recordEffectDeath' && command.death.kind === 'card';
          const cardRetried =
            command.name === 'retryEffect' &&
            before?.delivery.failedEffects.some(
              ({ effect, kind }) => effect === command.effect && kind === 'card',
            );
          const isFact = UNSHOWN.includes(command.name);
          // The card says that a reading fails once the thread does.
          const isSilent =
            command.name.startsWith('recordReading') && !commit.effects.some(({ kind }) => kind === 'post');
          const shows = !isFact && !isSilent && !cardDied && cardRetried !== true;
          expect(cards).toHaveLength(shows ? 1 : 0);
          // A card that was lost is posted first: the messages after it go below it.
          const place = command.name === 'loseCard' ? 0 : -1;
          if (shows) expect(commit.effects.at(place)).toEqual({ kind: 'card' });
        }
      }),
    );
  });
});

const DECIDING = ['approve', 'reject', 'launch', 'decide', 'undo'];

describe('who may decide', () => {
  it('never lets the requester approve, reject, launch, decide or undo', () => {
    eachStep(({ command, refusal }, { proposal: { requester } }) => {
      if (DECIDING.includes(command.name) && command.actor.person === requester)
        expect(refusal).not.toBeNull();
    });
  });

  it('never lets a person who edited the request approve, reject, launch, decide or undo', () => {
    let refusals = 0;
    fc.assert(
      fc.property(editedHistory, (steps) => {
        const editors = new Set<string>();
        for (const { command, refusal } of steps) {
          const person = command.actor.person ?? '';
          if (DECIDING.includes(command.name) && editors.has(person)) {
            expect(refusal).not.toBeNull();
            if (refusal?.code === 'editor') refusals += 1;
          }
          if (command.name === 'editRequest' && refusal === null) editors.add(person);
        }
      }),
    );
    expect(refusals).toBeGreaterThan(20);
  });

  it('never lets a person without the role approve, reject, launch, resume, decide or undo', () => {
    eachStep(({ command, refusal }) => {
      const acts = ['approve', 'reject', 'launch', 'resume', 'decide', 'undo'];
      if (acts.includes(command.name) && !command.actor.roles.includes('approver'))
        expect(refusal).not.toBeNull();
    });
  });

  it('needs two people for a plan of high risk, and one for others', () => {
    eachStep(({ command, after }, before) => {
      if (command.name !== 'approve' || after === null || after.status !== 'approved') return;
      const people = new Set(
        after.design?.approvals
          .filter(({ planHash }) => planHash === after.design?.planHash)
          .map(({ person }) => person),
      );
      expect(people.size).toBe(before.design?.plan.request.risk === 'high' ? 2 : 1);
    });
  });

  it('needs a reason and two people against the recommendation', () => {
    eachStep(({ after, commit }) => {
      const record = after?.decision.record;
      if (!commit?.events.some(({ type }) => type === 'decided') || !record) return;
      if (record.unattended !== undefined) return expect([record.by, record.overrides]).toEqual([[], false]);
      expect(new Set(record.by).size).toBe(record.overrides ? 2 : 1);
      expect((record.reason ?? '').trim() !== '').toBe(record.overrides);
    });
  });
});

describe('bound to the evidence', () => {
  it('approves, launches and decides only the plan, look and flag that stand now', () => {
    eachStep(({ command, refusal }, before) => {
      if (refusal !== null) return;
      if (command.name === 'approve' || command.name === 'launch') {
        expect(command.planHash).toBe(before.design?.planHash);
      }
      if (command.name === 'decide') {
        expect(command.planHash).toBe(before.design?.planHash);
        expect(command.snapshotHash).toBe(before.looks.snapshots.at(-1)?.hash);
        expect(command.flagVersion).toBe(before.flag?.version);
      }
    });
  });

  it('launches only what is approved as it stands, merged and without conflict', () => {
    eachStep(({ command, refusal }, before) => {
      if (command.name !== 'launch' || refusal !== null) return;
      expect(before.design?.approvals.some(({ planHash }) => planHash === before.design?.planHash)).toBe(
        true,
      );
      // Of a plan with configurations the flag carries what differs.
      if (hasConfigurations(before)) expect(before.configured).toBeDefined();
      else expect(before.code?.pullRequest.mergedAt).toEqual(expect.any(Number));
      expect([command.conflicts, command.against]).toEqual([[], undefined]);
    });
  });

  it('lets nothing into review that the hard policy forbids', () => {
    eachStep(({ command, refusal }) => {
      if (command.name === 'recordDesign' && command.plan.alpha > 0.05) expect(refusal).not.toBeNull();
    });
  });

  it('stops on proven harm at once and switches the flag off', () => {
    eachStep(({ command, after, commit }) => {
      if (command.name !== 'recordLook' || command.snapshot.verdict.harm === null || commit === null) return;
      expect(after?.status).toBe('killed');
      expect(commit.effects).toContainEqual(
        expect.objectContaining({
          kind: 'flag',
          act: expect.objectContaining({ active: false, rollout: 0 }),
        }),
      );
    });
  });

  it('cleans up only when the decision can no longer be undone', () => {
    eachStep(({ command, refusal }, before) => {
      if (command.name !== 'startCleanUp' || refusal !== null || before.decision.record === null) return;
      expect(command.at).toBeGreaterThanOrEqual(before.decision.record.undoUntil);
    });
  });
});
