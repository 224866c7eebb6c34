/** Kibana's own routes, as far as the tests prepare, compare and clean up with them. */
import { createKibanaHeaders, getKibanaUrl } from './environment';

export class KibanaError extends Error {
  constructor(
    readonly status: number,
    message: string
  ) {
    super(message);
  }
}

interface KibanaRequestOptions {
  /** the default one where absent or null */
  space?: string | null;
  body?: unknown;
  signal?: AbortSignal;
}

/** Path of a page or a route in a space. */
export const addSpaceToPath = (path: string, space?: string | null): string =>
  space == null ? path : `/s/${encodeURIComponent(space)}${path}`;

/**
 * @returns the answer's JSON
 * @throws KibanaError with the status and the beginning of what Kibana said
 */
export async function callKibana<T>(
  method: string,
  path: string,
  { space, body, signal }: KibanaRequestOptions = {}
): Promise<T> {
  const answer = await fetch(`${getKibanaUrl()}${addSpaceToPath(path, space)}`, {
    method,
    signal,
    headers: {
      'kbn-xsrf': 'request-trace-test',
      'x-elastic-internal-origin': 'Kibana',
      ...createKibanaHeaders(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok)
    throw new KibanaError(
      answer.status,
      `${method} ${addSpaceToPath(path, space)}: ${answer.status} ${text.slice(0, 500)}`
    );
  return (text ? JSON.parse(text) : undefined) as T;
}

export type Settings = Record<string, { userValue?: unknown; isOverridden?: boolean }>;

export const readSettings = async (space?: string): Promise<Settings> =>
  (await callKibana<{ settings: Settings }>('GET', '/internal/kibana/settings', { space }))
    .settings;

/** `null` sets a setting back to its default. */
export const changeSettings = (
  changes: Record<string, unknown>,
  space?: string
): Promise<unknown> =>
  callKibana('POST', '/internal/kibana/settings', { space, body: { changes } });

export interface SavedObject {
  type: string;
  id: string;
  namespaces?: string[];
  attributes?: { title?: string; slug?: string; [name: string]: unknown };
}

/** Types that the plugin, or a page of Kibana that the tests use, can make. Kibana refuses types that it does not know. */
const SAVED_OBJECT_TYPES = [
  'config',
  'url',
  'index-pattern',
  'search',
  'dashboard',
  'visualization',
  'lens',
  'query',
  'tag',
];

export async function findSavedObjects(
  space?: string,
  types: readonly string[] = SAVED_OBJECT_TYPES
): Promise<SavedObject[]> {
  const query = new URLSearchParams([...types.map((type) => ['type', type]), ['per_page', '1000']]);
  return (
    await callKibana<{ saved_objects: SavedObject[] }>('GET', `/api/saved_objects/_find?${query}`, {
      space,
    })
  ).saved_objects;
}

export async function deleteSavedObject({ type, id }: SavedObject, space?: string): Promise<void> {
  await callKibana('DELETE', `/api/saved_objects/${type}/${encodeURIComponent(id)}?force=true`, {
    space,
  }).catch(ignoreMissing);
}

export async function createSavedObject(
  type: string,
  id: string,
  body: { attributes: unknown; references?: unknown[] },
  space?: string
): Promise<void> {
  await callKibana('POST', `/api/saved_objects/${type}/${encodeURIComponent(id)}?overwrite=true`, {
    space,
    body,
  });
}

export function ignoreMissing(error: unknown): void {
  if (!(error instanceof KibanaError && error.status === 404)) throw error;
}
