import type { AlertEvent } from '#domain/alerts/events.ts';
import type { AmendmentEvent } from '#domain/amendments/events.ts';
import type { BacklogEvent } from '#domain/backlog/events.ts';
import type { CleanUpEvent } from '#domain/clean-up/events.ts';
import type { CodeEvent } from '#domain/code/events.ts';
import type { DecisionEvent } from '#domain/decision/events.ts';
import type { DeliveryEvent } from '#domain/delivery/events.ts';
import type { DesignEvent } from '#domain/design/events.ts';
import type { HealingEvent } from '#domain/healing/events.ts';
import type { LaunchEvent } from '#domain/launch/events.ts';
import type { LookEvent } from '#domain/looks/events.ts';
import type { ReviewEvent } from '#domain/review/events.ts';
import type { ScheduleEvent } from '#domain/schedule/events.ts';
import type { ShippingEvent } from '#domain/shipping/events.ts';
import type { SpendingEvent } from '#domain/spending/events.ts';
import type { TamperingEvent } from '#domain/tampering/events.ts';
import type { UnattendedEvent } from '#domain/unattended/events.ts';
import type { WaitEvent } from '#domain/waits/events.ts';

/** What happened. Events are facts: they are never changed and never refused. */
export type ExperimentEvent =
  | DesignEvent
  | BacklogEvent
  | ReviewEvent
  | CodeEvent
  | LaunchEvent
  | ScheduleEvent
  | LookEvent
  | DecisionEvent
  | AmendmentEvent
  | CleanUpEvent
  | TamperingEvent
  | UnattendedEvent
  | ShippingEvent
  | SpendingEvent
  | WaitEvent
  | AlertEvent
  | DeliveryEvent
  | HealingEvent;

export type EventType = ExperimentEvent['type'];

/** The events of one type, or of several. */
export type EventOf<Type extends EventType> = Extract<ExperimentEvent, { readonly type: Type }>;
