import type { CommandBody } from '#domain/command.ts';
import type { Decision } from '#domain/experiment.ts';
import { actWords } from '#features/act-words.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Feature } from '#features/feature.ts';
import { type ButtonValue, executePress, onPress, type Press, tellRefusal } from '#features/press.ts';
import { onReason } from '#features/reason-form.ts';
import { reasonModal } from '#features/reason-modal.ts';
import {
  renderDecided,
  renderKeptRunning,
  renderOverrideLapsed,
  renderOverrideProposed,
  renderUndone,
} from './blocks.ts';

const OVERRIDE_VIEW = 'override_reason';

const BUTTONS: readonly (readonly [string, Decision])[] = [
  ['decide_ship', 'ship'],
  ['decide_kill', 'kill'],
  ['decide_end', 'end-without-winner'],
  ['decide_keep', 'keep-running'],
  ['confirm_ship', 'ship'],
  ['confirm_kill', 'kill'],
  ['confirm_keep_running', 'keep-running'],
];

function commandOf(value: ButtonValue, decision: Decision, reason: string | null): CommandBody {
  const { planHash, snapshotHash, flagVersion, message } = value;
  return { name: 'decide', decision, planHash, snapshotHash, flagVersion, reason, message };
}

/** Decides; against the recommendation a form asks for the reason first. */
async function press(coPilot: CoPilot, pressed: Press, decision: Decision): Promise<void> {
  const { value, actor, client, triggerId } = pressed;
  const command = commandOf(value, decision, null);
  const result = await coPilot.execute(value.experiment, { ...command, actor, at: coPilot.clock.now() });
  if (result.kind === 'ok') return;
  if (result.problem.code !== 'needs-reason') {
    return tellRefusal(coPilot, pressed, value.experiment, result.problem);
  }
  const experiment = await coPilot.load(value.experiment);
  const act = experiment === null ? decision : actWords(experiment, decision);
  const view = reasonModal({
    callbackId: OVERRIDE_VIEW,
    title: 'Against the evidence',
    label: `Why do you want to ${act}, against the recommendation?`,
    submit: 'Ask for a second vote',
    value: { ...value, decision },
  });
  await client.views.open({ trigger_id: triggerId, view });
}

function decisionIn(metadata: unknown): Decision {
  const decision: unknown =
    typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'decision') : null;
  return BUTTONS.find(([, known]) => known === decision)?.[1] ?? 'keep-running';
}

/** A named person decides on the current evidence, and may undo it within the window. */
export const decideExperiment = {
  name: 'decide-experiment',
  messages: {
    decided: renderDecided,
    'kept-running': renderKeptRunning,
    'override-proposed': renderOverrideProposed,
    'override-lapsed': renderOverrideLapsed,
    undone: renderUndone,
  },
  register: (app, coPilot) => {
    for (const [actionId, decision] of BUTTONS) {
      onPress(app, coPilot, actionId, (pressed) => press(coPilot, pressed, decision));
    }
    onReason(app, coPilot, OVERRIDE_VIEW, (value, reason, metadata) =>
      commandOf(value, decisionIn(metadata), reason),
    );
    onPress(app, coPilot, 'undo_decision', async (pressed) => {
      const { experiment, message } = pressed.value;
      await executePress(coPilot, pressed, experiment, { name: 'undo', message });
    });
  },
} satisfies Feature;
