import { mountActs } from '#app/web/acts.ts';
import { mountPersonas } from '#app/web/personas.ts';
import { mountStage } from '#app/web/play-stage.ts';
import type { Mount } from '#app/web/web-ground.ts';

/** What is served beside the pages. */
export const MOUNTS: readonly Mount[] = [mountActs, mountPersonas, mountStage];
