import type { BotActor, PersonActor } from '#domain/actor.ts';
import type { AlertBotBody, AlertPersonBody } from '#domain/alerts/commands.ts';
import type { AmendmentPersonBody } from '#domain/amendments/commands.ts';
import type { BacklogPersonBody } from '#domain/backlog/commands.ts';
import type { CleanUpBotBody, CleanUpPersonBody } from '#domain/clean-up/commands.ts';
import type { CodeBotBody, CodePersonBody } from '#domain/code/commands.ts';
import type { DecisionPersonBody } from '#domain/decision/commands.ts';
import type { DeliveryBotBody, DeliveryPersonBody } from '#domain/delivery/commands.ts';
import type { DesignBotBody, DesignPersonBody } from '#domain/design/commands.ts';
import type { HealingBotBody, UnwatchedBotBody } from '#domain/healing/commands.ts';
import type { LaunchBotBody, LaunchPersonBody } from '#domain/launch/commands.ts';
import type { LookBotBody } from '#domain/looks/commands.ts';
import type { ReviewPersonBody } from '#domain/review/commands.ts';
import type { ScheduleBotBody, SchedulePersonBody } from '#domain/schedule/commands.ts';
import type { ShippingBotBody } from '#domain/shipping/commands.ts';
import type { CallsBotBody, SpendingBotBody, SpendingPersonBody } from '#domain/spending/commands.ts';
import type { TamperingBotBody, TamperingPersonBody } from '#domain/tampering/commands.ts';
import type { UnattendedBotBody, UnattendedPersonBody } from '#domain/unattended/commands.ts';
import type { WaitBotBody, WaitPersonBody } from '#domain/waits/commands.ts';

/** What a person may want, with everything that the decision needs: `decide` reads nothing else. */
export type PersonBody =
  | DesignPersonBody
  | BacklogPersonBody
  | ReviewPersonBody
  | CodePersonBody
  | LaunchPersonBody
  | SchedulePersonBody
  | DecisionPersonBody
  | AmendmentPersonBody
  | CleanUpPersonBody
  | TamperingPersonBody
  | UnattendedPersonBody
  | SpendingPersonBody
  | WaitPersonBody
  | AlertPersonBody
  | DeliveryPersonBody;

/** What the bot does and records on its own authority. A failed effect is tried again by either. */
export type BotBody =
  | DesignBotBody
  | CodeBotBody
  | LaunchBotBody
  | ScheduleBotBody
  | LookBotBody
  | CleanUpBotBody
  | TamperingBotBody
  | UnattendedBotBody
  | SpendingBotBody
  | CallsBotBody
  | ShippingBotBody
  | WaitBotBody
  | AlertBotBody
  | DeliveryBotBody
  | HealingBotBody
  | UnwatchedBotBody
  | Extract<DeliveryPersonBody, { readonly name: 'retryEffect' }>;

export type CommandBody = PersonBody | BotBody;
export type PersonCommandName = PersonBody['name'];
export type BotCommandName = BotBody['name'];
export type CommandName = CommandBody['name'];

/** What a person wants, who it is, and when (milliseconds since the Unix epoch). */
export type PersonCommand<Name extends PersonCommandName = PersonCommandName> = Extract<
  PersonBody,
  { readonly name: Name }
> & { readonly actor: PersonActor; readonly at: number };

/** What the bot does, and when (milliseconds since the Unix epoch). */
export type BotCommand<Name extends BotCommandName = BotCommandName> = Extract<
  BotBody,
  { readonly name: Name }
> & { readonly actor: BotActor; readonly at: number };

/** A command with who gives it and when. */
export type Command<Name extends CommandName = CommandName> =
  | PersonCommand<Name & PersonCommandName>
  | BotCommand<Name & BotCommandName>;
