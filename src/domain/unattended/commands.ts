import type { PersonActor } from '#domain/actor.ts';
import type { AutoAct, AutoMode } from '#domain/unattended/state.ts';

/** What a person does about what goes on without them. */
export type UnattendedPersonBody = {
  readonly name: 'setAuto';
  readonly mode: AutoMode;
  readonly planHash: string;
  /** As the settings say now, above 0: the approval covers this limit. */
  readonly regressionLimit: number;
};

/** What the bot does without a person. */
export type UnattendedBotBody =
  | ({
      readonly name: 'autoDecide';
      readonly snapshotHash: string;
      readonly flagVersion: string;
      /** Who gave the standing approval, with the roles held now. */
      readonly approver: PersonActor;
    } & AutoAct)
  | ({ readonly name: 'recordDryRun'; readonly snapshotHash: string } & AutoAct)
  | { readonly name: 'lapseAuto' }
  | { readonly name: 'remindOfDecision' }
  | { readonly name: 'expireDecision' }
  | { readonly name: 'remindOfFlag' };
