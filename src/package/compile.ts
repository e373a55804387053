/**
 * The modules of the package: JavaScript and types of what its doors reach, made from the sources as they stand. What
 * only checks, pages and scripts use is not reached and therefore not in it.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import ts from 'typescript';
import { plainTypes } from './plain-types.ts';

/** The modules that `exports` of the package opens, by their name there. */
export const doors = {
  '.': 'src/library/index',
  './catalog': 'src/library/catalog',
  './estimation': 'src/library/estimation',
} as const;

export type Door = keyof typeof doors;

/** Specifiers of modules of our own, in sources and declarations. */
const imported = /((?:from|import\(|import)\s*["'])(\.{1,2}\/[^"']+)(["'])/g;

/** Paths of the modules that a text imports; they are relative to `path`. */
const importsOf = (path: string, text: string): string[] =>
  [...text.matchAll(imported)].map(([, , specifier]) => join(dirname(path), specifier!));

/** Everything reached from the doors, by path; `read` gives the text of a source's counterpart in the package. */
function reached(read: (source: string) => string, output: (source: string) => string): Map<string, string> {
  const files = new Map<string, string>();
  const visit = (source: string): void => {
    const path = output(source);
    if (files.has(path)) return;
    const text = read(source);
    files.set(
      path,
      text.replace(imported, (_, before, specifier, after) => before + output(specifier) + after),
    );
    for (const next of importsOf(source, text)) visit(next);
  };
  for (const door of Object.values(doors)) visit(`${door}.ts`);
  return files;
}

/** JavaScript as written, without types and comments; data becomes a module, which needs no import attribute. */
function scripts(root: string): Map<string, string> {
  const read = (source: string): string => {
    const text = readFileSync(join(root, source), 'utf8');
    if (source.endsWith('.json')) return `export default ${JSON.stringify(JSON.parse(text))};\n`;
    const tsconfigRaw = { compilerOptions: { verbatimModuleSyntax: true } };
    const { code } = transformSync(text, { loader: 'ts', target: 'es2023', tsconfigRaw });
    return code.replace(/ with \{ type: "json" \}/g, '');
  };
  return reached(read, (source) => source.replace(/\.ts$/, '.js').replace(/\.json$/, '.json.js'));
}

/** No DOM and no Node: the same modules run in both, and the compiler says where they would not. */
export const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  types: [],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  verbatimModuleSyntax: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  declaration: true,
  emitDeclarationOnly: true,
  newLine: ts.NewLineKind.LineFeed,
};

export const programOf = (root: string, options = compilerOptions): ts.Program =>
  ts.createProgram(
    Object.values(doors).map((door) => join(root, `${door}.ts`)),
    { ...options, rootDir: root, outDir: root },
  );

/** Types as a consumer reads them: schemas of zod written out. Errors are the type check's to find, so none is looked for. */
function declarations(root: string): Map<string, string> {
  const program = programOf(root, { ...compilerOptions, noCheck: true });
  const checker = program.getTypeChecker();
  const read = (source: string): string => {
    const file = program.getSourceFile(join(root, source));
    if (!file) throw new Error(`${source} is imported, and not part of the package`);
    let text = '';
    program.emit(file, (_, written) => (text = written), undefined, true);
    return plainTypes(checker, file, text);
  };
  const files = reached(read, (source) => source.replace(/\.ts$/, '.js'));
  return new Map([...files].map(([path, text]) => [path.replace(/\.js$/, '.d.ts'), text]));
}

/** The modules of the package by path. */
export const compile = (root: string): Map<string, string> =>
  new Map([...scripts(root), ...declarations(root)]);
