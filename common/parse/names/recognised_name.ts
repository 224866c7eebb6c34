/** What a text names: an object, or the requests for objects of a kind; and who did what with it, where the text says so. */
import { kindOfResource } from '../builtin_kinds';
import { CLUSTER_SCOPED } from '../object_list';
import { isDigit } from '../text_scanners';

export interface RecognisedName {
  /** the plural of the API's paths, without its group */
  resource?: string;
  namespace?: string;
  name?: string;
  /** who was refused */
  user?: string;
  /** what was refused, as the API names it */
  verb?: string;
}

const MAX_NAME_LENGTH = 253;

/** A name as most objects have it: a DNS-1123 subdomain (apimachinery's IsDNS1123Subdomain), so no words in capitals. */
export function isDnsName(text: string): boolean {
  if (text.length === 0 || text.length > MAX_NAME_LENGTH) return false;
  for (let i = 0; i < text.length; i++) if (!isDnsChar(text.charCodeAt(i))) return false;
  return isAlphanumeric(text.charCodeAt(0)) && isAlphanumeric(text.charCodeAt(text.length - 1));
}

const isAlphanumeric = (code: number): boolean => isDigit(code) || (code >= 97 && code <= 122);
const isDnsChar = (code: number): boolean => isAlphanumeric(code) || code === 45 || code === 46;

/** Names of RBAC objects may have colons (`system:node`); of no object a slash or a space. */
export function isResourceName(text: string): boolean {
  return isDnsName(text.replaceAll(':', '-'));
}

/** `ns/name` in its two parts; null for what has no or more slashes, or parts that are no names. A namespace has no dots. */
export function splitNamespacedName(text: string): { namespace: string; name: string } | null {
  const slash = text.indexOf('/');
  if (slash <= 0 || slash > 63) return null;
  const [namespace, name] = [text.slice(0, slash), text.slice(slash + 1)];
  return isDnsName(namespace) && !namespace.includes('.') && isDnsName(name)
    ? { namespace, name }
    : null;
}

function isClusterScoped(resource: string): boolean {
  const kind = kindOfResource(resource);
  return kind !== undefined && CLUSTER_SCOPED.has(kind);
}

/** Without what is undefined, and without a namespace where objects of that kind have none. */
export function createRecognisedName({
  resource,
  namespace,
  name,
  user,
  verb,
}: { [key in keyof RecognisedName]: RecognisedName[key] | undefined }): RecognisedName {
  const hasNamespace = namespace && !(resource && isClusterScoped(resource));
  return {
    ...(resource ? { resource } : {}),
    ...(hasNamespace ? { namespace } : {}),
    ...(name ? { name } : {}),
    ...(user ? { user } : {}),
    ...(verb ? { verb } : {}),
  };
}
