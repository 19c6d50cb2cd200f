import { mountPersonas } from '#app/web/personas.ts';
import { mountSignIn } from '#app/web/sign-in.ts';
import type { Mount } from '#app/web/web-ground.ts';

/** What is served beside the pages. */
export const MOUNTS: readonly Mount[] = [mountPersonas, mountSignIn];
