import { mountApi } from '#app/web/mount-api.ts';
import { mountTokens } from '#app/web/mount-tokens.ts';
import { mountPersonas } from '#app/web/personas.ts';
import type { Mount } from '#app/web/web-ground.ts';

/** What is served beside the pages. */
export const MOUNTS: readonly Mount[] = [mountPersonas, mountApi, mountTokens];
