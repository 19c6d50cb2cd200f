import { type Definition, definitionsOf } from '#code/definitions.ts';
import { bareName, isIdentifier } from '#code/identifiers.ts';
import { importsOf } from '#code/imports.ts';
import { enclosingFunction, enclosingType, isInTests } from '#code/scopes.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import { isTemplate } from '#code/templates.ts';
import type { Finding } from '#gate/change.ts';
import type { CodeBase, CodeFile } from '#gate/implement/code-base.ts';
import { isTemplateNamedIn, templateStem } from '#gate/implement/named-templates.ts';
import type { FlagReading } from '#gate/implement/readings.ts';
import { variantKeys } from '#gate/implement/variants.ts';
import { nameWord, wordAlone } from '#shared/whole-word.ts';

const ENTRY_FILE =
  /(?:^|\/)(?:page|layout|route|loading|error|template|default|middleware|index|main|app|_app|_document|server|client|worker|manage|wsgi|asgi|Program|Startup|routes|urls|mod|lib|__init__|__main__)\.\w+$|(?:^|\/)(?:pages|routes|commands|migrations|jobs|workers|controllers|handlers|plugins|initializers|tasks|bin|scripts|cmd|listeners|subscribers|middleware|functions|api)\//;
const CALLED_BY_FRAMEWORK =
  /^(?:main|render|constructor|__init__|initialize|init|__construct|__invoke|handle|call|__call__|perform|execute|run|setup|mount|mounted|created|data|toString|to_s|new|body|invoke|build|on[A-Z]\w*|viewDidLoad|componentDidMount|get|post|put|patch|delete|index|show|create|update|destroy|list|default|loader|action|getServerSideProps|GET|POST)$/;
const DOCUMENT = /\.(?:md|mdx|rst|txt|adoc)$/i;

function stemOf(path: string): string {
  return (path.split('/').at(-1) ?? '').replace(/\.\w+$/, '');
}

function moduleNames(path: string): readonly string[] {
  const stem = stemOf(path);
  const folder = path.split('/').at(-2) ?? '';
  return /^(?:index|__init__|mod)$/.test(stem) ? [folder] : [stem];
}

