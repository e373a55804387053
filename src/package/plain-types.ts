/**
 * Types that are inferred from zod schemas, written out: whoever installs the package gets plain types, with a line on each
 * field, and no zod. The line is what the field means in the open data, else its own comment.
 */
import ts from 'typescript';
import { architectureDescriptions } from '../../catalog/open-data/descriptions/architectures.ts';
import { gpuDescriptions } from '../../catalog/open-data/descriptions/gpus.ts';
import { measurementDescriptions } from '../../catalog/open-data/descriptions/measurements.ts';
import { modelDescriptions } from '../../catalog/open-data/descriptions/models.ts';
import { sourceDescriptions } from '../../catalog/open-data/descriptions/sources.ts';
import type { Descriptions } from '../../catalog/open-data/descriptions/words.ts';

type Declared = ts.TypeAliasDeclaration | ts.InterfaceDeclaration;

interface Table {
  descriptions: Descriptions;
  /** Path of the record in the published file. */
  prefix?: string;
}

const models: Table = { descriptions: modelDescriptions };

/** The types to write out, with the table that says what their fields mean. */
const records: Record<string, Table> = {
  StoredGpu: { descriptions: gpuDescriptions },
  Gpu: { descriptions: gpuDescriptions },
  DecoderModel: models,
  MoeModel: models,
  EncoderModel: models,
  EncoderDecoderModel: models,
  VisionModel: models,
  SpeechModel: models,
  UnetModel: models,
  DiffusionTransformerModel: models,
  StoredMeasurement: { descriptions: measurementDescriptions },
  Measurement: { descriptions: measurementDescriptions },
  Source: { descriptions: sourceDescriptions },
  Software: { descriptions: architectureDescriptions, prefix: 'software[].' },
  TensorRates: { descriptions: gpuDescriptions, prefix: 'tensor.' },
  SmRates: { descriptions: architectureDescriptions },
  SoftwareSupport: { descriptions: architectureDescriptions, prefix: 'software[].' },
  PytorchInstall: { descriptions: {} },
};

/** Names that stand for a list of words, and get it from an array or a field elsewhere. */
const isListOfWords = (node: Declared, type: ts.Type): boolean =>
  ts.isTypeAliasDeclaration(node) &&
  !node.typeParameters &&
  !ts.isUnionTypeNode(node.type) &&
  type.isUnion() &&
  type.types.every((part) => part.isStringLiteral());

/** The declarations of a file with those types written out, and imports that nothing needs any more left out. */
export function plainTypes(checker: ts.TypeChecker, source: ts.SourceFile, emitted: string): string {
  const declared = new Map(
    source.statements
      .filter((node) => ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node))
      .map((node) => [node.name.text, node]),
  );
  const file = ts.createSourceFile('emitted.d.ts', emitted, ts.ScriptTarget.Latest, true);
  const edits: { start: number; end: number; text: string }[] = [];
  for (const node of file.statements) {
    if (!ts.isTypeAliasDeclaration(node) && !ts.isInterfaceDeclaration(node)) continue;
    const name = node.name.text;
    const own = declared.get(name);
    if (!own) continue;
    const type = checker.getTypeAtLocation(own.name);
    const table = records[name] ?? (isListOfWords(own, type) ? { descriptions: {} } : undefined);
    if (!table) continue;
    const written = writer(checker, own, table)(type, '', table.prefix ?? '', true);
    const text = type.isUnion() ? `export type ${name} = ${written};` : `export interface ${name} ${written}`;
    edits.push({ start: node.getStart(), end: node.end, text });
  }
  if (edits.length === 0) return emitted;
  let text = emitted;
  for (const edit of edits.toReversed()) text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  return withoutUnusedImports(text);
}

function withoutUnusedImports(text: string): string {
  const file = ts.createSourceFile('plain.d.ts', text, ts.ScriptTarget.Latest, true);
  const imports = file.statements.filter(ts.isImportDeclaration);
  const body = imports.reduceRight((rest, { pos, end }) => rest.slice(0, pos) + rest.slice(end), text);
  const kept = imports.flatMap((node) => {
    const bindings = node.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) return [node.getText()];
    const names = bindings.elements.filter(({ name }) => new RegExp(`\\b${name.text}\\b`).test(body));
    const list = names
      .map(({ propertyName, name }) => (propertyName ? `${propertyName.text} as ${name.text}` : name.text))
      .join(', ');
    return names.length === 0 ? [] : [`import type { ${list} } from ${node.moduleSpecifier.getText()};`];
  });
  return `${kept.join('\n')}\n${body.trimStart()}`.trimStart();
}

