import type { AgentFailure, AgentRun, Assessment, PolicyOpinion } from '#domain/agent-output.ts';
import type { IdeaSource } from '#domain/backlog/idea-source.ts';
import type { Priority } from '#domain/backlog/priority.ts';
import type { GivenAnswer } from '#domain/design/answers.ts';
import type { GivenDesign } from '#domain/design/given-design.ts';
import type { OpenRequest, ProposedChoice } from '#domain/design/open-request.ts';
import type { PlanNote } from '#domain/design/plan-note.ts';
import type { ExperimentRequest, Plan } from '#domain/plan.ts';

/** What a person asks for of the request and its plan. */
export type DesignPersonBody =
  | {
      readonly name: 'propose';
      readonly request: ExperimentRequest | OpenRequest;
      readonly channel: string;
      /** The form that was submitted, so that the same one is known again; journals from before this was kept do not say. */
      readonly form?: string;
      /** The key of the experiment that it follows up; left out if it follows none. */
      readonly parent?: string;
      /** What the idea came from; left out if a person typed it, and by journals from before this was kept. */
      readonly source?: IdeaSource;
      /** The idea is kept for later: nothing is posted and no agent works; left out if it is planned at once. */
      readonly later?: true;
      /** The priority of an idea that is kept for later; left out if none is given. */
      readonly priority?: Priority;
      /** A design that comes with a complete request, so that no designer is asked; left out if there is none. */
      readonly given?: GivenDesign;
    }
  | { readonly name: 'retryDesign'; readonly message: string | null }
  | {
      /** What the supervisor asked is answered. */
      readonly name: 'answerQuestions';
      readonly answers: readonly GivenAnswer[];
      /** The message with the questions, to stamp it; null if it is not known. */
      readonly message: string | null;
    }
  | {
      /** It is planned although the supervisor advises against an experiment. */
      readonly name: 'overruleAdvice';
      readonly reason: string;
      readonly message: string | null;
    }
  | {
      readonly name: 'editRequest';
      readonly request: ExperimentRequest;
      readonly planHash: string | null;
      readonly message: string | null;
    }
  | {
      readonly name: 'requestChanges';
      readonly comment: string;
      readonly planHash: string;
      readonly message: string | null;
    };

/** What the bot records of the agents that design. */
export type DesignBotBody =
  | {
      /** What the requester left open is chosen. */
      readonly name: 'recordChoices';
      readonly request: ExperimentRequest;
      readonly choices: readonly ProposedChoice[];
      readonly runs: readonly AgentRun[];
    }
  | {
      readonly name: 'recordDesign';
      readonly plan: Plan;
      /** The version of the settings that it was made under; journals from before this was kept do not say. */
      readonly settings?: number;
      readonly assessment: Assessment;
      readonly opinion: PolicyOpinion;
      /** What rules in code say of it; left out if they say nothing, and by journals from before this was kept. */
      readonly notes?: readonly PlanNote[];
      readonly runs: readonly AgentRun[];
    }
  | {
      readonly name: 'recordDesignFailure';
      readonly failure: AgentFailure;
      readonly assessment: Assessment | null;
      /** What could be chosen of an open request, or what a comment asks to change. */
      readonly chosen?: Partial<ExperimentRequest>;
      readonly runs: readonly AgentRun[];
    };
