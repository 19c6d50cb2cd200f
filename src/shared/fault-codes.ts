/**
 * What kind of fault it is; the kind alone decides whether trying again may help.
 * - `rate-limited`: the far side asks to slow down.
 * - `unavailable`: it gave no answer, or says that it cannot work now.
 * - `pending`: what the act needs is not there yet.
 * - `conflict`: another writer was first.
 * - `invalid-answer`: the answer is not what its interface promises.
 * - `denied`: it does not let the bot in, whatever is asked, until a person changes something.
 * - `excessive`: it does not do so much at once; less of it may be done.
 * - `closed`: the place that it is to happen in is closed to the bot, until a person opens it.
 * - `gone`: what it is about is not there any more, or cannot be changed any more.
 * - `refused`: it does not do this until a person changes something.
 * - `damaged`: stored data is not as it was written.
 * - `late`: what it answers was asked too long ago; the person asks anew, and it works.
 * - `interrupted`: the act was cut off, and must not begin again by itself.
 * - `bug`: the program itself is wrong.
 */
export type FaultKind =
  | 'rate-limited'
  | 'unavailable'
  | 'pending'
  | 'conflict'
  | 'invalid-answer'
  | 'denied'
  | 'excessive'
  | 'closed'
  | 'gone'
  | 'refused'
  | 'damaged'
  | 'late'
  | 'interrupted'
  | 'bug';

const MAY_PASS: ReadonlySet<FaultKind> = new Set([
  'rate-limited',
  'unavailable',
  'pending',
  'conflict',
  'invalid-answer',
]);

/** True if the same act may succeed later without a person changing anything. */
export function mayPass(kind: FaultKind): boolean {
  return MAY_PASS.has(kind);
}

/** The kind of every fault that is no vendor's, by its code. */
export const OWN_FAULTS = {
  unexpected: 'bug',
  'answer.too-large': 'invalid-answer',
  'answer.too-slow': 'unavailable',
  'prompt-invalid': 'refused',
  'rules-invalid': 'refused',
  'anchor.unusable': 'refused',
  'clock.jumped': 'unavailable',
  'config.exposures-not-counted': 'refused',
  'config.port-taken': 'refused',
  'effect.interrupted': 'interrupted',
  'effect.unknown': 'refused',
  'flag.changed': 'refused',
  'flag.no-configurations': 'refused',
  'flag.other-conditions': 'refused',
  'flag.taken': 'refused',
  'inbound.interrupted': 'pending',
  'inbound.untold': 'refused',
  'job.partly-failed': 'unavailable',
  'jobs.stalled': 'unavailable',
  'domain.unguarded': 'bug',
  'journal.contended': 'conflict',
  'journal.empty': 'damaged',
  'launch.unsettled': 'pending',
  'lease.lost': 'conflict',
  'propose.no-key': 'refused',
  'settings.broken-file': 'refused',
  'settings.few-approvers': 'refused',
  'store.address': 'refused',
  'store.busy': 'unavailable',
  'store.closed': 'interrupted',
  'store.connection-lost': 'unavailable',
  'store.corrupt': 'damaged',
  'store.credentials': 'refused',
  'store.damaged-commit': 'damaged',
  'store.disk': 'unavailable',
  'store.failed': 'refused',
  'store.file-gone': 'unavailable',
  'store.file-replaced': 'unavailable',
  'store.foreign': 'refused',
  'store.full': 'unavailable',
  'store.missing': 'refused',
  'store.newer': 'refused',
  'store.no-primary': 'unavailable',
  'store.not-a-database': 'refused',
  'store.not-allowed': 'refused',
  'store.not-erased': 'pending',
  'store.pseudonym-taken': 'conflict',
  'store.read-only': 'refused',
  'store.not-atomic': 'refused',
  'store.server-lacks': 'refused',
  'store.standalone': 'refused',
  'store.server-too-old': 'refused',
  'store.slow': 'unavailable',
  'store.too-large': 'refused',
  'store.unconfirmed': 'unavailable',
  'store.unopenable': 'refused',
  'store.unreachable': 'unavailable',
  'thread.no-card': 'pending',
  'thread.unknown-topic': 'refused',
  'webhook.not-delivered': 'unavailable',
  'worker.failing': 'unavailable',
  'worker.stalled': 'unavailable',
} as const satisfies Readonly<Record<string, FaultKind>>;

/** Code of a fault that is no vendor's. */
export type OwnCode = keyof typeof OWN_FAULTS;

/**
 * The names of each vendor's faults. A vendor's folder adds its own by `declare module '#shared/fault-codes.ts'`, so that
 * a mistyped code does not compile and no other file has to know the vendor.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled by the vendors' folders.
export interface VendorFaults {}

/** A vendor, as its faults, the log and `/health` name it. */
export type Vendor = keyof VendorFaults;

/** Code of any fault: `posthog.unreachable`, `journal.contended`. Stored in journals and named in documents. */
export type FaultCode = OwnCode | { [Of in Vendor]: `${Of}.${VendorFaults[Of]}` }[Vendor];
