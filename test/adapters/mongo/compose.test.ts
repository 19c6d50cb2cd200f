import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { z } from 'zod';

const Names = z.array(z.string());
const Healthcheck = z.strictObject({
  test: Names.min(2),
  interval: z.string(),
  timeout: z.string(),
  retries: z.number(),
  start_period: z.string(),
});
/** The keys of the compose specification that the file uses; a misspelt one is refused. */
const Service = z.strictObject({
  image: z.string().optional(),
  build: z.literal('.').optional(),
  command: Names.optional(),
  restart: z.enum(['no', 'unless-stopped']),
  networks: Names.min(1),
  volumes: Names.optional(),
  ports: Names.optional(),
  env_file: z.literal('.env').optional(),
  environment: z.record(z.string(), z.string()).optional(),
  deploy: z.strictObject({ replicas: z.number() }).optional(),
  depends_on: z
    .record(
      z.string(),
      z.strictObject({ condition: z.enum(['service_healthy', 'service_completed_successfully']) }),
    )
    .optional(),
  init: z.boolean().optional(),
  stop_grace_period: z
    .string()
    .regex(/^\d+s$/)
    .optional(),
  cap_drop: Names.optional(),
  security_opt: Names.optional(),
  healthcheck: Healthcheck.optional(),
});
const Compose = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
  'x-mongo': z.unknown(),
  services: z.record(z.string(), Service),
  networks: z.record(z.string(), z.strictObject({ internal: z.boolean().optional() })),
  volumes: z.record(z.string(), z.strictObject({})),
});

function read() {
  const document = parseDocument(readFileSync('compose.yaml', 'utf8'), { merge: true, strict: true });
  expect([...document.errors, ...document.warnings]).toEqual([]);
  return Compose.parse(document.toJS());
}

describe('compose.yaml', () => {
  const { services, networks, volumes } = read();
  const members = Object.keys(services).filter((name) => /^mongo-\d+$/.test(name));

  it('has a replica set that a majority of can survive one, and two replicas of the bot', () => {
    expect(members).toEqual(['mongo-1', 'mongo-2', 'mongo-3']);
    expect(services['bot']?.deploy?.replicas).toBe(2);
  });

  it('names only what it declares', () => {
    for (const [name, service] of Object.entries(services)) {
      for (const network of service.networks) expect(networks, name).toHaveProperty(network);
      // The settings file lies beside compose.yaml; every other volume is declared in it.
      const mounted = (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '');
      for (const volume of mounted.filter((one) => one !== './co-pilot.yaml'))
        expect(volumes, name).toHaveProperty(volume);
      for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
        const needed = services[other];
        if (condition === 'service_healthy') expect(needed?.healthcheck, `${name} → ${other}`).toBeDefined();
        else expect(needed?.restart, `${name} → ${other}`).toBe('no');
      }
    }
    expect(Object.keys(volumes)).toEqual(members);
  });

  it('checks the health of all that go on running', () => {
    for (const [name, { restart, healthcheck }] of Object.entries(services)) {
      if (restart !== 'no') expect(healthcheck, name).toBeDefined();
    }
    const path = /127\.0\.0\.1:(\d+)(\/\w+)/.exec(services['bot']?.healthcheck?.test.join(' ') ?? '');
    expect(path?.[1]).toBe(services['bot']?.environment?.['OPERATIONS_PORT']);
    expect(readFileSync('src/app/operator-routes.ts', 'utf8')).toContain(`'${path?.[2]}'`);
  });

  it('gives the bot the very members and the name of the replica set', () => {
    const uri = services['bot']?.environment?.['MONGODB_URI'] ?? '';
    const hosts = members.map((member) => `${member}:27017`);
    expect(uri).toBe(`mongodb://${hosts.join(',')}/co-pilot?replicaSet=co-pilot`);
    const script = services['mongo-init']?.command?.at(-1) ?? '';
    expect(Array.from(script.matchAll(/host: '([^']+)'/g), ([, host]) => host)).toEqual(hosts);
    expect(script).toContain(`_id: 'co-pilot'`);
    for (const member of members) {
      expect(services[member]?.command).toEqual(expect.arrayContaining(['--replSet', 'co-pilot']));
      expect(services[member]?.image).toBe(services['mongo-init']?.image);
    }
    // A script in JavaScript, and no dollar that Compose would take for a variable.
    expect(() => new Function(script)).not.toThrow();
    expect(readFileSync('compose.yaml', 'utf8')).not.toMatch(/\$/);
  });

  it('makes the database reachable for the bot only', () => {
    expect(networks['database']?.internal).toBe(true);
    for (const name of [...members, 'mongo-init']) {
      expect(services[name]?.ports).toBeUndefined();
      expect(services[name]?.networks).toEqual(['database']);
    }
    for (const port of services['bot']?.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('gives the bot more time to stop than it takes', () => {
    expect(Number.parseInt(services['bot']?.stop_grace_period ?? '0', 10)).toBeGreaterThan(10);
  });
});

describe('Dockerfile', () => {
  it('copies what is there and not ignored', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
    expect(ignored[0]).toBe('*');
    const copied = Array.from(readFileSync('Dockerfile', 'utf8').matchAll(/^COPY (.+) \S+$/gm), ([, what]) =>
      (what ?? '').split(' '),
    ).flat();
    expect(copied).toContain('src');
    for (const path of copied) {
      expect(existsSync(path), path).toBe(true);
      expect(ignored).toContain(`!${path.split('/')[0]}`);
    }
    expect(copied).toContain(/CMD \["node", "(\w+)\//.exec(readFileSync('Dockerfile', 'utf8'))?.[1]);
  });
});
