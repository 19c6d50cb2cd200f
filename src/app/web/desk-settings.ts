import type { SandboxStage } from '#app/web/sandbox-stage.ts';

/** How people come to the desk. */
export type DeskSettings =
  | {
      readonly kind: 'slack';
      /** The origin at which browsers reach it: `https://experiments.acme.test`. */
      readonly origin: string;
      /** Of the Slack app, for signing in. */
      readonly clientId: string;
      readonly clientSecret: string;
      /** Slack’s own address: `https://slack.com`. */
      readonly issuer: string;
    }
  | {
      readonly kind: 'sandbox';
      /** The people whose part can be played; the first one to begin with. */
      readonly people: readonly { readonly user: string; readonly name: string }[];
      /** What else can be brought about; nothing if it is left out. */
      readonly stage?: SandboxStage;
    };
