import type { Assessment, DesignProposal } from '#domain/agent-output.ts';
import { type ForecastPoint, forecastPoints } from '#domain/design/forecast.ts';
import type { Metric } from '#domain/metric.ts';
import type { ExperimentRequest } from '#domain/plan.ts';

/** A past experiment as a designer sees it. */
export interface PastShown {
  readonly key: string;
  readonly title: string;
  /** One sentence: goal, surface, what came of it. */
  readonly outcome: string;
  /** So like the idea that a design has to say something about it. */
  readonly isClose: boolean;
  /** Keys of past experiments that found the opposite for the same goal and surface; left out if there are none. */
  readonly contradictedBy?: readonly string[];
}

/** What a design is made from. */
export interface DesignBrief {
  readonly request: ExperimentRequest;
  readonly assessment: Assessment;
  readonly catalogue: readonly Metric[];
  /** The kind of experiment that the supervisor chose; null if the settings have it no more. */
  readonly template?: { readonly name: string; readonly description: string } | null;
  /** What the product is and for whom, as the settings say; null if they do not. */
  readonly product?: string | null;
  /** Dimensions of the settings. */
  readonly dimensions?: readonly string[];
  /** What code computed of the level today, the traffic, the size and the chances: sentences. */
  readonly facts?: readonly string[];
  /** Unfinished experiments on the surface, a line each. */
  readonly running?: readonly string[];
  /** Past experiments, the likest first. */
  readonly history?: readonly PastShown[];
  /** Whether the designer may say that another metric is the better goal; a goal that it chose itself, or that people have kept, stands. */
  readonly mayObject?: boolean;
  /** The answer before, and what code found about it; null before the first answer. */
  readonly computed?: { readonly design: DesignProposal; readonly findings: readonly string[] } | null;
  /** What the policy review objected to in earlier versions of this design. */
  readonly objections?: readonly string[];
  /** What people said about earlier versions of this design. */
  readonly comments?: readonly string[];
}

/** The brief with nothing left out. */
export type WholeBrief = Required<DesignBrief>;

/** Fills in what a brief leaves out. */
export function wholeBrief(brief: DesignBrief): WholeBrief {
  return {
    ...{
      template: null,
      product: null,
      mayObject: false,
      computed: null,
      dimensions: [],
      facts: [],
      running: [],
      history: [],
    },
    ...{ objections: [], comments: [], ...brief },
  };
}

/** The ends that a forecast of this design may have. */
export function pointsOf({
  request,
  catalogue,
}: Pick<WholeBrief, 'request' | 'catalogue'>): readonly ForecastPoint[] {
  const goal = catalogue.find(({ key }) => key === request.goalMetric);
  return forecastPoints(request, goal ?? { desiredDirection: 'increase' });
}
