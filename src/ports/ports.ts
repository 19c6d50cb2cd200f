import type { Analytics } from './analytics.ts';
import type { Annotations } from './annotations.ts';
import type { Chat } from './chat.ts';
import type { CodeHost } from './code-host.ts';
import type { CodeNotices } from './code-notices.ts';
import type { CodeReview } from './code-review.ts';
import type { Embeddings } from './embeddings.ts';
import type { EventCatalogue } from './event-catalogue.ts';
import type { Flags } from './flags.ts';
import type { LanguageModel } from './language-model.ts';
import type { MetricsSource } from './metrics-source.ts';
import type { People } from './people.ts';

/** The ports that vendors fill. The store is not among them: without it there is no bot. */
export interface Ports {
  readonly chat: Chat;
  readonly people: People;
  readonly codeHost: CodeHost;
  readonly codeNotices: CodeNotices;
  readonly codeReview: CodeReview;
  readonly model: LanguageModel;
  /** Null if past experiments are searched by words alone. */
  readonly embeddings: Embeddings | null;
  readonly flags: Flags;
  readonly metrics: MetricsSource;
  readonly events: EventCatalogue;
  /** Null if the bot's own product events are recorded nowhere. */
  readonly analytics: Analytics | null;
  /** Null if nothing is noted on charts. */
  readonly annotations: Annotations | null;
}

export type PortName = keyof Ports;
