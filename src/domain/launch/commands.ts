import type { ExposureEvent } from '#domain/exposure.ts';
import type { LaunchCheck } from '#domain/launch/state.ts';

/** What a person does about the launch. */
export type LaunchPersonBody =
  | {
      readonly name: 'launch';
      readonly planHash: string;
      /** Keys of unfinished experiments on the same surface, looked up just before. */
      readonly conflicts: readonly string[];
      /** What the flag service has against it, as a sentence, asked just before; left out if nothing. */
      readonly against?: string;
      readonly message: string | null;
    }
  | { readonly name: 'pause'; readonly reason: string }
  | {
      readonly name: 'resume';
      /** When the pause began that the button belongs to; left out if the command was typed. */
      readonly pausedAt?: number;
      /** Left out by journals from before an author was kept from resuming. */
      readonly message: string | null;
    };

/** What the bot does about a canary. */
export type LaunchBotBody =
  /** Of two that were launched on one surface at the same moment: takes this launch back. */
  | { readonly name: 'holdBack'; readonly conflicts: readonly string[] }
  | {
      readonly name: 'recordVerification';
      readonly checks: readonly LaunchCheck[];
      /** The events that count its units, if the plan names others. */
      readonly exposure?: ExposureEvent;
    };