const unitOf = (words: Descriptions[string] | undefined): string | undefined =>
  typeof words === 'object' ? words.unit : undefined;

const isNull = ({ flags }: ts.Type): boolean => (flags & ts.TypeFlags.Null) !== 0;

type Write = (type: ts.Type, indent: string, path: string, isRoot?: boolean) => string;

/** Writes a type where `at` stands: types that have a name there by their name, everything else out. */
function writer(checker: ts.TypeChecker, at: ts.Declaration, { descriptions }: Table): Write {
  const named = new Map(
    checker.getSymbolsInScope(at, ts.SymbolFlags.Type | ts.SymbolFlags.Alias).map((symbol) => [
      // An imported name stands for what it was imported from.
      symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
      symbol.name,
    ]),
  );
  // What is called after a field of another type has no name of its own to go by.
  const aliased = new Map(
    [...named].map(([symbol, name]) => [checker.getDeclaredTypeOfSymbol(symbol), name] as const),
  );
  const nameOf = (type: ts.Type): string | undefined => {
    if (aliased.has(type) && (type.flags & ts.TypeFlags.Object) !== 0) return aliased.get(type);
    const { aliasSymbol, symbol } = type;
    const name = (aliasSymbol && named.get(aliasSymbol)) ?? (symbol && named.get(symbol));
    if (!name || type.aliasTypeArguments?.length) return undefined;
    return checker.isArrayType(type) || checker.isTupleType(type) ? undefined : name;
  };

  const order = new Map(Object.keys(descriptions).map((path, place) => [path, place]));

  const write: Write = (type, indent, path, isRoot = false) => {
    const name = isRoot ? undefined : nameOf(type);
    if (name) return name;
    if (type.isUnion()) return union(type, indent, path);
    if (checker.isTupleType(type)) return checker.typeToString(type, at, ts.TypeFormatFlags.NoTruncation);
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference);
      const written = write(item!, indent, `${path.replace(/\.$/, '')}[].`);
      return item!.isUnion() && !nameOf(item!) ? `(${written})[]` : `${written}[]`;
    }
    const key = checker.getIndexInfoOfType(type, ts.IndexKind.String);
    if (key) return `Record<string, ${write(key.type, indent, `${path}*.`)}>`;
    if (type.flags & ts.TypeFlags.Object) return object(type, indent, path);
    return checker.typeToString(type, at, ts.TypeFormatFlags.NoTruncation);
  };

  /** `true | false` as what it is called, and `null` last. */
  const union = (type: ts.UnionType, indent: string, path: string): string => {
    const parts = type.types.map((part) => write(part, indent, path));
    const both = parts.includes('true') && parts.includes('false');
    const plain = parts.filter((part) => part !== 'null' && !(both && /^(?:true|false)$/.test(part)));
    return [...(both ? ['boolean'] : []), ...plain, ...(parts.includes('null') ? ['null'] : [])].join(' | ');
  };

  /** Fields in the order in which the open data shows them. */
  const fieldsOf = (type: ts.Type, path: string): ts.Symbol[] => {
    const place = ({ name }: ts.Symbol): number => order.get(path + name) ?? order.size;
    return checker.getPropertiesOfType(type).toSorted((a, b) => place(a) - place(b));
  };

  const object = (type: ts.Type, indent: string, path: string): string => {
    const inner = `${indent}    `;
    const fields = fieldsOf(type, path).map((field) => {
      const optional = (field.flags & ts.SymbolFlags.Optional) !== 0;
      const whole = checker.getTypeOfSymbol(field);
      const given = optional ? checker.getNonNullableType(whole) : whole;
      const nullable = given !== whole && whole.isUnion() && whole.types.some(isNull);
      const written = `${write(given, inner, `${path}${field.name}.`)}${nullable ? ' | null' : ''}`;
      const doc = docOf(field, `${path}${field.name}`);
      return `${doc && `${inner}/** ${doc} */\n`}${inner}${field.name}${optional ? '?' : ''}: ${written};\n`;
    });
    return `{\n${fields.join('')}${indent}}`;
  };

  const docOf = (field: ts.Symbol, path: string): string => {
    const found = descriptions[path];
    if (found) {
      const text = typeof found === 'string' ? found : found.text;
      // A list of figures has its unit where its items are described.
      const unit = unitOf(found) ?? unitOf(descriptions[`${path}[]`]) ?? unitOf(descriptions[`${path}[0]`]);
      return unit ? `${text} Unit: ${unit}.` : text;
    }
    return ts.displayPartsToString(field.getDocumentationComment(checker)).replaceAll(/\s+/g, ' ').trim();
  };

  return write;
}
