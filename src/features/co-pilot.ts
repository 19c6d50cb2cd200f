import type { AgentDeps } from '#agents/ask.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Metric } from '#domain/metric.ts';
import type { Execute } from '#journal/perform.ts';
import type { Chat } from '#ports/chat.ts';
import type { CodeHost } from '#ports/code-host.ts';
import type { CodeNotices } from '#ports/code-notices.ts';
import type { Flags } from '#ports/flags.ts';
import type { SurfaceRule } from '#ports/look-request.ts';
import type { MetricsSource } from '#ports/metrics-source.ts';
import type { People } from '#ports/people.ts';
import type { Store } from '#ports/store.ts';
import type { Clock } from '#shared/clock.ts';
import type { Logger } from '#shared/logger.ts';

/** A kind of experiment that the supervisor may choose. */
export interface Template {
  readonly name: string;
  readonly description: string;
}

/** What people may choose from in the form. */
export interface Choices {
  readonly catalogue: readonly Metric[];
  readonly surfaces: readonly string[];
  /** Which units come to a surface, by its name. */
  readonly surfaceRules: (name: string) => readonly SurfaceRule[];
  readonly repositories: readonly string[];
  readonly templates: readonly Template[];
}

/** Everything the use cases work with. Each takes only the part it needs. */
export interface CoPilot {
  readonly clock: Clock;
  readonly log: Logger;
  readonly store: Store;
  readonly execute: Execute;
  /** The experiment as the journal says, or null if there is none with this key. */
  readonly load: (key: string) => Promise<Experiment | null>;
  readonly chat: Chat;
  readonly people: People;
  readonly agents: AgentDeps;
  readonly codeHost: CodeHost;
  readonly codeNotices: CodeNotices;
  readonly flags: Flags;
  readonly metrics: MetricsSource;
  readonly choices: Choices;
  /** Days after the end of a person's last experiment that their key is kept; 0 keeps it for ever. */
  readonly retentionDays: number;
}