function isDecorated(node: SyntaxNode): boolean {
  const around = node.parent?.type === 'decorated_definition' ? node.parent : node;
  return /^\s*(?:@|\[\w|#\[)/.test(around.text) || /\boverride\b/.test(node.text.slice(0, 120));
}

/** Finds out whether code is reached from what was there before. */
class Reach {
  readonly #base: CodeBase;
  readonly #seen = new Set<string>();

  constructor(base: CodeBase) {
    this.#base = base;
  }

  /** Tells whether a function or a type is old, or used by code that is reached. */
  async definition(definition: Definition, file: CodeFile): Promise<boolean> {
    const { name, node } = definition;
    if (nameWord(name).test(file.before ?? '')) return true;
    const key = `${file.path} ${name}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    if (CALLED_BY_FRAMEWORK.test(name) || isDecorated(node)) {
      const type = enclosingType(node);
      return type === null ? this.file(file) : this.definition(type, file);
    }
    if (file.before === null && (await this.file(file))) return true;
    const last = name.split('.').at(-1) ?? name;
    await this.#base.loadHolding(last);
    for (const other of this.#base.product) {
      if (!other.text.includes(last)) continue;
      if (other.source === null || /\.(?:vue|svelte|astro|html?)$/.test(other.path)) {
        if (other.path !== file.path && !DOCUMENT.test(other.path)) return true;
        if (
          other.path === file.path &&
          wordAlone(last).test(other.text.replace(/<script[\s\S]*?<\/script>/g, ''))
        )
          return true;
      }
      for (const use of this.#uses(last, other)) {
        if (!node.covers(use) && (await this.#place(use, other))) return true;
      }
    }
    return false;
  }

  /** Tells whether a file is old, or loaded by code that is reached. */
  async file(file: CodeFile): Promise<boolean> {
    if (file.before !== null || ENTRY_FILE.test(file.path)) return true;
    const key = `file ${file.path}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    if (isTemplate(file.path)) return this.#isNamed(file);
    const modules = moduleNames(file.path);
    const own =
      file.source === null
        ? []
        : definitionsOf(file.source).filter(
            ({ kind, node }) => kind !== 'parameter' && kind !== 'entry' && enclosingFunction(node) === null,
          );
    const names = [...new Set(own.map(({ name }) => name.split('.').at(-1) ?? name))].filter(
      (name) => name.length > 2,
    );
    for (const name of [...modules, ...names]) await this.#base.loadHolding(name);
    for (const other of this.#base.product) {
      if (other.path === file.path || DOCUMENT.test(other.path)) continue;
      if (other.source === null) {
        if ([...modules, ...names].some((name) => wordAlone(name).test(other.text))) return true;
        continue;
      }
      if (this.#loads(other, modules) && (await this.file(other))) return true;
      const local = new Set(definitionsOf(other.source).map(({ name }) => name));
      const language = other.source.language === file.source?.language;
      if (language && !/^(?:typescript|tsx|javascript|python)$/.test(other.source.language)) {
        for (const name of names) {
          if (local.has(name)) continue;
          for (const use of this.#uses(name, other)) if (await this.#place(use, other)) return true;
        }
      }
    }
    return false;
  }

  /** Templates are loaded by a text that names them: `{% include "shop/_slots.html" %}`. */
  async #isNamed(file: CodeFile): Promise<boolean> {
    const stem = templateStem(file.path);
    await this.#base.loadHolding(stem);
    const { plan } = this.#base.change;
    const others = this.#base.product.filter(({ path }) => path !== file.path && !DOCUMENT.test(path));
    return others.some((other) => isTemplateNamedIn(other, file.path, variantKeys(plan)));
  }

  #loads(other: CodeFile, modules: readonly string[]): boolean {
    if (other.source === null) return false;
    const all = importsOf(other.source);
    return all.some(({ from, names, node }) => {
      const last = stemOf(
        from.replace(/\.(?:[cm]?[jt]sx?|vue|svelte|py|rb|php)$/, '').replace(/(?<=\w)[.\\:]+(?=\w)/g, '/'),
      );
      const mentions = modules.includes(last) || names.some((name) => modules.includes(name));
      if (!mentions) return false;
      if (
        names.length === 0 ||
        /^(?:export|call|import_expression|mod_item)/.test(node.type) ||
        node.text.startsWith('export')
      )
        return true;
      return (
        [...(other.source?.root.walk() ?? [])].some(
          (use) => isIdentifier(use) && names.includes(use.text) && !all.some((one) => one.node.covers(use)),
        ) ||
        names.some((name) => new RegExp(`<${RegExp.escape(name)}\\b`).test(other.text)) ||
        node.namedChildren.length < 2
      );
    });
  }

  #uses(asked: string, file: CodeFile): readonly SyntaxNode[] {
    if (file.source === null) return [];
    const statements = importsOf(file.source).map(({ node }) => node);
    const defined = new Set(
      definitionsOf(file.source)
        .filter((one) => one.name === asked || one.name.endsWith(`.${asked}`))
        .map(({ nameNode }) => nameNode),
    );
    return [...file.source.root.walk()].filter((node) => {
      const text = bareName(node.text).replace(/^:/, '').replace(/[?!]$/, '');
      const name = asked.replace(/[?!]$/, '');
      const named = isIdentifier(node) || /symbol|string_content|string_fragment|atom/.test(node.type);
      if (!named || (text !== name && !text.endsWith(`.${name}`))) return false;
      if (defined.has(node) || isInTests(node) || /^export_/.test(node.parent?.type ?? '')) return false;
      return (
        !statements.some((statement) => statement.covers(node)) &&
        !/module\.exports\s*=\s*\{[^}]*$/.test(file.text.slice(Math.max(0, node.start - 300), node.start))
      );
    });
  }

  #place(use: SyntaxNode, file: CodeFile): Promise<boolean> {
    const around = enclosingFunction(use);
    return around === null ? this.file(file) : this.definition(around, file);
  }

  /** Tells whether the place of a reading is reached. */
  place(use: SyntaxNode, file: CodeFile): Promise<boolean> {
    return this.#place(use, file);
  }
}

/** Reasons against new code that nothing but tests uses. */
export async function checkReach(
  base: CodeBase,
  readings: readonly FlagReading[],
): Promise<readonly Finding[]> {
  const unused: string[] = [];
  for (const { node, file } of readings)
    if (!(await new Reach(base).place(node, file))) unused.push(file.path);
  for (const file of base.product) {
    const isCode = file.source !== null || isTemplate(file.path);
    if (file.edited && file.before === null && isCode && !(await new Reach(base).file(file)))
      unused.push(file.path);
  }
  return [...new Set(unused)].map((path) => ({
    code: 'change-not-reachable',
    path,
    sentence: `Nothing but tests imports or calls the new code of ${path}. Use it at the place that the plan changes.`,
  }));
}
