import { gitHub } from '#adapters/github/vendor.ts';
import { openAi } from '#adapters/openai/vendor.ts';
import { ownFlags } from '#adapters/own-flags/vendor.ts';
import { ownObservations } from '#adapters/own-observations/vendor.ts';
import { postHog } from '#adapters/posthog/vendor.ts';
import { slack } from '#adapters/slack/vendor.ts';
import type { Check, Connected, Environment, VendorDescriptor, VendorGround } from '#adapters/vendor.ts';
import { warehouse } from '#adapters/warehouse/vendor.ts';
import { chooseVendors } from '#app/choose-vendors.ts';
import type { PortName, Ports } from '#ports/ports.ts';
import type { Probe } from '#ports/telemetry.ts';
import type { Vendor } from '#shared/fault-codes.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/**
 * Every vendor, by the name of its folder. Of those that fill the same port the first is used, unless another is set; one that goes
 * before others stands after them.
 */
export const VENDORS = {
  slack,
  github: gitHub,
  openai: openAi,
  'own-observations': ownObservations,
  'own-flags': ownFlags,
  posthog: postHog,
  warehouse,
} as const;

type VendorKey = keyof typeof VENDORS;
type SettingsOf<Key extends VendorKey> = Parameters<(typeof VENDORS)[Key]['connect']>[0];

/** The settings of each vendor that is used. Slack always is: the bot lives in it. */
export type VendorSettings = {
  readonly [Key in VendorKey]?: SettingsOf<Key>;
} & { readonly slack: SettingsOf<'slack'> };

/** A descriptor whose settings are not known by type: they may come from nothing but its own `read`. */
type AnyVendor = VendorDescriptor<unknown, PortName>;

function everyVendor(): readonly (readonly [VendorKey, AnyVendor])[] {
  // `connect` takes exactly what `read` of the same descriptor gave, which TypeScript cannot follow over a union.
  return Object.entries(VENDORS) as unknown as readonly (readonly [VendorKey, AnyVendor])[];
}

/** Shapes of the secrets of every vendor, also of one that is not used: its key may lie in a repository. */
export const VENDOR_SECRETS: readonly RegExp[] = everyVendor().flatMap(([, { secrets }]) => secrets);

/** Reads the settings of the vendors that are meant. Refuses with every problem, one line each. */
export function readVendors(set: Environment): Result<VendorSettings, readonly string[]> {
  const vendors = everyVendor();
  const used = chooseVendors(
    vendors.map(([, vendor]) => vendor),
    set,
  );
  if (used.kind === 'refused') return refused([used.problem]);
  const read = vendors
    .filter(([, vendor]) => used.value.includes(vendor))
    .map(([key, vendor]) => [key, vendor.read(set)] as const);
  const problems = read.flatMap(([, result]) => (result.kind === 'refused' ? result.problem : []));
  if (problems.length > 0) return refused(problems);
  const settings = read.flatMap(([key, result]) => (result.kind === 'ok' ? [[key, result.value]] : []));
  return ok(Object.fromEntries(settings) as VendorSettings);
}

/** The vendors at work. */
export interface ConnectedVendors {
  readonly ports: Ports;
  readonly probes: Readonly<Record<string, Probe>>;
  /** What a start looks at, each named after its vendor: `Slack: the bot token`. */
  readonly checks: () => readonly Check[];
  /** Which vendor fills a port. */
  readonly vendorOf: (port: PortName) => Vendor | null;
}

/** Connects every vendor that has settings. */
export function connectVendors(settings: VendorSettings, ground: VendorGround): ConnectedVendors {
  const connected = everyVendor().flatMap(([key, vendor]): [AnyVendor, Connected][] =>
    settings[key] === undefined ? [] : [[vendor, vendor.connect(settings[key], ground)]],
  );
  // Whole, because `readVendors` leaves no port without a vendor.
  const ports = Object.assign({}, ...connected.map(([, { ports }]) => ports)) as Ports;
  return {
    ports,
    probes: Object.fromEntries(connected.map(([{ id }, { probe }]) => [id, probe])),
    checks: () =>
      connected.flatMap(([{ name }, { checks }]) =>
        checks().map((check) => ({ ...check, what: `${name}: ${check.what}` })),
      ),
    vendorOf: (port) => connected.findLast(([{ fills }]) => fills.includes(port))?.[0].id ?? null,
  };
}
