/**
 * kube-apiserver's request line (k8s.io/apiserver/pkg/server/httplog/httplog.go) and the meaning of a request's URI
 * (k8s.io/apiserver/pkg/endpoints/request/requestinfo.go).
 */
import type { ComponentLine } from './component_line';
import { parsePairs } from './klog_pairs';
import { findQuotedEnd } from './text_scanners';

export interface RequestUri {
  path: string;
  /** false for /healthz, /version, discovery … */
  isResource: boolean;
  group?: string;
  version?: string;
  resource?: string;
  subresource?: string;
  namespace?: string;
  /** from the path, or from `fieldSelector=metadata.name=…` */
  name?: string;
  /** whether the path itself names an object */
  named: boolean;
  /** whether the query or path asks for a watch */
  watch: boolean;
}

export interface RequestLine extends Omit<RequestUri, 'path' | 'watch' | 'named'> {
  /** the API's verb: get, list, watch, create, update, patch, delete, deletecollection; for other paths the HTTP verb in lower case */
  verb: string;
  requestURI: string;
  responseCode?: number;
  /** milliseconds */
  latencyMs?: number;
  userAgent?: string;
  auditID?: string;
  sourceIP?: string;
}

/** Names below /namespaces/<name>/ that are no resource but the namespace's own subresource. */
const NAMESPACE_SUBRESOURCES: ReadonlySet<string> = new Set(['status', 'finalize']);

/** Takes a request's URI apart. Never throws; of a URI that isn't one, `isResource` is false. */
export function parseRequestUri(uri: string): RequestUri {
  const question = uri.indexOf('?');
  const path = question < 0 ? uri : uri.slice(0, question);
  const query = question < 0 ? '' : uri.slice(question + 1);
  const parts = path
    .split('/', 16)
    .filter((part) => part !== '')
    .map(decodeSegment);
  const info: RequestUri = { path, isResource: false, named: false, watch: isWatch(query) };
  let rest: string[];
  if (parts[0] === 'api' && parts.length >= 3) {
    info.group = '';
    info.version = parts[1];
    rest = parts.slice(2);
  } else if (parts[0] === 'apis' && parts.length >= 4) {
    info.group = parts[1];
    info.version = parts[2];
    rest = parts.slice(3);
  } else {
    return info;
  }
  info.isResource = true;
  // the deprecated /watch/ prefix
  if (rest[0] === 'watch' && rest.length > 1) {
    info.watch = true;
    rest = rest.slice(1);
  }
  if (rest[0] === 'namespaces') {
    if (rest.length > 1) {
      info.namespace = rest[1];
      if (rest.length > 2 && !NAMESPACE_SUBRESOURCES.has(rest[2] as string)) rest = rest.slice(2);
    }
  }
  info.resource = rest[0];
  if (rest[1] !== undefined) {
    info.name = rest[1];
    info.named = true;
  }
  if (rest[2] !== undefined) info.subresource = rest[2];
  if (info.name === undefined) {
    const name = getNameFromFieldSelector(query);
    if (name !== undefined) info.name = name;
  }
  return info;
}

/** The API's verb of an HTTP method (or of the metrics' verb that newer httplog.go writes) on that URI. */
export function getApiVerb(method: string, uri: RequestUri): string {
  const verb = method.toUpperCase();
  if (!uri.isResource) return method.toLowerCase();
  const collection = !uri.named;
  switch (verb) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
    case 'APPLY':
      return 'patch';
    case 'DELETE':
      return collection ? 'deletecollection' : 'delete';
    case 'GET':
    case 'HEAD':
      return uri.watch ? 'watch' : collection ? 'list' : 'get';
    case 'LIST':
      return uri.watch ? 'watch' : 'list';
    case 'WATCH':
    case 'WATCHLIST':
      return 'watch';
    default:
      return method.toLowerCase();
  }
}

