import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meetFirstGate } from '../src/game/level-gate.ts';
import { fakeServices } from '../testing/fake-services.ts';

test('the first gate stands at level 30', async () => {
  const services = fakeServices();
  const gate = await meetFirstGate({ id: 'player-1', level: 3 }, services);
  assert.equal(gate.level, 30);
  assert.deepEqual(services.tracked, ['gate_met']);
});

test('a beginner finds the gate open', async () => {
  const gate = await meetFirstGate({ id: 'player-2', level: 0 }, fakeServices());
  assert.equal(gate.open, true);
});

test('somebody far above finds it closed', async () => {
  const gate = await meetFirstGate({ id: 'player-3', level: 9_000 }, fakeServices());
  assert.equal(gate.open, false);
});
