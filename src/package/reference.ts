/** Reads the public interface out of the built package: TypeDoc on its declarations, so that nothing else can slip in. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  Application,
  ReflectionKind,
  type Comment,
  type CommentDisplayPart,
  type DeclarationReflection,
  type SignatureReflection,
  type SomeType,
} from 'typedoc';
import { compilerOptions, doors } from './compile.ts';
import type {
  DoorName,
  ReferenceDoor,
  ReferenceEntry,
  ReferenceField,
  ReferenceParameter,
} from './reference-types.ts';

const shown: readonly DoorName[] = ['estimation', 'catalog'];

/** The doors of the package in `directory` with everything they export. */
export async function readReference(directory: string): Promise<ReferenceDoor[]> {
  const files = shown.map((name) => resolve(directory, `${doors[`./${name}`]}.d.ts`));
  const tsconfig = join(directory, '../tsconfig.json');
  const { strict, skipLibCheck } = compilerOptions;
  const plain = {
    target: 'es2023',
    lib: ['es2023'],
    module: 'esnext',
    moduleResolution: 'bundler',
    types: [],
  };
  writeFileSync(tsconfig, JSON.stringify({ compilerOptions: { ...plain, strict, skipLibCheck }, files }));
  const app = await Application.bootstrap({
    entryPoints: files,
    tsconfig,
    skipErrorChecking: true,
    sort: ['source-order'],
    disableSources: true,
    disableGit: true,
    readme: 'none',
    preservedTypeAnnotationTags: ['@throws'],
    blockTags: ['@module', '@param', '@returns', '@throws', '@source'],
    logLevel: 'Error',
  });
  const project = await app.convert();
  if (!project || app.logger.hasErrors())
    throw new Error('the declarations of the package could not be read');
  return shown.map((name) => {
    const module = project.children?.find((child) => child.name === name);
    if (!module) throw new Error(`no module ${name} in the declarations`);
    return {
      name,
      text: summary(module.comment),
      entries: (module.children ?? []).map(entryOf),
    };
  });
}

const words = (parts: readonly CommentDisplayPart[]): string =>
  parts
    .map((part) => (part.kind === 'inline-tag' ? `\`${part.text}\`` : part.text))
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim();

const summary = (comment: Comment | undefined): string => (comment ? words(comment.summary) : '');

const tagged = (comment: Comment | undefined, tag: `@${string}`) => comment?.getTags(tag) ?? [];

const sourcesOf = (comment: Comment | undefined): string[] =>
  tagged(comment, '@source').map(({ content }) => words(content));

const throwsOf = (comment: Comment | undefined): ReferenceEntry['throws'] =>
  tagged(comment, '@throws').map(({ typeAnnotation, content }) => ({
    type: typeAnnotation?.replace(/[{}]/g, '') ?? '',
    text: words(content),
  }));

/** A type in the words of TypeScript; the fields of an object are listed, so they are left out here. */
function show(type: SomeType | undefined): string {
  if (!type) return 'unknown';
  switch (type.type) {
    case 'reflection':
      return type.declaration.signatures
        ? signatureText(type.declaration.signatures[0]!, '', ' =>')
        : '{ … }';
    case 'array': {
      const item = show(type.elementType);
      return / \| /.test(item) ? `(${item})[]` : `${item}[]`;
    }
    case 'union':
      return type.types.map(show).join(' | ');
    case 'intersection':
      return type.types.map(show).join(' & ');
    case 'literal':
      return typeof type.value === 'string' ? `'${type.value}'` : String(type.value);
    case 'reference': {
      // What a door calls something goes before what the module inside does.
      const name = type.reflection?.name ?? type.name;
      const { typeArguments } = type;
      return typeArguments?.length ? `${name}<${typeArguments.map(show).join(', ')}>` : name;
    }
    case 'typeOperator':
      return `${type.operator} ${show(type.target)}`;
    case 'tuple':
      return `[${type.elements.map(show).join(', ')}]`;
    case 'namedTupleMember':
      return `${type.name}: ${show(type.element)}`;
    default:
      return type.toString();
  }
}

const parametersOf = (signature: SignatureReflection): ReferenceParameter[] =>
  (signature.parameters ?? []).map((parameter) => ({
    name: `${parameter.flags.isRest ? '...' : ''}${parameter.name}`,
    type: show(parameter.type),
    optional: parameter.flags.isOptional || parameter.defaultValue !== undefined,
    text: summary(parameter.comment),
  }));

