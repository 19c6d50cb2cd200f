import { mountActs } from '#app/web/acts.ts';
import { mountApi } from '#app/web/mount-api.ts';
import { mountEvents } from '#app/web/mount-events.ts';
import { mountTokens } from '#app/web/mount-tokens.ts';
import { mountWebhooks } from '#app/web/mount-webhooks.ts';
import { mountPersonas } from '#app/web/personas.ts';
import { mountStage } from '#app/web/play-stage.ts';
import { mountSignIn } from '#app/web/sign-in.ts';
import type { Mount } from '#app/web/web-ground.ts';

/** What is served beside the pages. */
export const MOUNTS: readonly Mount[] = [
  mountActs,
  mountPersonas,
  mountSignIn,
  mountEvents,
  mountStage,
  mountApi,
  mountTokens,
  mountWebhooks,
];
