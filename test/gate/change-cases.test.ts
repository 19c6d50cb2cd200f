import { expect, test } from 'vitest';
import { readChangeCases } from '#tools/change-cases/read-case.ts';
import { faultOf } from '#tools/change-cases/run-case.ts';

test('the gate gives each case of the fixtures its answer', async () => {
  const faults: string[] = [];
  for (const { id, read } of readChangeCases('test/fixtures/changes')) {
    const fault = read instanceof Error ? read.message : await faultOf(read);
    if (fault !== null) faults.push(`${id}: ${fault}`);
  }
  expect(faults).toEqual([]);
}, 120_000);
