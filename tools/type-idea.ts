import { type RunningSandbox, SANDBOX_CHANNEL } from '#sandbox/run-sandbox.ts';
import type { Given } from '#sandbox/stand-ins/slack/people/chosen-value.ts';
import type { Outcome } from '#sandbox/stand-ins/slack/people/outcome.ts';

/** Types words after `/experiment`, fills in the form that opens and sends it, as `mia`. Null if no form opens. */
export async function typeIdea(
  { act, sandbox }: RunningSandbox,
  words: string,
  fields: Readonly<Record<string, Given>>,
): Promise<Outcome | null> {
  const mia = sandbox.slack.as('mia');
  await act(() => mia.command('/experiment', words, { channel: SANDBOX_CHANNEL }));
  const view = sandbox.slack.openViews('mia').at(-1);
  return view === undefined ? null : act(() => mia.submitModal(view, fields));
}
