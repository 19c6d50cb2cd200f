import type { AgentFailure, AgentRun, Assessment, PolicyOpinion } from '#domain/agent-output.ts';
import type { IdeaSource } from '#domain/backlog/idea-source.ts';
import type { Priority } from '#domain/backlog/priority.ts';
import type { GivenAnswer } from '#domain/design/answers.ts';
import type { GivenDesign } from '#domain/design/given-design.ts';
import type { OpenRequest, ProposedChoice } from '#domain/design/open-request.ts';
import type { PlanNote } from '#domain/design/plan-note.ts';
import type { ExperimentRequest, Plan } from '#domain/plan.ts';

/** What happens from the proposal to a plan. */
export type DesignEvent =
  | {
      readonly type: 'proposed';
      readonly request: ExperimentRequest | OpenRequest;
      readonly requester: string;
      readonly channel: string;
      /** The form it came from; journals from before this was kept do not say. */
      readonly form?: string;
      /** The key of the experiment that it follows up; left out if it follows none. */
      readonly parent?: string;
      /** What the idea came from; left out if a person typed it, and by journals from before this was kept. */
      readonly source?: IdeaSource;
      /** It is kept for later; left out if it is planned at once. */
      readonly later?: true;
      readonly priority?: Priority;
      /** The design that came with it; left out if the designer is asked. */
      readonly given?: GivenDesign;
    }
  | {
      /** What the requester left open is chosen, and why. */
      readonly type: 'choicesProposed';
      readonly request: ExperimentRequest;
      readonly choices: readonly ProposedChoice[];
      readonly runs: readonly AgentRun[];
    }
  | {
      readonly type: 'designed';
      readonly plan: Plan;
      readonly planHash: string;
      /** The version of the settings that it was made under; journals from before this was kept do not say. */
      readonly settings?: number;
      readonly assessment: Assessment;
      readonly opinion: PolicyOpinion;
      /** What rules in code say of it; left out if they say nothing, and by journals from before this was kept. */
      readonly notes?: readonly PlanNote[];
      readonly runs: readonly AgentRun[];
    }
  | {
      readonly type: 'designFailed';
      readonly failure: AgentFailure;
      readonly assessment: Assessment | null;
      /** What could be chosen of an open request, or what a comment asks to change. */
      readonly chosen?: Partial<ExperimentRequest>;
      readonly runs: readonly AgentRun[];
    }
  | { readonly type: 'designRetried' }
  | {
      readonly type: 'questionsAnswered';
      readonly questions: readonly string[];
      readonly answers: readonly GivenAnswer[];
      readonly by: string;
    }
  | {
      /** It is planned although the supervisor advises against an experiment. */
      readonly type: 'adviceOverruled';
      readonly reason: string;
      readonly by: string;
    }
  | {
      readonly type: 'requestEdited';
      readonly request: ExperimentRequest;
      /** Who edited it; journals from before this was kept do not say. */
      readonly by?: string;
      readonly voided?: Voided;
    }
  | {
      readonly type: 'changesRequested';
      readonly comment: string;
      readonly by: string;
      readonly voided?: Voided;
    };

/** Whose approvals of the plan before no longer count; left out if there were none, and by journals from before this was kept. */
type Voided = readonly string[];
