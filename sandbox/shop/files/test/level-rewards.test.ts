import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coinsForLevel } from '../src/game/level-rewards.ts';

test('every tenth level pays more', () => {
  assert.equal(coinsForLevel(7), 5);
  assert.equal(coinsForLevel(20), 50);
});
