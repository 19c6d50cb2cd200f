import type { SlackState } from '#sandbox/stand-ins/slack/state.ts';

/** A link, an e-mail address, or a word behind `@` or `#`; other words are left to the entities. */
const KNOWN =
  /(?<link>https?:\/\/[^\s<>|]+)|(?<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?<domain>\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|example)\b)|(?<name>[@#][\w-]+(?:\.[\w-]+)*)|(?<character>[&<>])/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const BROADCASTS = ['here', 'channel', 'everyone'];

/**
 * The text of a command as Slack sends it to an app whose manifest says `should_escape`: what Slack knows by an id comes as
 * `<@U…|name>`, `<#C…|name>`, `<!subteam^S…|@handle>` or `<https://…>`, everything else with `&`, `<` and `>` as entities.
 */
export function escapedText(state: SlackState, text: string): string {
  return text.replace(KNOWN, (whole, ...rest: unknown[]) => {
    const { link, mail, domain, name } = { ...groupsOf(rest.at(-1)) };
    if (link !== undefined) return `<${entities(link)}>`;
    if (mail !== undefined) return `<mailto:${mail}|${mail}>`;
    if (domain !== undefined) return `<http://${domain}|${domain}>`;
    return name === undefined ? entities(whole) : nameOf(state, name);
  });
}

function groupsOf(last: unknown): Readonly<Record<string, string | undefined>> {
  return typeof last === 'object' && last !== null ? { ...last } : {};
}

function entities(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}

function nameOf(state: SlackState, typed: string): string {
  const name = typed.slice(1);
  if (typed.startsWith('#')) {
    const channel = Object.values(state.channels).find((one) => one.name === name && one.user === null);
    return channel === undefined ? typed : `<#${channel.id}|${channel.name}>`;
  }
  if (BROADCASTS.includes(name)) return `<!${name}>`;
  const user = Object.values(state.users).find((one) => one.name === name);
  if (user !== undefined) return `<@${user.id}|${user.name}>`;
  const group = Object.values(state.userGroups).find(({ handle }) => handle === name);
  return group === undefined ? typed : `<!subteam^${group.id}|@${group.handle}>`;
}