/** Reads a request line: parsed, or its text without klog's header. null where it is no request line. */
export function parseRequestLine(
  line: Pick<ComponentLine, 'message' | 'pairs'> | string
): RequestLine | null {
  const parts = typeof line === 'string' ? parseTextLine(line) : line;
  if (parts === null || parts.message !== 'HTTP') return null;
  const value = (key: string): string | undefined =>
    parts.pairs.find((pair) => pair[0] === key)?.[1] || undefined;
  const method = value('verb');
  const requestURI = value('URI');
  if (method === undefined || requestURI === undefined) return null;
  const uri = parseRequestUri(requestURI);
  const { path: _path, watch: _watch, named: _named, ...target } = uri;
  const request: RequestLine = { verb: getApiVerb(method, uri), requestURI, ...target };
  const code = Number(value('resp'));
  if (Number.isInteger(code)) request.responseCode = code;
  const latency = value('latency');
  if (latency !== undefined) request.latencyMs = parseGoDurationMs(latency);
  const userAgent = value('userAgent');
  if (userAgent !== undefined) request.userAgent = userAgent;
  const auditID = value('audit-ID') ?? value('auditID');
  if (auditID !== undefined) request.auditID = auditID;
  const source = value('srcIP');
  if (source !== undefined) request.sourceIP = removePort(source);
  return request;
}

function parseTextLine(text: string): Pick<ComponentLine, 'message' | 'pairs'> | null {
  let from: number;
  if (text.startsWith('"HTTP" ')) from = findQuotedEnd(text, 0);
  else if (text.startsWith('HTTP ')) from = 4;
  else return null;
  const lineEnd = text.indexOf('\n');
  const found = parsePairs(text, from, lineEnd < 0 ? text.length : lineEnd);
  return { message: 'HTTP', pairs: found.pairs.map((pair) => [pair.key, pair.value]) };
}

const MILLISECONDS_BY_UNIT: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Go's time.Duration text (`1m2.5s`, `934.17µs`) in milliseconds; undefined where it is none. */
export function parseGoDurationMs(text: string): number | undefined {
  if (text.length === 0 || text.length > 40) return undefined;
  if (text === '0') return 0;
  let total = 0;
  let i = 0;
  while (i < text.length) {
    const start = i;
    while (
      i < text.length &&
      ((text.charCodeAt(i) >= 48 && text.charCodeAt(i) <= 57) || text[i] === '.')
    )
      i++;
    const unitStart = i;
    while (
      i < text.length &&
      !((text.charCodeAt(i) >= 48 && text.charCodeAt(i) <= 57) || text[i] === '.')
    )
      i++;
    const unit = text.slice(unitStart, i);
    const number = Number(text.slice(start, unitStart));
    if (
      start === unitStart ||
      !Number.isFinite(number) ||
      !Object.hasOwn(MILLISECONDS_BY_UNIT, unit)
    )
      return undefined;
    total += number * (MILLISECONDS_BY_UNIT[unit] as number);
  }
  return total;
}

/** `10.1.2.3:4567`, `[::1]:4567` → the address */
function removePort(address: string): string {
  if (address.startsWith('[')) return address.slice(1, Math.max(1, address.indexOf(']')));
  const colon = address.lastIndexOf(':');
  return colon > 0 && address.indexOf(':') === colon ? address.slice(0, colon) : address;
}

function decodeSegment(part: string): string {
  if (!part.includes('%')) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function getQueryValue(query: string, key: string): string | undefined {
  let from = 0;
  while (from < query.length) {
    let end = query.indexOf('&', from);
    if (end < 0) end = query.length;
    if (query.startsWith(key, from) && query.charCodeAt(from + key.length) === 61)
      return decodeSegment(query.slice(from + key.length + 1, end));
    from = end + 1;
  }
  return undefined;
}

function isWatch(query: string): boolean {
  const value = getQueryValue(query, 'watch');
  return value !== undefined && value !== 'false' && value !== '0';
}

function getNameFromFieldSelector(query: string): string | undefined {
  const selector = getQueryValue(query, 'fieldSelector');
  if (selector === undefined) return undefined;
  for (const term of selector.split(',', 16)) {
    if (term.startsWith('metadata.name='))
      return term.slice('metadata.name='.length).replace(/^=/, '') || undefined;
  }
  return undefined;
}
