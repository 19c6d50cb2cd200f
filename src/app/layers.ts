import type { AnyMiddlewareArgs, App, Middleware, ReceiverEvent } from '@slack/bolt';
import type { Effect } from '#domain/effect.ts';
import type { Performer, Performers } from '#journal/perform.ts';

/** Deals with a delivery of Slack, as it comes from the receiver. */
export type Delivering = (event: ReceiverEvent) => Promise<void>;

/** One layer around every delivery of Slack. */
export interface InboundLayer {
  /** Around all that is done with a delivery, Bolt's part included. */
  readonly around?: (next: Delivering) => Delivering;
  /** Around the listeners, after Bolt has read the delivery. */
  readonly middleware?: Middleware<AnyMiddlewareArgs>;
}

/** Puts layers around an app, the first of them outermost. To be called before anything listens. */
export function layerInbound(app: App, layers: readonly InboundLayer[]): void {
  app.processEvent = layered(
    app.processEvent.bind(app),
    layers.flatMap(({ around }) => around ?? []),
  );
  for (const { middleware } of layers) if (middleware !== undefined) app.use(middleware);
}

/** Puts layers around a function or a part, the first of them outermost. */
export function layered<Part>(inner: Part, layers: readonly ((next: Part) => Part)[]): Part {
  return layers.reduceRight((next, layer) => layer(next), inner);
}

/** One layer around every performer. */
export type PerformerLayer = <Kind extends Effect['kind']>(
  kind: Kind,
  next: Performer<Kind>,
) => Performer<Kind>;

/** Puts layers around all performers, the first of them outermost. */
export function layeredPerformers(all: Performers, layers: readonly PerformerLayer[]): Performers {
  const around: PerformerLayer = (kind, inner) =>
    layers.reduceRight((next, layer) => layer(kind, next), inner);
  return {
    post: around('post', all.post),
    card: around('card', all.card),
    stamp: around('stamp', all.stamp),
    design: around('design', all.design),
    implement: around('implement', all.implement),
    revise: around('revise', all.revise),
    'answer-remarks': around('answer-remarks', all['answer-remarks']),
    'mark-ready': around('mark-ready', all['mark-ready']),
    'clean-up': around('clean-up', all['clean-up']),
    record: around('record', all.record),
    handoff: around('handoff', all.handoff),
    flag: around('flag', all.flag),
    redeliver: around('redeliver', all.redeliver),
  };
}
