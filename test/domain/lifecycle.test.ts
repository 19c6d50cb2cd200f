import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLive, type Status, shownStatus, TRANSITIONS, transitionFor } from '#domain/lifecycle.ts';
import { history } from '#test/support/arbitraries.ts';
import { COMMAND_NAMES } from '#test/support/arbitraries-commands.ts';

const STATUSES: readonly Status[] = [
  'draft',
  'in-review',
  'approved',
  'implementing',
  'implemented',
  'verifying',
  'running',
  'paused',
  'deciding',
  'decided',
  'cleaning-up',
  'completed',
  'cancelled',
  'killed',
];
const FINAL: readonly Status[] = ['completed', 'cancelled'];
const OF_NO_PHASE = ['propose', 'recordPost', 'recordFlag', 'recordEffectDeath', 'retryEffect'];

describe('the lifecycle table', () => {
  it('has one row for each command of a phase', () => {
    const commands = TRANSITIONS.map((row) => row.command);
    expect([...commands, ...OF_NO_PHASE].sort()).toEqual([...COMMAND_NAMES].sort());
  });

  it('has a way out of every status but the final ones', () => {
    const open = STATUSES.filter((status) => TRANSITIONS.some((row) => row.from.includes(status)));
    expect(open).toEqual(STATUSES.filter((status) => !FINAL.includes(status)));
  });

  it('leads from the draft to every status, and from every status to an end', () => {
    const next = (status: Status) =>
      TRANSITIONS.filter((row) => row.from.includes(status)).flatMap((row) => row.to);
    const reach = (start: Status) => {
      const seen = new Set<Status>([start]);
      for (const status of seen) for (const to of next(status)) seen.add(to);
      return seen;
    };
    expect([...reach('draft')].sort()).toEqual([...STATUSES].sort());
    for (const status of STATUSES) expect(FINAL.some((final) => reach(status).has(final))).toBe(true);
  });

  it('finds the row of a command at a status, or none', () => {
    expect(transitionFor('approve', 'in-review')?.to).toContain('approved');
    expect(transitionFor('approve', 'draft')).toBeNull();
    expect(transitionFor('no-such-command', 'draft')).toBeNull();
  });

  it('shows six words, and exposes units only while it is verified, runs, rests or is decided on', () => {
    expect(new Set(STATUSES.map(shownStatus)).size).toBe(6);
    expect(STATUSES.filter(isLive)).toEqual(['verifying', 'running', 'paused', 'deciding']);
  });
});

describe('random histories', () => {
  it('reach every status', () => {
    const steps = fc.sample(history, { numRuns: 400, seed: 1 }).flat();
    expect([...new Set(steps.map(({ after }) => after?.status))].sort()).toEqual([...STATUSES].sort());
  });

  it('perform and are refused every command', () => {
    const steps = fc.sample(history, { numRuns: 600, seed: 1 }).flat();
    const performed = new Set(
      steps.filter(({ commit }) => commit !== null).map(({ command }) => command.name),
    );
    const refusals = new Set(steps.map(({ refusal }) => refusal?.code));
    expect([...performed].sort()).toEqual([...COMMAND_NAMES].sort());
    expect(refusals.size).toBeGreaterThanOrEqual(11);
  });

  it('never leave a final status', () => {
    fc.assert(
      fc.property(history, (steps) => {
        for (const { before, after } of steps) {
          if (before !== null && FINAL.includes(before.status)) expect(after?.status).toBe(before.status);
        }
      }),
    );
  });

  it('go only if the table leads', () => {
    fc.assert(
      fc.property(history, (steps) => {
        for (const { before, command, after, commit } of steps) {
          if (before === null || after === null || commit === null) continue;
          if (OF_NO_PHASE.includes(command.name)) expect(after.status).toBe(before.status);
          else expect(transitionFor(command.name, before.status)?.to).toContain(after.status);
        }
      }),
    );
  });
});
