/**
 * Sentences of kubectl and the API server: `deployments.apps "web" is forbidden: User "dave" cannot delete resource …`,
 * `deployment.apps/web created`, `timed out waiting for the condition on deployments/web`, `evicting pod shop/web-0`.
 * Sources: apimachinery's api/errors (NewNotFound, NewForbidden, NewConflict, NewInvalid …), apiserver's RBAC message
 * (endpoints/handlers/responsewriters/errors.go ForbiddenMessage), cli-runtime's name printer, kubectl's drain, wait, rollout.
 */
import {
  isDnsName,
  isResourceName,
  createRecognisedName,
  splitNamespacedName,
  type RecognisedName,
} from './recognised_name';
import { resolveResource, resolveResourceOrKeep } from './resolve_resource';
import { tokenize, type Token } from './tokenize';

/** What the API server says of an object after its resource and quoted name; a resource before it need not be a built-in one. */
const WORDS_AFTER_OBJECT = new Set([
  'is',
  'not',
  'already',
  'deleted',
  'force',
  'exceeded',
  'successfully',
  'was',
  'cannot',
]);

export function findNamesInMessage(line: string): RecognisedName[] {
  const tokens = tokenize(line);
  const refused = parseForbiddenMessage(tokens);
  const namespace = refused?.namespace ?? findNamespace(tokens);
  const found: RecognisedName[] = [];
  let ofPods = false;
  for (let i = 0; i < tokens.length; i++) {
    const object = parseObjectAt(tokens, i, ofPods);
    if (object) found.push(createRecognisedName({ namespace, ...object }));
    if (!tokens[i]!.isQuoted && resolveResource(tokens[i]!.text) === 'pods') ofPods = true;
  }
  if (!refused) return found;
  const own = found.filter(({ resource }) => resource === refused.resource);
  return (own.length > 0 ? own : [refused]).map((object) => ({
    ...object,
    user: refused.user!,
    verb: refused.verb!,
  }));
}

/** `User "dave" cannot delete resource "deployments" in API group "apps" in the namespace "shop"` */
function parseForbiddenMessage(tokens: readonly Token[]): RecognisedName | undefined {
  const at = tokens.findIndex(
    (token, i) =>
      token.isQuoted &&
      isUnquotedWord(tokens[i - 1], 'User') &&
      isUnquotedWord(tokens[i + 1], 'cannot')
  );
  const [user, , verb, resource, quoted] = at < 0 ? [] : tokens.slice(at, at + 5);
  if (
    !user?.text ||
    user.text.length > 253 ||
    !verb ||
    !isUnquotedWord(resource, 'resource') ||
    !quoted?.isQuoted
  )
    return undefined;
  return createRecognisedName({
    user: user.text,
    verb: verb.text.toLowerCase().slice(0, 32),
    resource: resolveResourceOrKeep(quoted.text.split('/', 1)[0]!),
    namespace: findNamespace(tokens),
  });
}

/** `in the namespace "shop"`, `-n "shop"`, `from shop namespace`, `namespace=shop` */
function findNamespace(tokens: readonly Token[]): string | undefined {
  for (let i = 0; i < tokens.length; i++) {
    const { text, isQuoted } = tokens[i]!;
    if (isQuoted) continue;
    const next = tokens[i + 1];
    const isIn =
      text === 'namespace' &&
      (isUnquotedWord(tokens[i - 1], 'the') || isUnquotedWord(tokens[i - 1], 'in')) &&
      next?.isQuoted;
    if ((isIn || text === '-n' || text === '--namespace') && next && isDnsName(next.text))
      return next.text;
    if (
      text === 'from' &&
      next &&
      isUnquotedWord(tokens[i + 2], 'namespace') &&
      isDnsName(next.text)
    )
      return next.text;
    const value = text.startsWith('namespace=')
      ? text.slice(10) || (next?.isJoined ? next.text : '')
      : '';
    if (isDnsName(value)) return value;
  }
  return undefined;
}

function parseObjectAt(
  tokens: readonly Token[],
  i: number,
  ofPods: boolean
): RecognisedName | undefined {
  const { text, isQuoted } = tokens[i]!;
  if (isQuoted) return undefined;
  const next = tokens[i + 1];
  const slash = text.indexOf('/');
  if (slash > 0) {
    const resource = resolveResource(text.slice(0, slash));
    const name = text.slice(slash + 1);
    // error when evicting pods/"web-0"
    if (resource && name === '' && next?.isQuoted && next.isJoined && isResourceName(next.text))
      return { resource, name: next.text };
    if (resource && isResourceName(name)) return { resource, name };
    const path = ofPods ? splitNamespacedName(text) : null;
    return path ? { resource: 'pods', ...path } : undefined;
  }
  if (!next?.isQuoted || isNamespaceLocation(tokens, i)) return undefined;
  const isSaid = !tokens[i + 2]?.isQuoted && WORDS_AFTER_OBJECT.has(tokens[i + 2]?.text ?? '');
  const resource =
    resolveResource(text) ??
    (isSaid && text.includes('.') && isDnsName(text) ? resolveResourceOrKeep(text) : undefined);
  if (!resource) return undefined;
  const path = splitNamespacedName(next.text);
  if (path) return { resource, ...path };
  return isResourceName(next.text) ? { resource, name: next.text } : undefined;
}

/** In `in the namespace "shop"` the namespace is where, not what. */
function isNamespaceLocation(tokens: readonly Token[], i: number): boolean {
  return (
    tokens[i]!.text === 'namespace' &&
    (isUnquotedWord(tokens[i - 1], 'the') || isUnquotedWord(tokens[i - 1], 'in'))
  );
}

function isUnquotedWord(token: Token | undefined, word: string): boolean {
  return token !== undefined && !token.isQuoted && token.text === word;
}

/** An error without what kubectl puts before the API server's own words, and they alone are in the audit log. */
export function extractServerMessage(line: string): string {
  let text = line.trim();
  for (const prefix of ['Error from server (', 'error: ', 'Error: ']) {
    if (!text.startsWith(prefix)) continue;
    const end = prefix.endsWith('(') ? text.indexOf('): ') : prefix.length - 2;
    if (end > 0) text = text.slice(end + (prefix.endsWith('(') ? 3 : 2));
  }
  // error when creating "STDIN": …, error when applying patch to … are kubectl's own
  if (text.startsWith('error when ')) {
    const end = text.indexOf('": ');
    if (end > 0) text = text.slice(end + 3);
  }
  return text;
}