function signatureText(signature: SignatureReflection, name: string, arrow = ':'): string {
  const generics = signature.typeParameters?.map(
    ({ name: letter, type }) => `${letter}${type ? ` extends ${show(type)}` : ''}`,
  );
  const list = parametersOf(signature).map(
    ({ name: each, type, optional }) => `${each}${optional ? '?' : ''}: ${type}`,
  );
  const head = `${name}${generics ? `<${generics.join(', ')}>` : ''}`;
  const oneLine = `${head}(${list.join(', ')})${arrow} ${show(signature.type)}`;
  if (oneLine.length <= 88) return oneLine;
  return `${head}(\n${list.map((each) => `  ${each},\n`).join('')})${arrow} ${show(signature.type)}`;
}

/** Fields of an object inside a type, whatever it is wrapped in, with the path that leads to them. */
function fieldsIn(type: SomeType | undefined, path: string): ReferenceField[] {
  switch (type?.type) {
    case 'reflection':
      return fieldsOf(type.declaration.children, path);
    case 'array':
      return fieldsIn(type.elementType, `${path}[]`);
    case 'union':
    case 'intersection':
      return type.types.flatMap((part) => fieldsIn(part, path));
    case 'typeOperator':
      return fieldsIn(type.target, path);
    case 'reference':
      return type.name === 'Record' ? fieldsIn(type.typeArguments?.[1], `${path}.*`) : [];
    default:
      return [];
  }
}

/** Fields of an object, and those of objects inside it; a class leaves out what it has from elsewhere. */
function fieldsOf(
  children: readonly DeclarationReflection[] | undefined,
  path: string,
  isClass = false,
): ReferenceField[] {
  return (children ?? [])
    .filter((child) => child.kindOf(ReflectionKind.Property | ReflectionKind.Variable))
    .filter((child) => !(isClass && child.inheritedFrom))
    .flatMap((child) => {
      const own = path === '' ? child.name : `${path}.${child.name}`;
      const field: ReferenceField = {
        path: own,
        type: show(child.type),
        optional: child.flags.isOptional,
        text: summary(child.comment),
        sources: sourcesOf(child.comment),
      };
      return [field, ...fieldsIn(child.type, own)];
    });
}

function entryOf(child: DeclarationReflection): ReferenceEntry {
  const { name, comment } = child;
  const entry: ReferenceEntry = {
    name,
    kind: 'type',
    signature: `interface ${name}`,
    text: summary(comment),
    parameters: [],
    returns: '',
    throws: throwsOf(comment),
    sources: sourcesOf(comment),
    fields: [],
  };
  switch (child.kind) {
    case ReflectionKind.Function:
      return { ...entry, ...functionOf(child.signatures![0]!, name, comment) };
    case ReflectionKind.Class: {
      const constructor = child.children?.find((each) => each.kind === ReflectionKind.Constructor)
        ?.signatures?.[0];
      const parents = child.extendedTypes?.map(show).join(', ');
      return {
        ...entry,
        kind: 'class',
        signature: `class ${name}${parents ? ` extends ${parents}` : ''}`,
        parameters: constructor ? parametersOf(constructor) : [],
        fields: fieldsOf(child.children, '', true),
      };
    }
    case ReflectionKind.Variable: {
      // A function that is kept in a constant.
      if (child.type?.type === 'reflection' && child.type.declaration.signatures)
        return { ...entry, ...functionOf(child.type.declaration.signatures[0]!, name, comment) };
      return { ...entry, kind: 'constant', signature: `const ${name}: ${show(child.type)}` };
    }
    case ReflectionKind.TypeAlias:
      return {
        ...entry,
        signature: `type ${name}${generics(child)} = ${show(child.type)}`,
        fields: fieldsIn(child.type, ''),
      };
    default: {
      const parents = child.extendedTypes?.map(show).join(', ');
      return {
        ...entry,
        signature: `interface ${name}${parents ? ` extends ${parents}` : ''}`,
        fields: fieldsOf(child.children, ''),
      };
    }
  }
}

const generics = ({ typeParameters }: DeclarationReflection): string =>
  typeParameters
    ? `<${typeParameters.map(({ name, type }) => `${name}${type ? ` extends ${show(type)}` : ''}`).join(', ')}>`
    : '';

function functionOf(signature: SignatureReflection, name: string, outer?: Comment): Partial<ReferenceEntry> {
  const { comment } = signature;
  return {
    kind: 'function',
    signature: signatureText(signature, name),
    text: summary(comment) || summary(outer),
    parameters: parametersOf(signature),
    returns: tagged(comment, '@returns').map(({ content }) => words(content))[0] ?? '',
    throws: throwsOf(comment),
    sources: sourcesOf(comment),
  };
}
