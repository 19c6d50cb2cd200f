import { WELCOME } from '#desk/frame/welcome-page.ts';
import type { DeskRoute } from '#desk/page.ts';

/** Every page and download of the desk. A path with a fixed word stands before one with a named part in its place. */
export const DESK_ROUTES: readonly DeskRoute[] = [WELCOME];
