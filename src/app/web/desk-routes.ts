import { DRAWINGS, RENDERERS } from '#app/features.ts';
import { calendarRoute } from '#desk/calendar/show-calendar.ts';
import { experimentRoutes } from '#desk/experiment/experiment-routes.ts';
import { sessionsRoute } from '#desk/frame/sessions-page.ts';
import { impactRoute } from '#desk/impact/show-impact.ts';
import type { DeskRoute } from '#desk/page.ts';
import { portfolioRoute } from '#desk/portfolio/show-portfolio.ts';
import { tokensRoute } from '#desk/tokens/tokens-page.ts';
import { webhookRoute } from '#desk/webhooks/webhook-page.ts';
import { webhooksRoute } from '#desk/webhooks/webhooks-page.ts';

/** Every page and download of the desk. A path with a fixed word stands before one with a named part in its place. */
export const DESK_ROUTES: readonly DeskRoute[] = [
  portfolioRoute,
  ...experimentRoutes({ renderers: RENDERERS, drawings: DRAWINGS }),
  calendarRoute,
  impactRoute,
  tokensRoute,
  webhooksRoute,
  webhookRoute,
  sessionsRoute,
];
