/** Finds the texts that go through `@kbn/i18n` in TypeScript sources. */
import ts from 'typescript';

/** What Kibana's own checks want in front of every ID of a plugin's texts. */
export const ID_PREFIX = 'requestTrace.';

export interface Message {
  id: string;
  /** the default message, English */
  text: string;
  /** `file:line` */
  where: string;
  /** the names under `values`; undefined where they can't be read from the source */
  values?: string[];
}

export interface Finding {
  /** `file:line`, or a message's ID */
  where: string;
  what: string;
}

export interface SourceMessages {
  messages: Message[];
  findings: Finding[];
}

/** A text that stands in the source as it is: a literal, or literals joined by `+`. */
function readLiteralText(node: ts.Expression | undefined): string | undefined {
  if (!node) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return readLiteralText(node.expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [readLiteralText(node.left), readLiteralText(node.right)];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  return undefined;
}

function findProperty(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const entry of object.properties) {
    if (
      ts.isPropertyAssignment(entry) &&
      (ts.isIdentifier(entry.name) || ts.isStringLiteral(entry.name)) &&
      entry.name.text === name
    )
      return entry.initializer;
  }
  return undefined;
}

function readValueNames(values: ts.Expression | undefined): string[] | undefined {
  if (!values) return [];
  if (!ts.isObjectLiteralExpression(values)) return undefined;
  const names: string[] = [];
  for (const entry of values.properties) {
    if (!entry.name || !(ts.isIdentifier(entry.name) || ts.isStringLiteral(entry.name)))
      return undefined;
    names.push(entry.name.text);
  }
  return names;
}

function readAttribute(element: ts.JsxOpeningLikeElement, name: string): ts.Expression | undefined {
  for (const entry of element.attributes.properties) {
    if (!ts.isJsxAttribute(entry) || !ts.isIdentifier(entry.name) || entry.name.text !== name)
      continue;
    const { initializer } = entry;
    return initializer && ts.isJsxExpression(initializer)
      ? initializer.expression
      : (initializer as ts.Expression | undefined);
  }
  return undefined;
}

/** The parts of a call of `i18n.translate` or of a `<FormattedMessage>`, or undefined for any other node. */
function readMessageParts(
  node: ts.Node
):
  | { id?: ts.Expression; text?: ts.Expression; values?: ts.Expression; opaque?: boolean }
  | undefined {
  if (ts.isCallExpression(node)) {
    const { expression } = node;
    if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'translate')
      return undefined;
    if (!ts.isIdentifier(expression.expression) || expression.expression.text !== 'i18n')
      return undefined;
    const [id, options] = node.arguments;
    if (!options || !ts.isObjectLiteralExpression(options)) return { id, opaque: true };
    return {
      id,
      text: findProperty(options, 'defaultMessage'),
      values: findProperty(options, 'values'),
      opaque: options.properties.some(
        (entry) =>
          ts.isSpreadAssignment(entry) ||
          (ts.isShorthandPropertyAssignment(entry) && entry.name.text === 'values')
      ),
    };
  }
  if (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) {
    if (!ts.isIdentifier(node.tagName) || node.tagName.text !== 'FormattedMessage')
      return undefined;
    return {
      id: readAttribute(node, 'id'),
      text: readAttribute(node, 'defaultMessage'),
      values: readAttribute(node, 'values'),
      opaque: node.attributes.properties.some(ts.isJsxSpreadAttribute),
    };
  }
  return undefined;
}

/** All texts of one file, and what is wrong with how they stand there. `fileName` ends in .ts or .tsx. */
export function readMessages(fileName: string, code: string): SourceMessages {
  const file = ts.createSourceFile(
    fileName,
    code,
    ts.ScriptTarget.Latest,
    true,
    fileName.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  );
  const messages: Message[] = [];
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    const parts = readMessageParts(node);
    if (parts) {
      const where = `${fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      const id = readLiteralText(parts.id);
      const text = readLiteralText(parts.text);
      const values = parts.opaque ? undefined : readValueNames(parts.values);
      if (id === undefined) findings.push({ where, what: 'the ID is not a literal' });
      else if (!id.startsWith(ID_PREFIX))
        findings.push({ where, what: `the ID ${id} does not begin with ${ID_PREFIX}` });
      if (text === undefined)
        findings.push({ where, what: 'the default message is not a literal' });
      if (id !== undefined && text !== undefined)
        messages.push({ id, text, where, ...(values && { values }) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { messages, findings };
}
