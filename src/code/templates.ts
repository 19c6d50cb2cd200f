/** Tells whether a file is a template of pages, by its name. */
export function isTemplate(path: string): boolean {
  return /\.(?:html?|erb|heex|eex|leex|twig|jinja2?|j2|liquid|hbs|mustache|ejs|pug|slim|haml|blade\.php|cshtml|tmpl|gohtml)$/i.test(
    path,
  );
}

/** A piece of code in a template; offsets into the whole text. */
export interface TemplateTag {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/** A conditional of a template, with the offsets of what is shown if it holds and if not. */
export interface TemplateConditional {
  readonly condition: string;
  readonly negated: boolean;
  readonly start: number;
  readonly whenTrue: readonly [number, number];
  readonly whenFalse: readonly [number, number];
}

const COMMENT =
  /<%#[\s\S]*?%>|<%!--[\s\S]*?--%>|\{#[\s\S]*?#\}|\{\{!?--[\s\S]*?--\}\}|<!--[\s\S]*?-->|@\*[\s\S]*?\*@/g;
const TAG =
  /<%[-=]*([\s\S]*?)[-=]?%>|\{%-?([\s\S]*?)-?%\}|\{\{([\s\S]*?)\}\}|\{!!([\s\S]*?)!!\}|(?<![\w@])@(\w+[ \t]*(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?)|(?<==)\{([^{}]*)\}/g;

/** The code of a template, in order; comments are none. */
export function templateTags(text: string): readonly TemplateTag[] {
  const bare = text.replace(COMMENT, (comment) => comment.replace(/[^\n]/g, ' '));
  return [...bare.matchAll(TAG)].map((found) => ({
    code: (found.slice(1).find((group) => group !== undefined) ?? '').trim(),
    start: found.index,
    end: found.index + found[0].length,
  }));
}

interface Open {
  readonly condition: string | null;
  readonly negated: boolean;
  readonly ends: RegExp;
  readonly tag: TemplateTag;
  otherwise: TemplateTag | null;
}

function opened(tag: TemplateTag, text: string): Open | null {
  const [word = ''] = /^#?\w+/.exec(tag.code) ?? [];
  const rest = tag.code
    .slice(word.length)
    .replace(/\bdo$|\bthen$/, '')
    .trim();
  const isBlock = /\bdo\s*(?:\|[^|]*\|)?$|->$/.test(tag.code);
  const plainEnd = text.startsWith('<%', tag.start) || !/\{%|@/.test(text.slice(tag.start, tag.start + 2));
  const ends = plainEnd ? /^(?:end\b|\/(?:if|unless)\b)/ : new RegExp(`^end${word}\\b`);
  const open = { negated: /unless/.test(word), ends, tag, otherwise: null };
  if (/^#?(?:if|unless)$/.test(word)) return { ...open, condition: rest };
  if (/^(?:flag|feature)$/.test(word) && !plainEnd) return { ...open, condition: tag.code };
  return plainEnd && (isBlock || /^(?:case|for|while|begin|range|with)\b/.test(tag.code))
    ? { ...open, condition: null }
    : null;
}

/** The conditionals of a template that have both ends in it; of one with further conditions, the rest is what is shown if not. */
export function templateConditionals(text: string): readonly TemplateConditional[] {
  const found: TemplateConditional[] = [];
  const stack: Open[] = [];
  for (const tag of templateTags(text)) {
    const top = stack.at(-1);
    if (top?.ends.test(tag.code)) {
      stack.pop();
      const { condition, negated, otherwise } = top;
      if (condition === null) continue;
      found.push({
        condition,
        negated,
        start: top.tag.start,
        whenTrue: [top.tag.end, (otherwise ?? tag).start],
        whenFalse: otherwise === null ? [tag.start, tag.start] : [otherwise.end, tag.start],
      });
    } else if (top !== undefined && /^(?:else|elsif|elif|elseif)\b/.test(tag.code)) top.otherwise ??= tag;
    else {
      const open = opened(tag, text);
      if (open !== null) stack.push(open);
    }
  }
  return found;
}
