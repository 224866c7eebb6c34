/**
 * Sentences of kubectl and the API server: `deployments.apps "web" is forbidden: User "dave" cannot delete resource …`,
 * `deployment.apps/web created`, `timed out waiting for the condition on deployments/web`, `evicting pod shop/web-0`.
 * Sources: apimachinery's api/errors (NewNotFound, NewForbidden, NewConflict, NewInvalid …), apiserver's RBAC message
 * (endpoints/handlers/responsewriters/errors.go ForbiddenMessage), cli-runtime's name printer, kubectl's drain, wait, rollout.
 */
import { isDnsName, isName, named, splitPath, type Named } from './named';
import { resourceOfWord, resourceOrWord } from './resource_words';
import { tokensOf, type Token } from './tokens';

/** What the API server says of an object after its resource and quoted name; a resource before it need not be a built-in one. */
const SAID_OF_OBJECTS = new Set([
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

export function namedInMessage(line: string): Named[] {
  const tokens = tokensOf(line);
  const refused = refusal(tokens);
  const namespace = refused?.namespace ?? namespaceIn(tokens);
  const found: Named[] = [];
  let ofPods = false;
  for (let i = 0; i < tokens.length; i++) {
    const object = objectAt(tokens, i, ofPods);
    if (object) found.push(named({ namespace, ...object }));
    if (!tokens[i]!.quoted && resourceOfWord(tokens[i]!.text) === 'pods') ofPods = true;
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
function refusal(tokens: readonly Token[]): Named | undefined {
  const at = tokens.findIndex(
    (token, i) => token.quoted && isWord(tokens[i - 1], 'User') && isWord(tokens[i + 1], 'cannot')
  );
  const [user, , verb, resource, quoted] = at < 0 ? [] : tokens.slice(at, at + 5);
  if (
    !user?.text ||
    user.text.length > 253 ||
    !verb ||
    !isWord(resource, 'resource') ||
    !quoted?.quoted
  )
    return undefined;
  return named({
    user: user.text,
    verb: verb.text.toLowerCase().slice(0, 32),
    resource: resourceOrWord(quoted.text.split('/', 1)[0]!),
    namespace: namespaceIn(tokens),
  });
}

/** `in the namespace "shop"`, `-n "shop"`, `from shop namespace`, `namespace=shop` */
function namespaceIn(tokens: readonly Token[]): string | undefined {
  for (let i = 0; i < tokens.length; i++) {
    const { text, quoted } = tokens[i]!;
    if (quoted) continue;
    const next = tokens[i + 1];
    const isIn =
      text === 'namespace' &&
      (isWord(tokens[i - 1], 'the') || isWord(tokens[i - 1], 'in')) &&
      next?.quoted;
    if ((isIn || text === '-n' || text === '--namespace') && next && isDnsName(next.text))
      return next.text;
    if (text === 'from' && next && isWord(tokens[i + 2], 'namespace') && isDnsName(next.text))
      return next.text;
    const value = text.startsWith('namespace=')
      ? text.slice(10) || (next?.joined ? next.text : '')
      : '';
    if (isDnsName(value)) return value;
  }
  return undefined;
}

function objectAt(tokens: readonly Token[], i: number, ofPods: boolean): Named | undefined {
  const { text, quoted } = tokens[i]!;
  if (quoted) return undefined;
  const next = tokens[i + 1];
  const slash = text.indexOf('/');
  if (slash > 0) {
    const resource = resourceOfWord(text.slice(0, slash));
    const name = text.slice(slash + 1);
    // error when evicting pods/"web-0"
    if (resource && name === '' && next?.quoted && next.joined && isName(next.text))
      return { resource, name: next.text };
    if (resource && isName(name)) return { resource, name };
    const path = ofPods ? splitPath(text) : null;
    return path ? { resource: 'pods', ...path } : undefined;
  }
  if (!next?.quoted || isNamespaceOfSentence(tokens, i)) return undefined;
  const isSaid = !tokens[i + 2]?.quoted && SAID_OF_OBJECTS.has(tokens[i + 2]?.text ?? '');
  const resource =
    resourceOfWord(text) ??
    (isSaid && text.includes('.') && isDnsName(text) ? resourceOrWord(text) : undefined);
  if (!resource) return undefined;
  const path = splitPath(next.text);
  if (path) return { resource, ...path };
  return isName(next.text) ? { resource, name: next.text } : undefined;
}

/** In `in the namespace "shop"` the namespace is where, not what. */
function isNamespaceOfSentence(tokens: readonly Token[], i: number): boolean {
  return (
    tokens[i]!.text === 'namespace' && (isWord(tokens[i - 1], 'the') || isWord(tokens[i - 1], 'in'))
  );
}

function isWord(token: Token | undefined, word: string): boolean {
  return token !== undefined && !token.quoted && token.text === word;
}

/** An error without what kubectl puts before the API server's own words, and they alone are in the audit log. */
export function serverWords(line: string): string {
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
