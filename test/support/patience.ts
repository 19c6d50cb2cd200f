/**
 * How long a test waits for an event, in milliseconds, as an option of `vi.waitFor` and `vi.waitUntil`: their default of
 * one second fails on a loaded machine.
 */
export const PATIENT = { timeout: 60_000 };
