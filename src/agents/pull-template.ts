import type { RepositoryView } from '#ports/code-host.ts';

const PLACES = /^(?:(?:\.github|docs)\/)?pull_request_template(?:\.md|\.txt)?$/i;
const LONGEST = 10_000;

/** The repository's template for pull requests; null if it has none. Of several places GitHub takes the first: `.github`, the root, `docs`. */
export async function pullTemplate(repository: RepositoryView): Promise<string | null> {
  const rank = (path: string) =>
    ['.github', '', 'docs'].indexOf(path.slice(0, Math.max(0, path.indexOf('/'))));
  const [path] = repository.paths.filter((one) => PLACES.test(one)).sort((a, b) => rank(a) - rank(b));
  const text = path === undefined ? null : await repository.read(path);
  return text === null || text.trim() === '' || text.length > LONGEST ? null : text.replaceAll('\r\n', '\n');
}

/** One part of a body: its title, the words in a template's heading that ask for it, and its text. */
export interface BodyPart {
  readonly title: string;
  readonly asked: RegExp;
  readonly text: string;
}

const HEADING = /^(#{1,6})\s+(.+?)\s*#*$/;

/**
 * The body in the order of the template: its headings and check lists stay as they are, unticked; each part stands under the
 * first heading that asks for it, and the rest follows. Comments of the template are for authors and go.
 */
export function inTemplate(template: string | null, parts: readonly BodyPart[]): string {
  const section = ({ title, text }: BodyPart): string => `## ${title}\n\n${text}`;
  if (template === null) return parts.map(section).join('\n\n');
  const left = [...parts];
  const lines = template.replace(/<!--[\s\S]*?-->/g, '').split('\n');
  const filled = lines.flatMap((line) => {
    const heading = HEADING.exec(line)?.[2];
    const found = heading === undefined ? -1 : left.findIndex(({ asked }) => asked.test(heading));
    const [part] = found < 0 ? [] : left.splice(found, 1);
    return part === undefined ? [line] : [line, '', part.text, ''];
  });
  const body = filled
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return [body, ...left.map(section)].join('\n\n');
}
