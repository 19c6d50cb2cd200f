import { AppError } from '#shared/errors.ts';
import { toSlackError } from './errors.ts';

/** Makes a call of Slack's client; what it throws becomes a fault. */
export async function attempt<Value>(call: () => Promise<Value>): Promise<Value> {
  try {
    return await call();
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : toSlackError(thrown);
  }
}
