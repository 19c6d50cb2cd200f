import { describe, expect, it } from 'vitest';
import { boundToDecision, boundToEvidence, boundToFailedEffect } from '#features/evidence.ts';

/** Values as version 0.1.0 wrote them onto buttons; those buttons are still in threads. */
const OLD =
  '{"experiment":"first-gate","message":"first-gate:3:0","planHash":"ab","snapshotHash":"cd","flagVersion":"7"}';
const OLD_FAILED = OLD.replace('}', ',"effect":"first-gate:5:1"}');
/** From before buttons were bound to a message. */
const OLDEST = '{"experiment":"first-gate"}';

describe('a button that was posted by an older version', () => {
  it('is read as it was meant', () => {
    const read = {
      ...{ experiment: 'first-gate', message: 'first-gate:3:0' },
      ...{ planHash: 'ab', snapshotHash: 'cd', flagVersion: '7' },
    };
    expect(boundToEvidence.schema.parse(JSON.parse(OLD))).toEqual(read);
    expect(boundToEvidence.schema.parse(JSON.parse(OLD_FAILED))).toEqual(read);
    expect(boundToFailedEffect.schema.parse(JSON.parse(OLD_FAILED))).toEqual({
      ...read,
      effect: 'first-gate:5:1',
    });
    expect(boundToFailedEffect.schema.parse(JSON.parse(OLDEST))).toEqual({
      ...{ experiment: 'first-gate', message: null },
      ...{ planHash: '', snapshotHash: '', flagVersion: '', effect: '' },
    });
  });

  it('that undoes means the decision of its own message', () => {
    const read = (text: string) => boundToDecision.schema.parse(JSON.parse(text)).decision;
    expect(read(OLD)).toBe(3);
    expect(read(OLDEST)).toBe(0);
    expect(read(OLD.replace('}', ',"decision":7}'))).toBe(7);
  });
});
