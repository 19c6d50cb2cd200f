import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { z } from 'zod';
import { section } from '#block-kit/layout.ts';
import { type ModalParts, modal } from '#block-kit/view.ts';
import type { PersonActor } from '#domain/actor.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { FormClient } from '#features/form-client.ts';
import { withMaskNoted } from '#features/mask-note.ts';
import { reportFault } from '#features/report-fault.ts';

/** A submitted form as Slack delivers it, or as the desk takes it. */
export type ReceivedForm = Pick<SlackViewMiddlewareArgs<ViewSubmitAction>, 'ack' | 'view'> & {
  readonly body: Pick<ViewSubmitAction, 'view'> & { readonly user: Pick<ViewSubmitAction['user'], 'id'> };
  readonly client: FormClient;
};

/** What the app listens to: the callback id of a form, and what its submission does. */
export interface Submittable {
  readonly id: string;
  readonly receive: (coPilot: CoPilot, received: ReceivedForm) => Promise<void>;
}

/** A submitted form, as the handlers of slices see it. */
export interface Submission<Metadata> {
  readonly metadata: Metadata;
  /** `view.state.values`, not read yet. */
  readonly values: unknown;
  /** Slack's id of this form. */
  readonly form: string;
  /** The chat user who submits it. */
  readonly user: string;
  readonly actor: () => Promise<PersonActor>;
  /** Tells problems by block id, at their fields; the form stays open. */
  readonly refuse: (problems: Readonly<Record<string, string>>) => Promise<void>;
  /** Tells one problem of the whole form; the form stays open. */
  readonly tell: (text: string) => Promise<void>;
  /**
   * Closes the form: only for what is in the journal. The form says instead what is given here (mrkdwn), and if words of it were masked, that
   * and why.
   */
  readonly close: (said?: string) => Promise<void>;
}

/** A form with its metadata and what its submission does. */
export interface ModalForm<Metadata> extends Submittable {
  readonly view: (
    metadata: Metadata,
    parts: Omit<ModalParts, 'callbackId' | 'privateMetadata' | 'close'>,
  ) => ModalView;
}

/** What a form is declared by. */
export interface ModalFormParts<Metadata> {
  /** Slack's callback id. */
  readonly id: string;
  /** What travels along with the form, unseen; reads what earlier versions wrote too. */
  readonly metadata: z.ZodType<Metadata>;
  /** Block id of the field at which problems of the whole form are told. */
  readonly field: string;
  readonly submit: (coPilot: CoPilot, submission: Submission<Metadata>) => Promise<void>;
}

/**
 * Declares a form. What is refused is told in the form, which stays open, so that nothing has to be typed twice; it closes
 * when the command is in the journal.
 */
export function modalForm<Metadata>(parts: ModalFormParts<Metadata>): ModalForm<Metadata> {
  const { id, field } = parts;
  return {
    id,
    view: (metadata, view) =>
      modal({ ...view, callbackId: id, close: 'Cancel', privateMetadata: JSON.stringify(metadata) }),
    receive: async (coPilot, { ack, body, view }) => {
      const refuse: Submission<Metadata>['refuse'] = (problems) =>
        ack({ response_action: 'errors', errors: { ...problems } });
      const tell = (text: string) => refuse({ [field]: text });
      const { noting, note } = withMaskNoted(coPilot);
      const close = async (said?: string) => {
        const view = takenView(id, said, note());
        await (view === null ? ack() : ack({ response_action: 'update', view }));
      };
      await reportFault(coPilot.log, id, tell, async () => {
        const metadata = readMetadata(parts.metadata, view.private_metadata);
        if (metadata === null) return tell('This form is too old. Close it and open it again.');
        await parts.submit(noting, {
          metadata: metadata.value,
          values: view.state.values,
          form: view.id,
          user: body.user.id,
          actor: () => coPilot.people.actorOf(body.user.id),
          refuse,
          tell,
          close,
        });
      });
    },
  };
}

/** What stands in the place of a taken form; null if there is nothing to say. It has nothing to submit, so its callback id is never heard. */
function takenView(id: string, said: string | undefined, masked: string | null): ModalView | null {
  if (said === undefined && masked === null) return null;
  const blocks = [
    section(`:white_check_mark: ${said ?? 'It is taken.'}`),
    ...(masked === null ? [] : [section(masked)]),
  ];
  return modal({ title: masked === null ? 'Done' : 'Masked', callbackId: id, close: 'Close', blocks });
}

function readMetadata<Metadata>(
  schema: z.ZodType<Metadata>,
  text: string,
): { readonly value: Metadata } | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? { value: parsed.data } : null;
  } catch {
    return null;
  }
}
