import { describe, expect, it } from 'vitest';
import { exposureOf, plannedExposure } from '#domain/exposure.ts';

const called = { event: '$feature_flag_called' } as const;
const moved = { event: '$experiment_exposure' } as const;

describe('the events that expose units', () => {
  it('are the usual ones if a plan names none', () => {
    expect(exposureOf({}, null)).toEqual(called);
    expect(exposureOf({}, {})).toEqual(called);
  });

  it('are those of the plan, unless the canary found others', () => {
    expect(exposureOf({ exposure: moved }, {})).toEqual(moved);
    expect(exposureOf({}, { exposure: moved })).toEqual(moved);
    expect(exposureOf({ exposure: moved }, { exposure: called })).toEqual(called);
  });

  it('are named by a plan only if no usual one arrives any more', () => {
    expect(plannedExposure([])).toEqual({});
    expect(plannedExposure(['$feature_flag_called', '$experiment_exposure'])).toEqual({});
    expect(plannedExposure(['$experiment_exposure'])).toEqual({ exposure: moved });
  });
});
